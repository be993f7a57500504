package dev.opikdesktop.server.welcome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user said of themselves (schema WelcomeWizardSubmission).
 *
 * @param role what they do
 * @param integrations libraries that they use
 */
record Submission(
    @Nullable String role,
    List<String> integrations,
    @Nullable String email,
    boolean joinBetaProgram) {
  Submission {
    integrations = List.copyOf(integrations);
  }
}
