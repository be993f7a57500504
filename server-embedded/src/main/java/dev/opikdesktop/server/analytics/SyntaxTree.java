package dev.opikdesktop.server.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node of the tree that the engine's own parser made of a query, as {@code EXPLAIN AST} prints
 * it: a line a node, indented by its depth, with the number of its children.
 *
 * @param kind the first word, such as {@code Function}
 * @param text what follows, such as {@code count (alias n)}
 */
record SyntaxTree(String kind, String text, List<SyntaxTree> children) {
  private static final Pattern LINE =
      Pattern.compile("( *)([A-Za-z:]+)(?: (.*?))??(?: \\(children (\\d{1,9})\\))?");
  private static final Pattern NAME = Pattern.compile("(\\w+)(?: \\(alias (.*)\\))?");

  /**
   * Reads the lines. A name with a line end in it makes a line too many somewhere; such a tree is
   * not to be trusted, and none is returned.
   */
  static Optional<SyntaxTree> read(List<String> lines) {
    Lines left = new Lines(lines);
    Optional<SyntaxTree> tree = left.node(0);
    return left.at == lines.size() ? tree : Optional.empty();
  }

  boolean is(String other) {
    return kind.equals(other);
  }

  /** The name of a function, table or column; none for one with anything but letters in it. */
  Optional<String> name() {
    Matcher matcher = NAME.matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** What a function, table or column is called further on; none for one that keeps its name. */
  Optional<String> alias() {
    Matcher matcher = NAME.matcher(text);
    return matcher.matches() ? Optional.ofNullable(matcher.group(2)) : Optional.empty();
  }

  private static final class Lines {
    private final List<String> lines;
    private int at;

    Lines(List<String> lines) {
      this.lines = lines;
    }

    Optional<SyntaxTree> node(int depth) {
      if (at == lines.size()) {
        return Optional.empty();
      }
      Matcher line = LINE.matcher(lines.get(at));
      if (!line.matches() || line.group(1).length() != depth) {
        return Optional.empty();
      }
      at++;
      int count = line.group(4) == null ? 0 : Integer.parseInt(line.group(4));
      List<SyntaxTree> children = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Optional<SyntaxTree> child = node(depth + 1);
        if (child.isEmpty()) {
          return Optional.empty();
        }
        children.add(child.get());
      }
      String text = line.group(3) == null ? "" : line.group(3).strip();
      return Optional.of(new SyntaxTree(line.group(2), text, List.copyOf(children)));
    }
  }
}
