package dev.opikdesktop.server.events;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What one reader of events was told, taken out of the bytes of its connection as they come. */
final class Listener {
  /**
   * One event.
   *
   * @param hash of its data
   */
  record Told(long number, boolean refresh, int hash) {}

  private enum Expects {
    STATUS,
    HEADER,
    SIZE,
    CHUNK,
    CHUNK_END
  }

  private final Consumer<String> onEvent;
  private final List<Told> told = new ArrayList<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private Expects expects = Expects.STATUS;
  private int chunk;
  private String event = "";
  private long next;
  private long number;

  /**
   * Begins before the first byte.
   *
   * @param onEvent takes the data of each event, "" of a refresh
   */
  Listener(Consumer<String> onEvent) {
    this.onEvent = onEvent;
  }

  List<Told> told() {
    return told;
  }

  /** The number to come back with. */
  long number() {
    return number;
  }

  /** Whether the first lines have come. */
  boolean listens() {
    return number > 0;
  }

  /**
   * Those of the events that another one was told of, and this one neither of them nor of a later
   * refresh.
   */
  List<Told> missed(List<Told> others) {
    Set<Told> known = new HashSet<>(told);
    long refreshed = told.stream().filter(Told::refresh).mapToLong(Told::number).max().orElse(0);
    return others.stream()
        .filter(other -> other.number() > refreshed && !known.contains(other))
        .toList();
  }

  /** Takes what came, in a buffer that has an array. */
  void take(ByteBuffer in) {
    while (in.hasRemaining()) {
      if (expects == Expects.CHUNK) {
        int most = Math.min(chunk, in.remaining());
        int length = toEndOfLine(in, most);
        boolean isLine = length > 0 && in.get(in.position() + length - 1) == '\n';
        text.write(in.array(), in.position(), isLine ? length - 1 : length);
        in.position(in.position() + length);
        chunk -= length;
        expects = chunk == 0 ? Expects.CHUNK_END : Expects.CHUNK;
        if (isLine) {
          read(text.toByteArray());
          text.reset();
        }
      } else {
        byte next = in.get();
        if (next == '\n') {
          framing(line.toString(StandardCharsets.ISO_8859_1));
          line.reset();
        } else if (next != '\r') {
          line.write(next);
        }
      }
    }
  }

  /** How many bytes there are up to the end of the line, and no more than some. */
  private static int toEndOfLine(ByteBuffer in, int most) {
    for (int i = 0; i < most; i++) {
      if (in.get(in.position() + i) == '\n') {
        return i + 1;
      }
    }
    return most;
  }

  private void framing(String framing) {
    switch (expects) {
      case STATUS -> {
        if (!framing.endsWith("200 OK")) {
          throw new IllegalStateException(framing);
        }
        expects = Expects.HEADER;
      }
      case HEADER -> expects = framing.isEmpty() ? Expects.SIZE : Expects.HEADER;
      case SIZE -> {
        chunk = Integer.parseInt(framing, 16);
        expects = Expects.CHUNK;
      }
      case CHUNK_END -> expects = Expects.SIZE;
      default -> throw new IllegalStateException();
    }
  }

  private void read(byte[] bytes) {
    char first = bytes.length == 0 ? ' ' : (char) bytes[0];
    switch (first) {
      case 'e' -> event = string(bytes).substring("event: ".length());
      case 'i' -> next = Long.parseLong(string(bytes).substring("id: ".length()));
      case 'd' -> {
        boolean refresh = event.equals("refresh");
        told.add(new Told(next, refresh, Arrays.hashCode(bytes)));
        onEvent.accept(refresh ? "" : string(bytes));
      }
      // The end of an event, and what a heartbeat has too.
      case ' ' -> number = next;
      default -> {
        // A heartbeat.
      }
    }
  }

  private static String string(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
