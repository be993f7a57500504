package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.traces.PayloadHead.Form;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of input and output, three each ({@link PayloadHead}), and how they are read: whole,
 * shortened or left out (Opik contract 2.10). What is not shown is not read from disk.
 */
public final class PayloadColumns {
  private static final byte[] ABSENT = {};

  /** Pictures by what they say they are, and texts that begin as PNG, JPEG, GIF or WebP do. */
  private static final String WITHOUT_IMAGES =
      """
      replaceRegexpAll(
        metadata,
        concat(
          'data:image/[^;,"]{2,20};base64,[A-Za-z0-9+/=_-]+',
          '|(")(?:iVBORw0KGgo|/9j/|R0lGOD[ld]h|UklGR)[A-Za-z0-9+/=_-]{64,}'),
        '\\\\1[image]')\
      """;

  private PayloadColumns() {}

  /** The columns of a payload in the order in which {@link #write} fills them. */
  public static List<String> of(String payload) {
    return List.of(payload + "_head", payload + "_form", payload + "_rest");
  }

  public static void write(RowBinaryWriter out, @Nullable JsonText value) {
    if (value == null) {
      out.bytes(ABSENT).uint8(Form.WHOLE.code()).bytes(ABSENT);
    } else if (PayloadHead.isWhole(value)) {
      out.bytes(value.array(), value.from(), value.length());
      out.uint8(Form.WHOLE.code()).bytes(ABSENT);
    } else {
      byte[] utf8 = value.utf8();
      PayloadHead payload = PayloadHead.of(utf8);
      out.bytes(payload.head()).uint8(payload.form().code());
      int from = payload.restFrom();
      out.bytes(utf8, from, utf8.length - from);
    }
  }

  /** The expressions of a payload in a SELECT, for {@link #read}. */
  public static String payload(String payload, boolean truncate, Set<String> exclude) {
    if (exclude.contains(payload)) {
      return "'', toUInt8(0), ''";
    }
    return truncate
        ? "%1$s_head, %1$s_form, ''".formatted(payload)
        : String.join(", ", of(payload));
  }

  /**
   * One expression: about how many bytes of payloads a row shows. Reads no payload: sizes are
   * columns of their own, which {@code length} would use as well, but not under FINAL.
   */
  public static String size(boolean truncate, Set<String> exclude) {
    StringBuilder size = new StringBuilder("toInt64(0");
    for (String payload : List.of("input", "output")) {
      if (!exclude.contains(payload)) {
        size.append(" + ").append(payload).append("_head.size");
        if (!truncate) {
          size.append(" + ").append(payload).append("_rest.size");
        }
      }
    }
    if (!exclude.contains("metadata")) {
      size.append(" + metadata.size");
    }
    return size.append(")").toString();
  }

  /** One expression: metadata is never cut. */
  public static String metadata(boolean truncate, Set<String> exclude) {
    if (exclude.contains("metadata")) {
      return "''";
    }
    return truncate ? WITHOUT_IMAGES : "metadata";
  }

  /**
   * Reads what {@link #payload} selected: a text that was cut is no JSON any more, so it becomes a
   * string.
   */
  public static @Nullable JsonText read(RowBinaryReader in) throws IOException {
    byte[] head = in.bytes();
    Form form = Form.ofCode(in.uint8());
    byte[] whole = form == Form.CUT ? in.bytesAfter(head) : in.bytes();
    if (head.length == 0) {
      return null;
    }
    if (form == Form.WHOLE) {
      return JsonText.ofUtf8(head);
    }
    boolean shortened = whole.length == 0 || whole == head;
    if (!shortened) {
      return JsonText.ofUtf8(whole);
    }
    return form.isCut()
        ? JsonText.of(Json.MAPPER.writeValueAsString(new String(head, StandardCharsets.UTF_8)))
        : JsonText.ofUtf8(head);
  }
}
