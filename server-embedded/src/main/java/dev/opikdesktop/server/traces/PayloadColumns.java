package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The SELECT expressions of the wide columns, whole, shortened or left out (Opik contract 2.10). A
 * column that is left out is not read from disk.
 */
public final class PayloadColumns {
  /** How many characters of a shortened payload are shown. */
  public static final int SHOWN_CHARACTERS = 10_001;

  private static final String WITHOUT_IMAGES =
      "replaceRegexpAll(%s, 'data:image/[^;,\"]{2,20};base64,[A-Za-z0-9+/=_-]+', '[image]')";

  private PayloadColumns() {}

  /** Two expressions: the text, and whether it was cut. */
  public static String payload(String column, boolean truncate, Set<String> exclude) {
    if (exclude.contains(column)) {
      return "'', toUInt8(0)";
    }
    if (!truncate) {
      return column + ", toUInt8(0)";
    }
    String shown = WITHOUT_IMAGES.formatted(column);
    return "substringUTF8(%1$s, 1, %2$d), toUInt8(lengthUTF8(%1$s) > %2$d)"
        .formatted(shown, SHOWN_CHARACTERS);
  }

  /** One expression: metadata is never cut. */
  public static String metadata(boolean truncate, Set<String> exclude) {
    if (exclude.contains("metadata")) {
      return "''";
    }
    return truncate ? WITHOUT_IMAGES.formatted("metadata") : "metadata";
  }

  /**
   * Reads what {@link #payload} selected: a text that was cut is no JSON any more, so it becomes a
   * string.
   */
  public static @Nullable JsonText read(RowBinaryReader in) throws IOException {
    JsonText text = StoredPayload.read(in);
    boolean cut = in.bool();
    return text != null && cut
        ? JsonText.of(Json.MAPPER.writeValueAsString(text.toString()))
        : text;
  }
}
