package dev.opikdesktop.server.welcome;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a body said so far. */
final class SubmissionDraft implements Draft<Submission> {
  private static final int LONGEST_ROLE = 100;
  private static final int LONGEST_EMAIL = 255;
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  private @Nullable String role;
  private @Nullable List<String> integrations;
  private @Nullable String email;
  private boolean joinBetaProgram;

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "role" -> role = in.text();
      case "integrations" -> integrations = in.strings();
      case "email" -> email = in.text();
      case "join_beta_program" -> joinBetaProgram = in.flag();
      default -> in.skip();
    }
  }

  @Override
  public void validate(Validation validation) {
    validation.longestText("role", role, LONGEST_ROLE).longestText("email", email, LONGEST_EMAIL);
    if (email != null && !email.isEmpty() && !EMAIL.matcher(email).matches()) {
      validation.error("email", "must be a well-formed email address");
    }
  }

  @Override
  public Submission write() {
    return new Submission(
        role, integrations == null ? List.of() : integrations, email, joinBetaProgram);
  }
}
