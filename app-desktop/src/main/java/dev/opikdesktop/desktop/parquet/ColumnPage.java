package dev.opikdesktop.desktop.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The values of one column that are not in the file yet. */
final class ColumnPage {
  private static final int DATA_PAGE = 0;
  private static final int PLAIN = 0;
  private static final int RUNS = 3;

  private final ParquetColumn column;
  private final Levels repeated = new Levels();
  private final Levels defined = new Levels();
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private int entries;

  /**
   * A page as the file has it.
   *
   * @param uncompressed bytes, were it not compressed, with the head
   */
  record Written(byte[] head, byte[] body, int entries, long uncompressed) {}

  ColumnPage(ParquetColumn column) {
    this.column = column;
  }

  int size() {
    return values.size();
  }

  /** Takes the value of the next row. */
  void add(@Nullable Object value) {
    if (column.kind() != ParquetColumn.Kind.TEXTS) {
      entry(0, value);
      return;
    }
    List<?> list = value instanceof List<?> some ? some : List.of();
    if (list.isEmpty()) {
      entry(0, null);
    }
    for (int i = 0; i < list.size(); i++) {
      entry(i == 0 ? 0 : 1, list.get(i));
    }
  }

  private void entry(int repetition, @Nullable Object value) {
    entries++;
    repeated.add(repetition);
    defined.add(value == null ? 0 : 1);
    switch (value) {
      case null -> {}
      case String text -> {
        byte[] bytes = text.getBytes(UTF_8);
        writeInt(values, bytes.length);
        values.writeBytes(bytes);
      }
      case Long number -> writeLong(values, number);
      case Double number -> writeLong(values, Double.doubleToLongBits(number));
      case Instant time -> writeLong(values, ChronoUnit.MICROS.between(Instant.EPOCH, time));
      default -> throw new IllegalArgumentException(column.name() + " cannot be " + value);
    }
  }

  Written written() throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream(values.size() + 64);
    if (column.kind() == ParquetColumn.Kind.TEXTS) {
      repeated.writeTo(page);
    }
    defined.writeTo(page);
    values.writeTo(page);
    ByteArrayOutputStream body = new ByteArrayOutputStream(page.size() / 2 + 64);
    try (GZIPOutputStream packed = new GZIPOutputStream(body)) {
      page.writeTo(packed);
    }
    byte[] head =
        CompactThrift.struct(
            thrift -> {
              thrift.number(1, DATA_PAGE);
              thrift.number(2, page.size());
              thrift.number(3, body.size());
              thrift.struct(
                  5,
                  data -> {
                    data.number(1, entries);
                    data.number(2, PLAIN);
                    data.number(3, RUNS);
                    data.number(4, RUNS);
                  });
            });
    return new Written(head, body.toByteArray(), entries, (long) head.length + page.size());
  }

  static void writeInt(ByteArrayOutputStream out, int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write(value >>> shift);
    }
  }

  private static void writeLong(ByteArrayOutputStream out, long value) {
    writeInt(out, (int) value);
    writeInt(out, (int) (value >>> 32));
  }
}
