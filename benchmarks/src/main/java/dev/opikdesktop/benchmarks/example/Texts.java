package dev.opikdesktop.benchmarks.example;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A file of texts: blocks that begin with a line {@code @@ kind argument}. One of the kind "case"
 * begins a case; the blocks up to the next one belong to it.
 *
 * @param head the blocks before the first case
 */
record Texts(List<Block> head, List<Case> cases) {
  private static final String MARK = "@@ ";

  /** A text and what it is. */
  record Block(String kind, String argument, String text) {}

  /** Blocks that belong together. */
  record Case(String name, List<Block> blocks) {
    /** The text of the only block of a kind. */
    String text(String kind) {
      return all(kind).getFirst().text();
    }

    List<Block> all(String kind) {
      return blocks.stream().filter(block -> block.kind().equals(kind)).toList();
    }
  }

  static Texts read(String file) {
    List<Block> head = new ArrayList<>();
    List<Case> cases = new ArrayList<>();
    for (String part : ("\n" + content(file)).split("\n" + MARK, -1)) {
      if (part.isBlank()) {
        continue;
      }
      int line = part.indexOf('\n');
      String[] first = (line < 0 ? part : part.substring(0, line)).split(" ", 2);
      String argument = first.length > 1 ? first[1] : "";
      String text = line < 0 ? "" : part.substring(line + 1).strip();
      if (first[0].equals("case")) {
        cases.add(new Case(argument, new ArrayList<>()));
      } else {
        (cases.isEmpty() ? head : cases.getLast().blocks())
            .add(new Block(first[0], argument, text));
      }
    }
    return new Texts(List.copyOf(head), List.copyOf(cases));
  }

  private static String content(String file) {
    try (InputStream in = Texts.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
