package dev.opikdesktop.desktop.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Thrift's compact protocol, in which Parquet says what is in a file. */
final class CompactThrift {
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Integer> lastFields = new ArrayDeque<>(List.of(0));

  byte[] bytes() {
    return out.toByteArray();
  }

  /** Writes the outermost structure. */
  static byte[] struct(Consumer<CompactThrift> fields) {
    CompactThrift thrift = new CompactThrift();
    fields.accept(thrift);
    thrift.out.write(0);
    return thrift.bytes();
  }

  void number(int field, int value) {
    head(field, I32);
    zigzag(value);
  }

  void longNumber(int field, long value) {
    head(field, I64);
    zigzag(value);
  }

  void text(int field, String value) {
    head(field, BINARY);
    plainText(value);
  }

  void struct(int field, Consumer<CompactThrift> fields) {
    head(field, STRUCT);
    nested(fields);
  }

  void numbers(int field, List<Integer> values) {
    list(field, I32, values.size());
    values.forEach(this::zigzag);
  }

  void texts(int field, List<String> values) {
    list(field, BINARY, values.size());
    values.forEach(this::plainText);
  }

  <T> void structs(
      int field, List<T> values, java.util.function.BiConsumer<CompactThrift, T> each) {
    list(field, STRUCT, values.size());
    values.forEach(value -> nested(thrift -> each.accept(thrift, value)));
  }

  private void nested(Consumer<CompactThrift> fields) {
    lastFields.push(0);
    fields.accept(this);
    out.write(0);
    lastFields.pop();
  }

  /** A field is told by how far its number lies behind the one before it. */
  private void head(int field, int type) {
    int step = field - lastFields.pop();
    lastFields.push(field);
    out.write(step << 4 | type);
  }

  private void list(int field, int type, int size) {
    head(field, LIST);
    if (size < 15) {
      out.write(size << 4 | type);
    } else {
      out.write(0xf0 | type);
      Varint.write(out, size);
    }
  }

  private void plainText(String value) {
    byte[] bytes = value.getBytes(UTF_8);
    Varint.write(out, bytes.length);
    out.writeBytes(bytes);
  }

  private void zigzag(long value) {
    Varint.write(out, value << 1 ^ value >> 63);
  }
}
