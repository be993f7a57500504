package dev.opikdesktop.desktop.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to a Parquet file, a group of them at a time, so that it needs little memory however
 * many they are. Values are plain, pages are packed by GZIP: what every reader knows.
 */
public final class ParquetWriter implements Closeable {
  private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);
  private static final int GROUP_BYTES = 8 << 20;
  private static final int PLAIN = 0;
  private static final int RUNS = 3;
  private static final int GZIP = 2;

  private static final int REQUIRED = 0;
  private static final int OPTIONAL = 1;
  private static final int REPEATED = 2;

  private static final int UTF8 = 0;
  private static final int LIST = 3;
  private static final int MICROSECONDS = 10;

  private final OutputStream out;
  private final List<ParquetColumn> columns;
  private final List<Group> groups = new ArrayList<>();
  private List<ColumnPage> pages = List.of();
  private long written;
  private long rowsOfGroup;
  private long rows;

  private record Chunk(
      ParquetColumn column, long offset, int entries, long uncompressed, long compressed) {}

  private record Group(List<Chunk> chunks, long rows) {}

  /**
   * @param out is closed with this
   */
  public ParquetWriter(OutputStream out, List<ParquetColumn> columns) throws IOException {
    this.out = out;
    this.columns = List.copyOf(columns);
    begin();
    write(MAGIC);
  }

  /**
   * Takes a row.
   *
   * @param values one for each column, of its kind; null for a missing one
   */
  public void row(List<? extends @Nullable Object> values) throws IOException {
    long size = 0;
    for (int i = 0; i < pages.size(); i++) {
      pages.get(i).add(values.get(i));
      size += pages.get(i).size();
    }
    rowsOfGroup++;
    rows++;
    if (size >= GROUP_BYTES) {
      endGroup();
    }
  }

  /** Ends the file; without it no reader takes it. */
  @Override
  public void close() throws IOException {
    try (out) {
      endGroup();
      byte[] footer = footer();
      write(footer);
      ByteArrayOutputStream length = new ByteArrayOutputStream(4);
      ColumnPage.writeInt(length, footer.length);
      write(length.toByteArray());
      write(MAGIC);
    }
  }

  private void begin() {
    pages = columns.stream().map(ColumnPage::new).toList();
    rowsOfGroup = 0;
  }

  private void endGroup() throws IOException {
    if (rowsOfGroup == 0) {
      return;
    }
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnPage.Written page = pages.get(i).written();
      long size = (long) page.head().length + page.body().length;
      chunks.add(new Chunk(columns.get(i), written, page.entries(), page.uncompressed(), size));
      write(page.head());
      write(page.body());
    }
    groups.add(new Group(chunks, rowsOfGroup));
    begin();
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }

  private byte[] footer() {
    List<Element> schema = new ArrayList<>();
    schema.add(new Element("rows", null, REQUIRED, columns.size(), null));
    columns.forEach(column -> schema.addAll(elements(column)));
    return CompactThrift.struct(
        file -> {
          file.number(1, 1);
          file.structs(2, schema, ParquetWriter::write);
          file.longNumber(3, rows);
          file.structs(4, groups, ParquetWriter::write);
          file.text(6, "Opik Desktop");
        });
  }

  /** A column, or a group of some. */
  private record Element(
      String name,
      @Nullable Integer type,
      int repetition,
      int children,
      @Nullable Integer meaning) {}

  private static List<Element> elements(ParquetColumn column) {
    int type = type(column);
    return switch (column.kind()) {
      case TEXT -> List.of(new Element(column.name(), type, OPTIONAL, 0, UTF8));
      case LONG, DOUBLE -> List.of(new Element(column.name(), type, OPTIONAL, 0, null));
      case TIME -> List.of(new Element(column.name(), type, OPTIONAL, 0, MICROSECONDS));
      case TEXTS ->
          List.of(
              new Element(column.name(), null, REQUIRED, 1, LIST),
              new Element("list", null, REPEATED, 1, null),
              new Element("element", type, REQUIRED, 0, UTF8));
    };
  }

  /** The physical type. */
  private static int type(ParquetColumn column) {
    return switch (column.kind()) {
      case LONG, TIME -> 2;
      case DOUBLE -> 5;
      case TEXT, TEXTS -> 6;
    };
  }

  private static void write(CompactThrift thrift, Element element) {
    if (element.type() != null) {
      thrift.number(1, element.type());
    }
    thrift.number(3, element.repetition());
    thrift.text(4, element.name());
    if (element.children() > 0) {
      thrift.number(5, element.children());
    }
    if (element.meaning() != null) {
      thrift.number(6, element.meaning());
    }
  }

  private static void write(CompactThrift thrift, Group group) {
    thrift.structs(1, group.chunks(), ParquetWriter::write);
    thrift.longNumber(2, group.chunks().stream().mapToLong(Chunk::uncompressed).sum());
    thrift.longNumber(3, group.rows());
  }

  private static void write(CompactThrift thrift, Chunk chunk) {
    ParquetColumn column = chunk.column();
    boolean list = column.kind() == ParquetColumn.Kind.TEXTS;
    thrift.longNumber(2, chunk.offset());
    thrift.struct(
        3,
        data -> {
          data.number(1, type(column));
          data.numbers(2, List.of(PLAIN, RUNS));
          data.texts(3, list ? List.of(column.name(), "list", "element") : List.of(column.name()));
          data.number(4, GZIP);
          data.longNumber(5, chunk.entries());
          data.longNumber(6, chunk.uncompressed());
          data.longNumber(7, chunk.compressed());
          data.longNumber(9, chunk.offset());
        });
  }
}
