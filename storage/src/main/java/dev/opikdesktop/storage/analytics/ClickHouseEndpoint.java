package dev.opikdesktop.storage.analytics;

import java.net.URI;

/**
 * Where a ClickHouse answers.
 *
 * @param address scheme, host and port of its HTTP interface
 * @param user the user
 * @param password the password, possibly empty
 * @param database the database of all tables
 */
public record ClickHouseEndpoint(URI address, String user, String password, String database) {
  /** Without the password: this text may reach a log. */
  @Override
  public String toString() {
    return address + "/" + database + " as " + user;
  }
}
