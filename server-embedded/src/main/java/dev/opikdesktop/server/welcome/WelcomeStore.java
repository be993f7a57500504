package dev.opikdesktop.server.welcome;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.storage.relational.Relational;
import java.time.Instant;

/** The table welcome_wizards. */
final class WelcomeStore {
  private final Relational relational;

  WelcomeStore(Relational relational) {
    this.relational = relational;
  }

  /** Keeps what was said, in place of what was said before. */
  void put(Caller caller, Submission submission, Instant time) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO welcome_wizards (workspace_id, role, integrations, email,
                      join_beta_program, created_at, created_by, last_updated_at, last_updated_by)
                    VALUES (:workspace, :role, :json, :email,
                      :joinBetaProgram, :time, :user, :time, :user)
                    ON DUPLICATE KEY UPDATE role = :role, integrations = :json, email = :email,
                      join_beta_program = :joinBetaProgram,
                      last_updated_at = :time, last_updated_by = :user
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("json", Json.MAPPER.writeValueAsString(submission.integrations()))
                .bind("role", submission.role())
                .bind("email", submission.email())
                .bind("joinBetaProgram", submission.joinBetaProgram())
                .bind("time", time)
                .bind("user", caller.userName())
                .execute());
  }

  boolean isThere(Caller caller) {
    return relational.withHandle(
        handle ->
            handle
                    .createQuery(
                        "SELECT count(*) FROM welcome_wizards WHERE workspace_id = :workspace")
                    .bind("workspace", caller.workspaceId())
                    .mapTo(Long.class)
                    .one()
                > 0);
  }
}
