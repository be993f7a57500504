package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.statistics.MetricService.Compared;
import dev.opikdesktop.server.statistics.MetricService.Course;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Numbers of a project over time, over HTTP (Opik contract 5.7). */
public final class MetricRoutes implements HttpService {
  private final MetricService metrics;

  public MetricRoutes(MetricService metrics) {
    this.metrics = metrics;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/v1/private/projects/{id}/kpi-cards", this::cards)
        .post("/v1/private/projects/{id}/metrics", this::course);
  }

  private void cards(ServerRequest request, ServerResponse response) {
    UUID project = Parameters.of(request).pathUuid("id");
    KpiRequest wanted = KpiRequest.read(request.content().inputStream());
    Compared numbers = metrics.kpis(Caller.of(request), project, wanted);
    KpiCards.Numbers now = numbers.current();
    KpiCards.Numbers before = numbers.previous();
    Responses.json(
        request,
        response,
        out -> {
          out.writeStartObject();
          out.writeArrayPropertyStart("stats");
          card(out, "count", now.count(), before.count());
          card(out, "avg_duration", now.averageDuration(), before.averageDuration());
          card(out, "total_cost", now.cost(), before.cost());
          if (wanted.entities() != Measured.THREADS) {
            card(out, "errors", now.errorRate(), before.errorRate());
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /** A number that is not known is null (Opik contract 1.4). */
  private static void card(
      JsonGenerator out, String type, @Nullable Number current, @Nullable Number previous) {
    out.writeStartObject();
    out.writeStringProperty("type", type);
    out.writeName("current_value");
    number(out, current);
    out.writeName("previous_value");
    number(out, previous);
    out.writeEndObject();
  }

  private static void number(JsonGenerator out, @Nullable Number value) {
    if (value == null) {
      out.writeNull();
    } else {
      out.writeNumber(value.doubleValue());
    }
  }

  private void course(ServerRequest request, ServerResponse response) {
    UUID project = Parameters.of(request).pathUuid("id");
    MetricRequest wanted = MetricRequest.read(request.content().inputStream());
    Course course = metrics.course(Caller.of(request), project, wanted);
    Responses.json(
        request,
        response,
        out -> {
          out.writeStartObject();
          out.writeStringProperty("project_id", project.toString());
          out.writeStringProperty("metric_type", wanted.type().name());
          out.writeStringProperty("interval", wanted.interval().name());
          out.writeArrayPropertyStart("results");
          course.series().forEach(series -> series.write(out, course.steps()));
          out.writeEndArray();
          out.writeEndObject();
        });
  }
}
