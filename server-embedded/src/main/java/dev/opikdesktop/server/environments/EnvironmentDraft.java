package dev.opikdesktop.server.environments;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a body said of an environment so far. */
final class EnvironmentDraft implements Draft<EnvironmentDraft.Write> {
  static final int LONGEST_NAME = 150;

  private static final int LONGEST_DESCRIPTION = 500;
  private static final int LONGEST_COLOR = 20;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private final boolean isNew;
  private @Nullable UUID id;
  private @Nullable String name;
  private @Nullable String description;
  private @Nullable String color;
  private @Nullable Integer position;

  /**
   * What an environment is made or changed with; what is null is not said.
   *
   * @param name never null for a new one
   */
  record Write(
      @Nullable UUID id,
      @Nullable String name,
      @Nullable String description,
      @Nullable String color,
      @Nullable Integer position) {}

  /**
   * Begins one.
   *
   * @param isNew or a change of one that is there
   */
  EnvironmentDraft(boolean isNew) {
    this.isNew = isNew;
  }

  /** Whether an environment may have this name. */
  static boolean isName(String name) {
    return name.length() <= LONGEST_NAME && NAME.matcher(name).matches();
  }

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "id" -> id = in.uuid();
      case "name" -> name = in.text();
      case "description" -> description = in.text();
      case "color" -> color = in.text();
      case "position" -> position = in.integer();
      default -> in.skip();
    }
  }

  @Override
  public void validate(Validation validation) {
    if (isNew) {
      validation.notBlank("name", name);
    }
    if (name != null && !NAME.matcher(name).matches()) {
      validation.error("name", "must consist of letters, digits, _ and -");
    }
    validation
        .longestText("name", name, LONGEST_NAME)
        .longestText("description", description, LONGEST_DESCRIPTION)
        .longestText("color", color, LONGEST_COLOR);
  }

  @Override
  public Write write() {
    return new Write(id, name, description, color, position);
  }
}
