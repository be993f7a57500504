package dev.opikdesktop.server.workspaces;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a body said of a configuration so far. */
final class ConfigurationDraft implements Draft<WorkspaceConfiguration> {
  private static final String TIMEOUT = "timeout_to_mark_thread_as_inactive";
  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(7);

  private @Nullable Duration threadTimeout;
  private @Nullable Boolean truncationOnTables;
  private @Nullable JsonText colorMap;

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case TIMEOUT -> threadTimeout = duration(in.text());
      case "truncation_on_tables" -> truncationOnTables = in.isNull() ? null : in.flag();
      case "color_map" -> colorMap = in.isNull() ? null : colors(in);
      default -> in.skip();
    }
  }

  private static @Nullable Duration duration(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw ApiException.malformedJson(TIMEOUT + " is no ISO-8601 duration, such as PT15M");
    }
  }

  private static JsonText colors(FieldReader in) {
    Map<String, String> colors = new LinkedHashMap<>();
    in.object(
        name -> {
          String color = in.text();
          if (color != null) {
            colors.put(name, color);
          }
        });
    return JsonText.of(Json.MAPPER.writeValueAsString(colors));
  }

  /** One of a negative duration is a mistake, and a shorter one than a second would be none. */
  @Override
  public void validate(Validation validation) {
    if (threadTimeout != null
        && (threadTimeout.toSeconds() < 1 || threadTimeout.compareTo(LONGEST_TIMEOUT) > 0)) {
      validation.error(
          TIMEOUT, "must be between one second and " + LONGEST_TIMEOUT.toDays() + " days");
    }
  }

  @Override
  public WorkspaceConfiguration write() {
    return new WorkspaceConfiguration(
        threadTimeout == null ? null : Duration.ofSeconds(threadTimeout.toSeconds()),
        truncationOnTables,
        colorMap);
  }
}
