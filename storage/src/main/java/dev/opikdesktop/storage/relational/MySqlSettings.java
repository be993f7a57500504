package dev.opikdesktop.storage.relational;

/**
 * Where a MySQL or MariaDB server is.
 *
 * @param database its name; created if the user may do so and it is missing
 * @param password possibly empty
 * @param connections how many are kept open at most
 */
public record MySqlSettings(
    String host, int port, String database, String user, String password, int connections) {
  /** Without the password: this text may reach a log. */
  @Override
  public String toString() {
    return "%s@%s:%d/%s".formatted(user, host, port, database);
  }
}
