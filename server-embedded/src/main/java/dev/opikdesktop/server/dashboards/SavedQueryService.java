package dev.opikdesktop.server.dashboards;

import dev.opikdesktop.server.analytics.AnalyticsQueryService;
import dev.opikdesktop.server.entities.ProjectContents;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.storage.relational.Relational;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rules of queries that widgets run (newer clients 2.7 to 2.10). */
public final class SavedQueryService implements ProjectContents {
  private static final int BAD_REQUEST = 400;

  private final SavedQueryStore store;
  private final DashboardService dashboards;
  private final AnalyticsQueryService queries;

  public SavedQueryService(
      Relational relational, DashboardService dashboards, AnalyticsQueryService queries) {
    this.store = new SavedQueryStore(relational);
    this.dashboards = dashboards;
    this.queries = queries;
  }

  /**
   * Keeps a query that could run.
   *
   * @throws ApiException 404 for a project of nothing, 422 for a query that would be refused
   */
  SavedQuery create(Caller caller, SavedQueryDraft.Write write) {
    Optional<UUID> project = Optional.ofNullable(write.projectId());
    try {
      queries.check(caller, project, QueryWindow.of(null, null).bind(write.sql()));
    } catch (ApiException e) {
      if (e.status() != BAD_REQUEST) {
        throw e;
      }
      throw ApiException.validation("sql is not accepted. " + e.getMessage());
    }
    SavedQuery query =
        new SavedQuery(
            TimeOrderedIds.next(),
            write.projectId(),
            write.sql(),
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            caller.userName());
    store.insert(caller, query);
    return query;
  }

  /**
   * The query of an id.
   *
   * @throws ApiException 404
   */
  SavedQuery get(Caller caller, UUID id) {
    return store
        .find(caller, id)
        .orElseThrow(() -> ApiException.notFound("Dashboard saved query", id));
  }

  /**
   * Runs the query of a widget.
   *
   * @throws ApiException 404 if there is no such dashboard, widget or query, 422 for a widget
   *     without a query, and as {@link AnalyticsQueryService#results}
   */
  List<JsonText> run(
      Caller caller, DashboardScope scope, UUID dashboard, String widgetId, QueryWindow window) {
    JsonText config = dashboards.get(caller, scope, dashboard).config();
    WidgetConfig widget =
        WidgetConfig.find(config, widgetId)
            .orElseThrow(() -> ApiException.notFound("Widget id: " + widgetId + " not found"));
    UUID id =
        widget
            .savedQuery()
            .orElseThrow(
                () -> ApiException.coded(422, "The widget has no saved query: no saved_query_id"));
    SavedQuery query = get(caller, id);
    return queries.results(
        caller, Optional.ofNullable(query.projectId()), window.bind(query.sql()));
  }

  @Override
  public void delete(Caller caller, Collection<UUID> projects) {
    store.deleteAll(caller, projects);
  }
}
