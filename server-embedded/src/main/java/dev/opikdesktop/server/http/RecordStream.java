package dev.opikdesktop.server.http;

import dev.opikdesktop.server.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.core.JsonGenerator;

/** JSON records, one after the other, each followed by CR LF. */
public final class RecordStream {
  private static final byte[] END = {'\r', '\n'};

  private final AnswerStream out;

  RecordStream(AnswerStream out) {
    this.out = out;
  }

  public void write(Responses.Body entry) {
    try {
      try (JsonGenerator generator = Json.generator(out)) {
        entry.write(generator);
      }
      out.write(END);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends what was written so far, for a reader that should not wait for more. */
  public void flush() {
    try {
      out.start();
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
