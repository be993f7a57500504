package dev.opikdesktop.server.http;

import dev.opikdesktop.server.json.Json;
import io.helidon.webserver.http.ServerRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Query and path parameters of one request, read as the contract reads them (Opik contract 1.4,
 * 1.5).
 */
public final class Parameters {
  // UUID.fromString also takes shortened groups, which the original refuses.
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private final ServerRequest request;

  private Parameters(ServerRequest request) {
    this.request = request;
  }

  public static Parameters of(ServerRequest request) {
    return new Parameters(request);
  }

  /** A query parameter, decoded; an empty one counts as absent. */
  public Optional<String> text(String name) {
    return request.query().first(name).asOptional().filter(value -> !value.isEmpty());
  }

  /**
   * A whole number in the query.
   *
   * @throws ApiException 404 for anything else, as the original answers
   */
  public int integer(String name, int absent) {
    Optional<String> text = text(name);
    try {
      return text.isEmpty() ? absent : Integer.parseInt(text.get());
    } catch (NumberFormatException e) {
      throw ApiException.unreadableParameter(name);
    }
  }

  /** True for "true" in any case, false for any other word. */
  public boolean flag(String name, boolean absent) {
    return text(name).map(Boolean::parseBoolean).orElse(absent);
  }

  /**
   * A UUID in the query.
   *
   * @throws ApiException 404 for anything else
   */
  public Optional<UUID> uuid(String name) {
    return text(name).map(value -> uuid(name, value));
  }

  /**
   * A UUID in the path, from the pattern's {@code {name}}.
   *
   * @throws ApiException 404 for anything else
   */
  public UUID pathUuid(String name) {
    return uuid(name, request.path().pathParameters().get(name));
  }

  /**
   * A point in time in the query: ISO-8601 with any offset, or milliseconds since 1970.
   *
   * @throws ApiException 400 for anything else
   */
  public Optional<Instant> instant(String name) {
    return text(name).map(value -> instant(name, value));
  }

  private static UUID uuid(String name, String value) {
    if (!UUID_TEXT.matcher(value).matches()) {
      throw ApiException.unreadableParameter(name);
    }
    return UUID.fromString(value);
  }

  private static Instant instant(String name, String value) {
    Instant instant = anyInstant(name, value);
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw ApiException.badQuery(name, "'" + value + "' is not between the years 0 and 9999");
    }
    return instant;
  }

  private static Instant anyInstant(String name, String value) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(value));
    } catch (NumberFormatException notMillis) {
      try {
        // An unescaped plus sign of an offset arrives as a blank.
        return Json.instant(value.replace(' ', '+'));
      } catch (DateTimeException e) {
        throw ApiException.badQuery(
            name, "'" + value + "' is neither ISO-8601 nor milliseconds since 1970");
      }
    }
  }
}
