package dev.opikdesktop.server.definitions;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.json.JsonText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a body said of a feedback definition so far. */
final class DefinitionDraft implements Draft<DefinitionDraft.Write> {
  private static final int LONGEST_TEXT = 255;

  private @Nullable String name;
  private @Nullable String description;
  private @Nullable String type;
  private @Nullable JsonText details;

  /** What a definition is written from. */
  record Write(String name, @Nullable String description, FeedbackType type, JsonText details) {}

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "name" -> name = in.text();
      case "description" -> description = in.text();
      case "type" -> type = in.text();
      case "details" -> details = in.isNull() ? null : in.json();
      default -> in.skip();
    }
  }

  /**
   * Says what is missing or wrong.
   *
   * @throws ApiException 400 without a type: nothing says what the body is
   */
  @Override
  public void validate(Validation validation) {
    FeedbackType known = type();
    validation
        .notBlank("name", name)
        .longestText("name", name, LONGEST_TEXT)
        .longestText("description", description, LONGEST_TEXT)
        .required("details", details);
    if (details != null) {
      DetailsDraft.read(known, details).validate(validation);
    }
  }

  @Override
  public Write write() {
    FeedbackType known = type();
    return new Write(
        name == null ? "" : name,
        description,
        known,
        DetailsDraft.read(known, details == null ? JsonText.NULL : details).json());
  }

  private FeedbackType type() {
    return Optional.ofNullable(type)
        .flatMap(FeedbackType::ofWord)
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "Unable to process JSON: type must be numerical, categorical or boolean"));
  }
}
