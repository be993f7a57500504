package dev.opikdesktop.server.analytics;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SQL of clients. Here, and nowhere else, a client's text becomes a part of a statement; so only as
 * the engine itself has written it anew, in parentheses, after {@link SyntaxCheck}, within a
 * statement that may read only and is limited.
 */
final class AnalyticsQueryStore {
  private static final Pattern CODE = Pattern.compile("Code: (\\d+)\\. DB::Exception: (.*)");

  /** What the engine adds to its messages: words that it knows, our part, and its version. */
  private static final Pattern ADDED =
      Pattern.compile(
          "(?i)\\. Expected one of: .*|(: | )in scope .*|\\s*\\([A-Z_0-9]+\\) \\(version"
              + " .*|\\s*\\(version .*");

  private static final Pattern STRING_TYPE =
      Pattern.compile("(LowCardinality\\()?(Nullable\\()?(Fixed)?String(\\(\\d+\\))?\\)*");

  /**
   * Where bare names are looked up: it is everywhere, and no name in it is a file. In the embedded
   * engine's own database a name without a table is one, in the engine's folder or, with slashes,
   * anywhere.
   */
  private static final String NAMES = "information_schema";

  private static final int LONGEST_MESSAGE = 1000;

  private final Analytics analytics;
  private final QueryLimits limits;
  private volatile @Nullable Set<String> functions;

  AnalyticsQueryStore(Analytics analytics, QueryLimits limits) {
    this.analytics = analytics;
    this.limits = limits;
  }

  /**
   * What a name could mean besides a published table.
   *
   * @param database ours
   * @param stored all tables of it
   * @param others all that a bare name would find
   */
  record Catalog(String database, Set<String> stored, Set<String> others) {
    Set<String> tables() {
      Set<String> all = new HashSet<>(stored);
      all.addAll(others);
      return all;
    }
  }

  /** A column of a query's answer. */
  record Column(String name, String type) {
    boolean isText() {
      return STRING_TYPE.matcher(type).matches();
    }
  }

  Catalog catalog() {
    Statement statement =
        Statement.of(
                """
                SELECT currentDatabase(), database = currentDatabase(), name
                FROM system.tables
                WHERE database IN (currentDatabase(), {names:String})
                """)
            .with("names", NAMES);
    Set<String> databases = new HashSet<>();
    Set<String> stored = new HashSet<>();
    Set<String> others = new HashSet<>();
    analytics.query(
        statement,
        row -> databases.add(row.string()) | (row.bool() ? stored : others).add(row.string()));
    return new Catalog(databases.iterator().next(), stored, others);
  }

  /** The names of all functions of the engine, in lower case. They stay as they are. */
  Set<String> functions() {
    Set<String> known = functions;
    if (known == null) {
      Statement statement = Statement.of("SELECT DISTINCT lower(name) FROM system.functions");
      known = Set.copyOf(analytics.query(statement, RowBinaryReader::string));
      functions = known;
    }
    return known;
  }

  /**
   * The query as the engine writes it: one statement, without comments, every string and name
   * quoted in one way.
   *
   * @throws ApiException 400 if it is none
   */
  String rewritten(String query) {
    Statement statement =
        Statement.of("SELECT formatQuerySingleLine({query:String})").with("query", query);
    return ofClient(() -> analytics.query(statement, RowBinaryReader::string).getFirst());
  }

  /** The lines of the tree of a query that was rewritten. */
  List<String> tree(String rewritten) {
    String sql = "EXPLAIN AST SELECT result FROM (" + rewritten + ")";
    List<String> lines = new ArrayList<>();
    ofClient(
        () -> analytics.query(unbound(sql), row -> lines.addAll(row.string().lines().toList())));
    return lines;
  }

  /** The columns of a query's answer. Nothing is read for that. */
  List<Column> columns(QueryScope scope, Catalog catalog, Set<String> tables, String rewritten) {
    Statement statement =
        within(scope, catalog, tables, "DESCRIBE TABLE (", "SELECT * FROM (" + rewritten + "))")
            .setting("describe_compact_output", "1");
    return ofClient(
        () -> analytics.query(statement, row -> new Column(row.string(), row.string())));
  }

  /** Runs a query whose one column is {@code result}. */
  List<JsonText> results(
      QueryScope scope, Catalog catalog, Set<String> tables, String rewritten, Column result) {
    // An empty text stands for none in the tables.
    String json =
        result.isText() ? "nullIf(CAST(result, 'Nullable(String)'), '')" : "toJSONString(result)";
    Statement statement =
        within(
            scope,
            catalog,
            tables,
            "",
            "SELECT ifNull(" + json + ", 'null') FROM (" + rewritten + ")");
    return ofClient(
        () ->
            analytics.query(
                statement, row -> JsonText.ofUtf8(row.string().getBytes(StandardCharsets.UTF_8))));
  }

  /**
   * A statement over published tables. What they leave out is left out a second time, should a name
   * ever mean a stored table after all: by a filter on every table of the database.
   */
  private Statement within(
      QueryScope scope, Catalog catalog, Set<String> tables, String before, String select) {
    String database = quoted(catalog.database());
    List<String> elements =
        tables.stream()
            .map(PublishedTables.byName()::get)
            .map(table -> table.element(database, scope.project().isPresent()))
            .toList();
    String with = elements.isEmpty() ? "" : "WITH " + String.join(",\n", elements) + "\n";
    Statement ours = scope.bind(Statement.of(before + with));
    // Not by Statement.of: in a client's text {x:Id} is no placeholder of ours.
    Statement whole =
        Statement.ofClient(
            ours.sql() + select + "\nSETTINGS readonly = 1", ours.parameters(), ours.settings());
    return limits
        .limit(whole)
        .setting("database", NAMES)
        .setting("additional_table_filters", filters(scope, catalog))
        .setting("allow_introspection_functions", "0")
        // For a server elsewhere; the engine beside us does so by itself.
        .setting("cancel_http_readonly_queries_on_client_close", "1");
  }

  private static Statement unbound(String sql) {
    return Statement.ofClient(sql, Map.of(), Map.of());
  }

  private static String filters(QueryScope scope, Catalog catalog) {
    Map<String, String> conditions = new HashMap<>();
    catalog.others().forEach(table -> conditions.put(NAMES + "." + table, "0"));
    catalog.stored().forEach(table -> conditions.put(catalog.database() + "." + table, "0"));
    Collection<PublishedTable> published = PublishedTables.byName().values();
    published.forEach(
        table -> conditions.put(catalog.database() + "." + table.source(), scope.condition()));
    List<String> pairs = new ArrayList<>();
    conditions.forEach((table, condition) -> pairs.add(literal(table) + ":" + literal(condition)));
    return "{" + String.join(",", pairs) + "}";
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static String quoted(String name) {
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  /** What the engine says against a client's query is the client's affair. */
  private <T> T ofClient(Supplier<T> call) {
    try {
      return call.get();
    } catch (StorageException e) {
      Matcher matcher = CODE.matcher(String.valueOf(e.getMessage()).replace('\n', ' '));
      if (e.kind() == Kind.UNAVAILABLE || e.kind() == Kind.FULL || !matcher.find()) {
        throw e;
      }
      throw ApiException.badRequest(message(Integer.parseInt(matcher.group(1)), matcher.group(2)));
    }
  }

  private String message(int code, String text) {
    return switch (code) {
      case 159 -> limits.exceededTime();
      case 158, 307 -> limits.exceededReads();
      case 241, 243 -> limits.exceededMemory();
      case 396 -> limits.exceededResult();
      case 164 -> "The query is refused: it may only read";
      default -> {
        String plain = ADDED.matcher(text).replaceAll("").strip();
        yield "The query failed: " + plain.substring(0, Math.min(plain.length(), LONGEST_MESSAGE));
      }
    };
  }
}
