package dev.opikdesktop.server.dashboards;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.json.JsonText;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a body said of a dashboard so far (schemas Dashboard_Write and DashboardUpdate_Public). An
 * update may leave everything out.
 */
final class DashboardDraft implements Draft<DashboardDraft.Write> {
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_DESCRIPTION = 1000;
  private static final Set<String> TYPES = Set.of("multi_project", "experiments");

  private final boolean update;
  private @Nullable UUID projectId;
  private @Nullable String projectName;
  private @Nullable String name;
  private @Nullable String type;
  private @Nullable String description;
  private @Nullable JsonText config;

  private DashboardDraft(boolean update) {
    this.update = update;
  }

  static DashboardDraft ofNew() {
    return new DashboardDraft(false);
  }

  static DashboardDraft ofUpdate() {
    return new DashboardDraft(true);
  }

  /** What was said; of a new one, name and config are there. */
  record Write(
      @Nullable UUID projectId,
      @Nullable String projectName,
      @Nullable String name,
      @Nullable String type,
      @Nullable String description,
      @Nullable JsonText config) {}

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "project_id" -> projectId = in.uuid();
      case "project_name" -> projectName = in.text();
      case "name" -> name = in.text();
      case "type" -> type = type(in.text());
      case "description" -> description = in.text();
      case "config" -> config = in.isNull() ? null : in.json();
      default -> in.skip();
    }
  }

  private static @Nullable String type(@Nullable String word) {
    if (word != null && !TYPES.contains(word)) {
      throw ApiException.badRequest(
          "Unable to process JSON: type must be multi_project or experiments");
    }
    return word;
  }

  @Override
  public void validate(Validation validation) {
    if (update) {
      validation.nullOrNotBlank("name", name);
    } else {
      validation
          .notBlank("name", name)
          .required("config", config)
          .nullOrNotBlank("project_name", projectName);
    }
    // An empty name is wrong in two ways, as in the original.
    if (name != null && (name.isEmpty() || name.length() > LONGEST_NAME)) {
      validation.error("name", "size must be between 1 and " + LONGEST_NAME);
    }
    validation.longestText("description", description, LONGEST_DESCRIPTION);
  }

  @Override
  public Write write() {
    return new Write(projectId, projectName, name, type, description, config);
  }
}
