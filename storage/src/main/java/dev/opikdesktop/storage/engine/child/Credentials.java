package dev.opikdesktop.storage.engine.child;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;

/**
 * The one user of this engine, and the three ways in which ClickHouse's clients name themselves.
 */
record Credentials(String user, String password) {

  /**
   * Throws what a ClickHouse server says to a stranger.
   *
   * @throws ClickHouseException with code 194 if nobody is named, 516 if the name or word is wrong
   */
  void check(RequestHead head) throws ClickHouseException {
    String givenUser = head.query().get("user");
    String givenPassword = head.query().getOrDefault("password", "");
    String authorization = head.headers().getOrDefault("authorization", "");
    if (head.header("x-clickhouse-user") != null) {
      givenUser = head.headers().get("x-clickhouse-user");
      givenPassword = head.headers().getOrDefault("x-clickhouse-key", "");
    } else if (authorization.toLowerCase(Locale.ROOT).startsWith("basic ")) {
      String pair = decoded(authorization.substring("basic ".length()).strip());
      int colon = pair.indexOf(':');
      givenUser = colon < 0 ? pair : pair.substring(0, colon);
      givenPassword = colon < 0 ? "" : pair.substring(colon + 1);
    }
    if (givenUser == null) {
      throw new ClickHouseException(194, "REQUIRED_PASSWORD", "user and password are required");
    }
    if (!equal(user, givenUser) | !equal(password, givenPassword)) {
      throw new ClickHouseException(
          516,
          "AUTHENTICATION_FAILED",
          givenUser + ": Authentication failed: password is incorrect, or there is no such user.");
    }
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static boolean equal(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "Credentials[" + user + "]";
  }
}
