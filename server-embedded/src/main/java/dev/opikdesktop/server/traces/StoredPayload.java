package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How free JSON lies in a text column: its text, and nothing when it is not set. */
public final class StoredPayload {
  private static final byte[] ABSENT = {};

  private StoredPayload() {}

  public static void write(RowBinaryWriter out, @Nullable JsonText value) {
    if (value == null) {
      out.bytes(ABSENT);
    } else {
      out.bytes(value.array(), value.from(), value.length());
    }
  }

  public static @Nullable JsonText read(RowBinaryReader in) throws IOException {
    byte[] text = in.bytes();
    return text.length == 0 ? null : JsonText.ofUtf8(text);
  }
}
