package dev.opikdesktop.storage.relational;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the user of a connection may do with a database, as the server tells it. */
final class MySqlGrants {
  /** What migrations and work need. */
  private static final List<String> NEEDED =
      List.of("SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "INDEX");

  private static final Pattern GRANT =
      Pattern.compile("GRANT (.+?) ON (?:\\*|[`\"](.+)[`\"])\\.\\* TO .*");
  private static final String ALL = "ALL PRIVILEGES";

  private MySqlGrants() {}

  /** The rights on a database that the user lacks. */
  static List<String> missing(Connection connection, String database) throws SQLException {
    Set<String> granted = granted(lines(connection), database);
    return granted.contains(ALL)
        ? List.of()
        : NEEDED.stream().filter(right -> !granted.contains(right)).toList();
  }

  /** The user as the server knows it, for example {@code `opik`@`%`}. */
  static String user(Connection connection) throws SQLException {
    String user = only(connection, "SELECT CURRENT_USER()");
    int at = user.lastIndexOf('@');
    return "`%s`@`%s`".formatted(user.substring(0, at), user.substring(at + 1));
  }

  /** The lines have hashes of passwords in them, and are for nobody to read. */
  private static List<String> lines(Connection connection) throws SQLException {
    String sql = "SHOW GRANTS";
    if (!connection.getMetaData().getDatabaseProductVersion().contains("MariaDB")) {
      // MySQL tells what comes by roles only where they are named; MariaDB always does.
      String roles = only(connection, "SELECT CURRENT_ROLE()");
      sql += roles.startsWith("`") ? " FOR CURRENT_USER() USING " + roles : "";
    }
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      while (answer.next()) {
        lines.add(answer.getString(1));
      }
    }
    return lines;
  }

  private static String only(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      return answer.next() ? String.valueOf(answer.getString(1)) : "";
    }
  }

  static Set<String> granted(List<String> lines, String database) {
    Set<String> rights = new HashSet<>();
    for (String line : lines) {
      Matcher grant = GRANT.matcher(line);
      if (grant.matches() && (grant.group(2) == null || covers(grant.group(2), database))) {
        rights.addAll(Arrays.asList(grant.group(1).split(", ")));
      }
    }
    return rights;
  }

  /** Names of databases in grants are patterns: _ is any character, % any number of them. */
  private static boolean covers(String pattern, String database) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char each = pattern.charAt(i);
      if (each == '\\' && i + 1 < pattern.length()) {
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
      } else if (each == '_') {
        regex.append('.');
      } else if (each == '%') {
        regex.append(".*");
      } else {
        regex.append(Pattern.quote(String.valueOf(each)));
      }
    }
    return database.matches(regex.toString());
  }
}
