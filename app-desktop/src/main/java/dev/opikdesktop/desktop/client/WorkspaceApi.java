package dev.opikdesktop.desktop.client;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The configuration of the workspace. */
public final class WorkspaceApi {
  private static final String PATH = "/v1/private/workspaces/configurations";
  private static final String THREAD_TIMEOUT = "timeout_to_mark_thread_as_inactive";
  private static final int NEVER_WRITTEN = 404;

  private final Rest rest;

  WorkspaceApi(Rest rest) {
    this.rest = rest;
  }

  /** How long a thread stays open after its last trace; null where that is left to the server. */
  public @Nullable Duration threadTimeout() {
    String text = Wire.text(configuration(), THREAD_TIMEOUT);
    try {
      return text.isEmpty() ? null : Duration.parse(text);
    } catch (DateTimeParseException notADuration) {
      return null;
    }
  }

  /** Sets that; null leaves it to the server. All else that is configured stays. */
  public void setThreadTimeout(@Nullable Duration timeout) {
    ObjectNode body = rest.json().createObjectNode();
    configuration().properties().forEach(each -> body.set(each.getKey(), each.getValue()));
    if (timeout == null) {
      body.remove(THREAD_TIMEOUT);
    } else {
      body.put(THREAD_TIMEOUT, timeout.toString());
    }
    rest.put(PATH, body);
  }

  private JsonNode configuration() {
    try {
      return rest.get(PATH);
    } catch (ClientException refused) {
      if (refused.status() == NEVER_WRITTEN) {
        return rest.json().createObjectNode();
      }
      throw refused;
    }
  }
}
