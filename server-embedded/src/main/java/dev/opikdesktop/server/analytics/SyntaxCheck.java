package dev.opikdesktop.server.analytics;

import dev.opikdesktop.server.http.ApiException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Looks at every node of a query: what is not known to be harmless is refused. Nothing has been run
 * or looked up until then.
 *
 * <p>A table stands by its bare name in two places, after FROM and to the right of IN. A name that
 * is no published table may be one that the query itself makes by WITH; so that it can be nothing
 * else, the names of all other tables that it could find are refused.
 */
final class SyntaxCheck {
  private static final AllowedFunctions FUNCTIONS = new AllowedFunctions();

  private static final Set<String> KINDS =
      Set.of(
          "SelectWithUnionQuery",
          "SelectIntersectExceptQuery",
          "SelectQuery",
          "ExpressionList",
          "TablesInSelectQuery",
          "TablesInSelectQueryElement",
          "TableExpression",
          "TableJoin",
          "ArrayJoin",
          "Subquery",
          "WithElement",
          "Asterisk",
          "QualifiedAsterisk",
          "ColumnsRegexpMatcher",
          "ColumnsTransformerList",
          "ColumnsExceptTransformer",
          "ColumnsReplaceTransformer",
          "ColumnsReplaceTransformer::Replacement",
          "OrderByElement",
          "InterpolateElement",
          "WindowDefinition",
          "WindowListElement",
          "Identifier",
          "TableIdentifier",
          "Literal",
          "Function");

  /** Their second argument may be a table. */
  private static final Set<String> MEMBERSHIP =
      Set.of(
          "in",
          "notin",
          "globalin",
          "globalnotin",
          "nullin",
          "notnullin",
          "globalnullin",
          "globalnotnullin");

  /** Formats without a schema of their own, which would be a file. */
  private static final Set<String> ROW_FORMATS =
      Set.of("'JSONEachRow'", "'JSONCompactEachRow'", "'JSONStringsEachRow'");

  private static final String LAMBDA = "lambda";

  private final Set<String> others;
  private final Set<String> functions;
  private final Set<String> used = new LinkedHashSet<>();

  private SyntaxCheck(Set<String> others, Set<String> functions) {
    this.others = others;
    this.functions = functions;
  }

  /**
   * Checks a tree.
   *
   * @param others the names of all tables, stored and found
   * @param functions the names of all functions of the engine, in lower case
   * @return the published tables that the query may mean
   * @throws ApiException 400 if there is something in it that is not allowed
   */
  static Set<String> check(SyntaxTree tree, Set<String> others, Set<String> functions) {
    SyntaxCheck check = new SyntaxCheck(others, functions);
    check.node(tree);
    return check.used;
  }

  static ApiException refused(String reason) {
    return ApiException.badRequest("The query is refused: " + reason);
  }

  private void node(SyntaxTree node) {
    if (!KINDS.contains(node.kind())) {
      throw refused(
          switch (node.kind()) {
            case "Set" -> "it may not have settings";
            case "SampleRatio" -> "it may not use SAMPLE";
            case "ColumnsApplyTransformer" -> "it may not use APPLY";
            case "QueryParameter" -> "it may not have placeholders";
            default -> "it may be SELECT only, without " + node.kind();
          });
    }
    switch (node.kind()) {
      case "TableExpression" -> source(node);
      case "TableIdentifier" -> table(node);
      case "Identifier" -> identifier(node);
      case "Function" -> function(node);
      default -> {
        // Nothing but its children.
      }
    }
    node.children().forEach(this::node);
  }

  private static void source(SyntaxTree expression) {
    for (SyntaxTree child : expression.children()) {
      if (child.is("Function")) {
        throw refused("it may not use table functions, as " + child.name().orElse("one") + " is");
      }
    }
  }

  private void table(SyntaxTree node) {
    String name =
        node.name()
            .orElseThrow(
                () -> refused("it may not name a database or an unusual table: " + node.text()));
    if (PublishedTables.byName().containsKey(name)) {
      used.add(name);
    } else if (others.contains(name)) {
      throw refused("it may not use a table, nor a WITH, called " + name);
    }
  }

  /** Where an argument may be a lambda, the bare name of a function is one. */
  private void identifier(SyntaxTree node) {
    String name = node.name().orElse("");
    if (functions.contains(name.toLowerCase(Locale.ROOT))) {
      if (!FUNCTIONS.contains(name)) {
        throw refused("it may not name anything as the function " + name + " is, nor call that");
      }
      refuseToRedefine(node);
    }
  }

  /** What a query calls a function by is called within the published tables too. */
  private static void refuseToRedefine(SyntaxTree function) {
    function
        .alias()
        .filter(FUNCTIONS::contains)
        .ifPresent(
            name -> {
              throw refused("it may not make a function called " + name);
            });
  }

  private void function(SyntaxTree node) {
    String name = node.name().orElseThrow(() -> refused("it calls " + node.text()));
    if (name.equals(LAMBDA)) {
      refuseToRedefine(node);
    }
    if (!FUNCTIONS.contains(name)) {
      throw refused("it may not call " + name);
    }
    List<SyntaxTree> arguments =
        node.children().isEmpty() ? List.of() : node.children().getFirst().children();
    if (MEMBERSHIP.contains(name.toLowerCase(Locale.ROOT))
        && arguments.size() > 1
        && arguments.get(1).is("Identifier")) {
      table(arguments.get(1));
    }
    if (name.equalsIgnoreCase("formatRowNoNewline")
        && (arguments.isEmpty() || !ROW_FORMATS.contains(arguments.getFirst().text()))) {
      throw refused("formatRowNoNewline is for JSONEachRow and its like");
    }
  }
}
