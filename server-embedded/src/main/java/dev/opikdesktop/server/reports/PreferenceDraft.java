package dev.opikdesktop.server.reports;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a body said of a preference so far. */
final class PreferenceDraft implements Draft<PreferenceDraft.Write> {
  private static final int LONGEST_PROMPT = 5000;
  private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}:[0-9]{2}");

  private @Nullable Boolean enabled;
  private @Nullable String scheduleTime;
  private @Nullable String customPrompt;

  /** What was said; the rest stays as it is. */
  record Write(
      @Nullable Boolean enabled, @Nullable String scheduleTime, @Nullable String customPrompt) {}

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      // The path says which project.
      case "project_id" -> {
        UUID unused = in.uuid();
      }
      case "enabled" -> enabled = in.isNull() ? null : (Boolean) in.flag();
      case "schedule_time" -> scheduleTime = in.text();
      case "custom_prompt" -> customPrompt = in.text();
      default -> in.skip();
    }
  }

  @Override
  public void validate(Validation validation) {
    if (scheduleTime != null && !TIME.matcher(scheduleTime).matches()) {
      validation.error("schedule_time", "must match \"" + TIME + "\"");
    }
    validation.longestText("custom_prompt", customPrompt, LONGEST_PROMPT);
  }

  @Override
  public Write write() {
    return new Write(enabled, scheduleTime, customPrompt);
  }
}
