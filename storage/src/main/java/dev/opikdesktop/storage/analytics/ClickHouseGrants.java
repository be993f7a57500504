package dev.opikdesktop.storage.analytics;

import dev.opikdesktop.storage.StorageException;
import java.util.List;
import java.util.regex.Pattern;

/** What the user of a ClickHouse server may do with a database, as the server tells it. */
public final class ClickHouseGrants {
  /** What migrations and work need. */
  private static final List<String> NEEDED =
      List.of("CREATE DATABASE", "CREATE TABLE", "ALTER TABLE", "SELECT", "INSERT");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private ClickHouseGrants() {}

  /**
   * The rights on a database that the user lacks.
   *
   * @param database which need not be there
   * @throws StorageException of kind INVALID if that is no name of a database, of kind UNAVAILABLE
   *     if the server is away
   */
  public static List<String> missing(Analytics analytics, String database) {
    return missing(analytics, database, NEEDED);
  }

  static List<String> missing(Analytics analytics, String database, List<String> rights) {
    if (!NAME.matcher(database).matches()) {
      throw new StorageException(
          StorageException.Kind.INVALID,
          "The name of the ClickHouse database, %s, must be letters, digits and _"
              .formatted(database));
    }
    return rights.stream().filter(right -> !isGranted(analytics, database, right)).toList();
  }

  private static boolean isGranted(Analytics analytics, String database, String right) {
    Statement check = Statement.of("CHECK GRANT %s ON %s.*".formatted(right, database));
    try {
      return analytics.query(check, RowBinaryReader::bool).getFirst();
    } catch (StorageException refused) {
      if (refused.kind() == StorageException.Kind.UNAVAILABLE) {
        throw refused;
      }
      // Older servers do not know the statement.
      return true;
    }
  }
}
