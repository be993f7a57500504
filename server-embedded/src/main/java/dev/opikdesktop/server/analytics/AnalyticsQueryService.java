package dev.opikdesktop.server.analytics;

import dev.opikdesktop.server.analytics.AnalyticsQueryStore.Catalog;
import dev.opikdesktop.server.analytics.AnalyticsQueryStore.Column;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.ClientWatch;
import dev.opikdesktop.server.json.JsonInput;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.analytics.Analytics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * The rules of read-only SQL (Opik contract 5.16, newer clients 2.11). A query ends when its client
 * leaves.
 */
public final class AnalyticsQueryService {
  /** The one column of an answer. */
  private static final String RESULT = "result";

  /** How one begins that the engine has written. */
  private static final Pattern QUERY = Pattern.compile("(SELECT|WITH)\\b|\\(");

  /** Characters of a query. */
  private static final int LONGEST = 64 * 1024;

  /** Queries at a time: ingestion and the window go on beside them. */
  private static final int MOST_AT_A_TIME = 3;

  private static final long PATIENCE_SECONDS = 10;

  /** A name with an escaped sign in it, a line end for example, as the engine writes it. */
  private static final char ESCAPE = '\\';

  private final AnalyticsQueryStore store;
  private final QueryLimits limits;
  private final ProjectService projects;
  private final Semaphore turns = new Semaphore(MOST_AT_A_TIME, true);

  public AnalyticsQueryService(Analytics analytics, ProjectService projects) {
    this(analytics, projects, QueryLimits.DEFAULT);
  }

  AnalyticsQueryService(Analytics analytics, ProjectService projects, QueryLimits limits) {
    this.store = new AnalyticsQueryStore(analytics, limits);
    this.limits = limits;
    this.projects = projects;
  }

  /** A query that was looked at. */
  private record Checked(
      QueryScope scope, Catalog catalog, Set<String> tables, String sql, Column result) {}

  /**
   * Runs a query over one project, or over the workspace. Each row is any JSON.
   *
   * @throws ApiException 400 if it is refused or fails, 404 for a project of nothing, 422 if its
   *     answer is not one column {@code result} of JSON, 429 if too many are running
   */
  public List<JsonText> results(Caller caller, Optional<UUID> project, String query) {
    requireProject(caller, project);
    return inTurn(
        () -> {
          Checked checked = checked(caller, project, query);
          return json(
              store.results(
                  checked.scope(),
                  checked.catalog(),
                  checked.tables(),
                  checked.sql(),
                  checked.result()));
        });
  }

  /**
   * Looks at a query without running it.
   *
   * @throws ApiException as {@link #results}
   */
  public void check(Caller caller, Optional<UUID> project, String query) {
    requireProject(caller, project);
    inTurn(() -> checked(caller, project, query));
  }

  private void requireProject(Caller caller, Optional<UUID> project) {
    project.ifPresent(id -> projects.resolve(caller, id, null));
  }

  private Checked checked(Caller caller, Optional<UUID> project, String query) {
    if (query.length() > LONGEST) {
      throw ApiException.badRequest("The query is longer than " + LONGEST + " characters");
    }
    if (query.indexOf('\0') >= 0) {
      throw SyntaxCheck.refused("it has a character of no meaning in it");
    }
    QueryScope scope = new QueryScope(caller.workspaceId(), project);
    String sql = store.rewritten(query);
    if (!QUERY.matcher(sql).lookingAt()) {
      throw SyntaxCheck.refused("it must be a SELECT");
    }
    if (hasOddName(sql)) {
      throw SyntaxCheck.refused("a name in it has a quote, a backslash or a control character");
    }
    SyntaxTree tree =
        SyntaxTree.read(store.tree(sql))
            .orElseThrow(() -> SyntaxCheck.refused("its names are not to be told apart"));
    Catalog catalog = store.catalog();
    Set<String> tables = SyntaxCheck.check(tree, catalog.tables(), store.functions());
    List<Column> columns = store.columns(scope, catalog, tables, sql);
    if (columns.size() != 1 || !columns.getFirst().name().equals(RESULT)) {
      throw ApiException.coded(
          422,
          "The query must return one column, result, of JSON text",
          "It returns " + String.join(", ", columns.stream().map(Column::name).toList()));
    }
    return new Checked(scope, catalog, tables, sql, columns.getFirst());
  }

  /** Whether a name between back quotes needs an escape; strings may have some. */
  private static boolean hasOddName(String sql) {
    boolean inName = false;
    boolean inString = false;
    for (int at = 0; at < sql.length(); at++) {
      char sign = sql.charAt(at);
      if (sign == ESCAPE) {
        if (inName) {
          return true;
        }
        at++;
      } else if (sign == '`' && !inString) {
        inName = !inName;
      } else if (sign == '\'' && !inName) {
        inString = !inString;
      }
    }
    return inName || inString;
  }

  private static List<JsonText> json(List<JsonText> rows) {
    List<JsonText> values = new ArrayList<>(rows.size());
    for (JsonText row : rows) {
      try {
        JsonInput input = new JsonInput(row.utf8());
        JsonText value = input.json();
        if (input.kind() != JsonInput.Kind.NOTHING) {
          throw notJson(values.size(), "there is more after its end");
        }
        values.add(value);
      } catch (JacksonException e) {
        throw notJson(values.size(), e.getOriginalMessage());
      }
    }
    return values;
  }

  private static ApiException notJson(int row, String details) {
    return ApiException.coded(
        422,
        "Row " + (row + 1) + " of the column result is not JSON: toJSONString makes some",
        details);
  }

  /**
   * Only the analytics store is asked in here: an interrupt in the middle of reading a file, as the
   * relational store does, would close that file.
   */
  private <T> T inTurn(Supplier<T> work) {
    return afterOthers(
        () ->
            ClientWatch.during(
                limits.patience(), () -> ApiException.badRequest(limits.exceededTime()), work));
  }

  private <T> T afterOthers(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw ApiException.coded(429, "Too many queries are running: try again later");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(Kind.UNAVAILABLE, "Interrupted before a query", e);
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
