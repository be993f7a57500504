package dev.opikdesktop.server.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.json.Json;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JacksonException;

/** The key of a record, as clients hand it back: what it says is no business of theirs. */
public record Cursor(List<String> parts) {
  public Cursor {
    parts = List.copyOf(parts);
  }

  public static Cursor of(UUID... ids) {
    return new Cursor(List.of(ids).stream().map(UUID::toString).toList());
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws ApiException 400
   */
  static Cursor parse(String text) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(text);
      return new Cursor(List.of(Json.MAPPER.readValue(json, String[].class)));
    } catch (IllegalArgumentException | NullPointerException | JacksonException e) {
      throw wrong();
    }
  }

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Json.MAPPER.writeValueAsString(parts).getBytes(UTF_8));
  }

  /**
   * A key of so many parts.
   *
   * @throws ApiException 400 for another one
   */
  public List<String> parts(int count) {
    if (parts.size() != count) {
      throw wrong();
    }
    return parts;
  }

  /**
   * A part that is an id.
   *
   * @throws ApiException 400 for another one
   */
  public UUID id(int number) {
    return id(parts.get(number));
  }

  static UUID id(String part) {
    try {
      return UUID.fromString(part);
    } catch (IllegalArgumentException e) {
      throw wrong();
    }
  }

  static ApiException wrong() {
    return ApiException.badQuery("after", "not the cursor of a record of this kind");
  }
}
