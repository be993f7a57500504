package dev.opikdesktop.storage.engine.child;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement that the engine refused, in the engine's own words. */
final class ClickHouseException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final Pattern CODE = Pattern.compile("Code: (\\d+)\\.");
  private static final int UNKNOWN_EXCEPTION = 1002;

  private final int code;

  ClickHouseException(String message) {
    super(message, null, false, false);
    Matcher matcher = CODE.matcher(message);
    code = matcher.find() ? Integer.parseInt(matcher.group(1)) : UNKNOWN_EXCEPTION;
  }

  ClickHouseException(int code, String name, String message) {
    super("Code: " + code + ". DB::Exception: " + message + " (" + name + ")", null, false, false);
    this.code = code;
  }

  /** ClickHouse's error number. */
  int code() {
    return code;
  }

  /** The HTTP status that a ClickHouse server gives to this error. */
  int status() {
    return switch (code) {
      case 60, 81, 115 -> 404;
      case 6, 26, 27, 36, 38, 41, 42, 43, 44, 45, 46, 47, 53, 62, 69, 70, 386, 456, 457 -> 400;
      case 194 -> 401;
      case 516 -> 403;
      case 202 -> 503;
      default -> 500;
    };
  }

  /** The whole message; never null, unlike {@link #getMessage}. */
  String text() {
    return String.valueOf(getMessage());
  }
}
