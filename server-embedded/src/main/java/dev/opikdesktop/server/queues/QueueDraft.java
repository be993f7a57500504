package dev.opikdesktop.server.queues;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.query.RelationalFields;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a body said of a queue so far (schemas AnnotationQueue_Write and AnnotationQueueUpdate). An
 * update may leave everything out.
 */
final class QueueDraft implements Draft<QueueDraft.Write> {
  private static final int LONGEST_NAME = 1000;
  private static final int LONGEST_TEXT = 1_000_000;
  private static final int MOST_ANNOTATORS = 1000;
  private static final int LONGEST_LOCK = 3600;
  private static final String CLEAR = "clear_max_items_in_queue";

  private final boolean update;
  private @Nullable UUID id;
  private @Nullable UUID projectId;
  private @Nullable String name;
  private @Nullable String description;
  private @Nullable String instructions;
  private @Nullable EntityType scope;
  private @Nullable Boolean commentsEnabled;
  private @Nullable List<String> feedbackDefinitionNames;
  private @Nullable Integer annotatorsPerItem;
  private @Nullable Integer lockTimeoutSeconds;
  private @Nullable JsonText annotatorView;
  private @Nullable AutomationDraft automation;
  private boolean clearMaxItemsInQueue;

  private QueueDraft(boolean update) {
    this.update = update;
  }

  static QueueDraft ofNew() {
    return new QueueDraft(false);
  }

  static QueueDraft ofUpdate() {
    return new QueueDraft(true);
  }

  /** What was said; of a new one, project, name and scope are there. */
  record Write(
      @Nullable UUID id,
      @Nullable UUID projectId,
      @Nullable String name,
      @Nullable String description,
      @Nullable String instructions,
      @Nullable EntityType scope,
      @Nullable Boolean commentsEnabled,
      @Nullable List<String> feedbackDefinitionNames,
      @Nullable Integer annotatorsPerItem,
      @Nullable Integer lockTimeoutSeconds,
      @Nullable JsonText annotatorView,
      @Nullable Automation automation,
      boolean clearMaxItemsInQueue) {}

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "id" -> id = in.uuid();
      case "project_id" -> projectId = in.uuid();
      case "name" -> name = in.text();
      case "description" -> description = in.text();
      case "instructions" -> instructions = in.text();
      case "scope" -> scope = scope(in.text());
      case "comments_enabled" -> commentsEnabled = in.isNull() ? null : in.flag();
      case "feedback_definition_names" -> feedbackDefinitionNames = in.strings();
      case "annotators_per_item" -> annotatorsPerItem = in.integer();
      case "lock_timeout_seconds" -> lockTimeoutSeconds = in.integer();
      case "annotator_view" -> annotatorView = in.isNull() ? null : in.json();
      case "automation" -> {
        if (!in.isNull()) {
          AutomationDraft draft = new AutomationDraft();
          in.object(name -> automation(in, name, draft));
          automation = draft;
        }
      }
      case CLEAR -> clearMaxItemsInQueue = in.flag();
      default -> in.skip();
    }
  }

  /** Clients may ask for no ceiling beside the automation or within. */
  private void automation(FieldReader in, String field, AutomationDraft draft) {
    if (field.equals(CLEAR)) {
      clearMaxItemsInQueue = in.flag();
    } else {
      draft.field(in, field);
    }
  }

  private static @Nullable EntityType scope(@Nullable String word) {
    if (word == null) {
      return null;
    }
    return Optional.of(word)
        .flatMap(EntityType::ofWord)
        .filter(type -> type != EntityType.SPAN)
        .orElseThrow(
            () -> ApiException.badRequest("Unable to process JSON: scope must be trace or thread"));
  }

  @Override
  public void validate(Validation validation) {
    if (update) {
      validation.nullOrNotBlank("name", name);
    } else {
      validation.required("project_id", projectId).notBlank("name", name).required("scope", scope);
    }
    validation
        .longestText("name", name, LONGEST_NAME)
        .longestText("description", description, LONGEST_TEXT)
        .longestText("instructions", instructions, LONGEST_TEXT);
    range(validation, "annotators_per_item", annotatorsPerItem, MOST_ANNOTATORS);
    range(validation, "lock_timeout_seconds", lockTimeoutSeconds, LONGEST_LOCK);
    if (feedbackDefinitionNames != null) {
      for (String each : feedbackDefinitionNames) {
        if (!RelationalFields.canBeListed(each)) {
          validation.error(
              "feedback_definition_names", "must not be empty or have control characters");
        }
      }
    }
    if (annotatorView != null && !annotatorView.toString().startsWith("{")) {
      validation.error("annotator_view", "must be an object");
    }
    if (automation != null) {
      automation.validate(validation);
    }
  }

  private static void range(
      Validation validation, String field, @Nullable Integer value, int most) {
    if (value != null && (value < 1 || value > most)) {
      validation.error(field, "must be between 1 and " + most);
    }
  }

  @Override
  public Write write() {
    return new Write(
        id,
        projectId,
        name,
        description,
        instructions,
        scope,
        commentsEnabled,
        feedbackDefinitionNames,
        annotatorsPerItem,
        lockTimeoutSeconds,
        annotatorView,
        automation == null ? null : automation.write(),
        clearMaxItemsInQueue);
  }
}
