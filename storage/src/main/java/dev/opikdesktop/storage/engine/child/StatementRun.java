package dev.opikdesktop.storage.engine.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One statement from its request to its answer. */
final class StatementRun {
  private static final int PIECE = 64 * 1024;

  /** Bytes within which an insert has to name its format. */
  private static final int MAX_INSERT_HEAD = 1 << 20;

  /** Bytes of an insert from which on its rows are indexed at once. */
  private static final int LARGE_INSERT = 4 << 20;

  /** Bytes of a statement that is not followed by data. */
  private static final int MAX_STATEMENT = 16 << 20;

  /** A setting that puts brackets around all rows. */
  private static final String JSON_ARRAY = "output_format_json_array_of_rows";

  private final Lane lane;
  private final RequestHead head;
  private final InputStream rawBody;
  private final Answer answer;
  private final String version;
  private final RunningStatements statements;
  private final Runnable kill;
  private Counters counters = Counters.NONE;

  /** Whether the statement only reads, as far as is known. */
  private volatile boolean reads;

  /**
   * @param kill ends this statement from another thread, as long as it runs
   */
  StatementRun(
      Lane lane,
      RequestHead head,
      InputStream rawBody,
      Answer answer,
      String version,
      RunningStatements statements,
      Runnable kill) {
    this.lane = lane;
    this.head = head;
    this.rawBody = rawBody;
    this.answer = answer;
    this.version = version;
    this.statements = statements;
    this.kill = kill;
  }

  /** Whether it is a statement that changes nothing: it could be broken off anywhere. */
  boolean reads() {
    return reads;
  }

  /** Runs the statement and writes its answer, but for the last bytes. */
  void run() throws IOException {
    long start = System.nanoTime();
    try {
      BodyCoding coding = new BodyCoding(head);
      InputStream body = coding.decoded(rawBody);
      Map<String, String> fields = coding.isForm() ? FormFields.read(head, body) : Map.of();
      StatementRequest request = StatementRequest.of(head, fields);
      answer.header("X-ClickHouse-Query-Id", request.queryId());
      run(request, body, coding);
      if (!answer.headSent()) {
        answer.header("X-ClickHouse-Summary", summary(System.nanoTime() - start));
      }
    } catch (ClickHouseException e) {
      writeError(answer, e, version);
    } catch (BrokenBodyException e) {
      writeError(answer, e.cause(), version);
    }
  }

  private void run(StatementRequest request, InputStream body, BodyCoding coding)
      throws ClickHouseException, IOException {
    Source source = new Source(request.sql(), body);
    SqlText sql = source.scan();
    if (sql.kind() == SqlText.Kind.EMPTY) {
      return;
    }
    reads = sql.kind() == SqlText.Kind.QUERY || source.text().startsWith("DESCRIBE");
    boolean ended = false;
    statements.add(request.queryId(), kill);
    try {
      lane.prepare(request.database(), settings(request, source, sql));
      run(source, sql, request, coding);
      ended = true;
    } finally {
      statements.remove(request.queryId(), kill);
      if (!ended) {
        lane.settle();
      }
    }
  }

  /**
   * The part of a small insert is merged with others soon, which indexes its rows; until then it is
   * read as it is. A large one may stay as it is for long.
   */
  private static Map<String, String> settings(StatementRequest request, Source source, SqlText sql)
      throws IOException {
    boolean isLargeInsert =
        sql.kind() == SqlText.Kind.INSERT_DATA && source.isLongerThan(LARGE_INSERT);
    if (!isLargeInsert) {
      return request.settings();
    }
    Map<String, String> settings = new HashMap<>(request.settings());
    settings.putIfAbsent(EngineMain.INDEXES_AT_INSERT, "1");
    return settings;
  }

  private void run(Source source, SqlText sql, StatementRequest request, BodyCoding coding)
      throws ClickHouseException, IOException {
    switch (sql.kind()) {
      case INSERT_DATA -> insert(source, sql, request, sql.format());
      case INSERT_OPEN ->
          insert(source, sql, request, request.format() == null ? "Values" : request.format());
      case INSERT_VALUES -> {
        if (source.atEnd()) {
          command(source.text(), request, null, coding);
        } else {
          insert(source, sql, request, sql.format());
        }
      }
      case SESSION -> {
        try {
          command(source.text(), request, null, coding);
        } finally {
          lane.forget();
        }
      }
      case QUERY -> query(source.text(), sql, request, coding);
      default -> {
        if (!statements.killedBy(source.text())) {
          command(source.text(), request, sql.format(), coding);
        }
      }
    }
  }

  private void command(
      String text, StatementRequest request, @Nullable String named, BodyCoding coding)
      throws ClickHouseException, IOException {
    try (ChdbResult result =
        lane.connection().query(new Sql(text, format(request), request.parameters()))) {
      counters = result.counters();
      describe(named == null ? format(request) : named);
      OutputStream out = coding.encoded(answer);
      write(out, result, 0);
      close(out);
    }
  }

  private void describe(String format) {
    answer.header("X-ClickHouse-Format", format);
    answer.header("Content-Type", contentType(format));
  }

  private void close(OutputStream coded) throws IOException {
    if (coded != answer) {
      coded.close();
    }
  }

  private static String format(StatementRequest request) {
    return request.format() == null ? "TabSeparated" : request.format();
  }

  private void query(String text, SqlText sql, StatementRequest request, BodyCoding coding)
      throws ClickHouseException, IOException {
    String name = sql.format() == null ? format(request) : sql.format();
    ResultFormat format = ResultFormat.of(name);
    if (!format.streamable()
        || request.settings().containsKey(JSON_ARRAY)
        || text.contains(JSON_ARRAY)) {
      command(text, request, name, coding);
      return;
    }
    describe(name);
    try (ChdbConnection.Stream stream =
        lane.connection().stream(new Sql(text, format(request), request.parameters()))) {
      OutputStream out = coding.encoded(answer);
      long header = -1;
      for (ChdbResult chunk = stream.next(); chunk != null; chunk = stream.next()) {
        try (ChdbResult open = chunk) {
          counters = counters.plus(open.counters());
          write(out, open, Math.max(0, header));
          if (header < 0) {
            header = format.headerLength(open.memory());
          }
        }
      }
      close(out);
    }
  }

  private static void write(OutputStream out, ChdbResult result, long from) throws IOException {
    long length = result.length();
    byte[] copy = null;
    for (long at = from; at < length; at += PIECE) {
      int piece = (int) Math.min(PIECE, length - at);
      if (out instanceof Answer answer) {
        answer.write(result.bytes(at, piece));
      } else {
        copy = copy == null ? new byte[PIECE] : copy;
        result.bytes(at, piece).get(copy, 0, piece);
        out.write(copy, 0, piece);
      }
    }
  }

  private void insert(Source source, SqlText sql, StatementRequest request, @Nullable String format)
      throws ClickHouseException, IOException {
    String statement = source.text(sql.statementEnd());
    Sql insertSql = new Sql(statement, format == null ? "Values" : format, request.parameters());
    try (ChdbInsert insert = lane.connection().insert(insertSql);
        Arena arena = Arena.ofConfined()) {
      byte[] piece = new byte[PIECE];
      MemorySegment memory = arena.allocate(PIECE);
      source.skipTo(sql.dataStart());
      for (int count = source.read(piece); count >= 0; count = source.read(piece)) {
        MemorySegment.copy(piece, 0, memory, ValueLayout.JAVA_BYTE, 0, count);
        insert.append(memory, count);
      }
      counters = insert.finish();
    }
  }

  private String summary(long nanos) {
    return "{\"read_rows\":\"%d\",\"read_bytes\":\"%d\",\"written_rows\":\"%d\",\"written_bytes\":\"%d\",\"total_rows_to_read\":\"0\",\"result_rows\":\"%d\",\"result_bytes\":\"0\",\"elapsed_ns\":\"%d\"}"
        .formatted(
            counters.readRows(),
            counters.readBytes(),
            counters.writtenRows(),
            counters.writtenBytes(),
            counters.writtenRows() > 0 ? counters.writtenRows() : counters.resultRows(),
            nanos);
  }

  /**
   * Answers an error with ClickHouse's header and status. When rows have gone out already, the
   * answer ends in the middle instead: that is what tells the client that it is not whole.
   */
  static void writeError(Answer answer, ClickHouseException e, String version) throws IOException {
    if (answer.headSent()) {
      answer.last();
      throw new IOException(e.text());
    }
    answer.reset();
    answer.status(e.status());
    answer.header("Content-Type", "text/plain; charset=UTF-8");
    answer.header("X-ClickHouse-Exception-Code", Integer.toString(e.code()));
    if (e.status() == 401) {
      answer.header("WWW-Authenticate", "Basic realm=\"ClickHouse\"");
    }
    if (e.status() == 503) {
      answer.header("Retry-After", "1");
    }
    String text = e.text().strip();
    if (!text.endsWith(")") || !text.contains("(version ")) {
      text = text + " (version " + version + ")";
    }
    answer.write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String contentType(String format) {
    if (format.startsWith("JSON")) {
      return format.contains("EachRow")
          ? "application/x-ndjson; charset=UTF-8"
          : "application/json; charset=UTF-8";
    }
    if (format.startsWith("TabSeparated") || format.startsWith("TSV")) {
      return "text/tab-separated-values; charset=UTF-8";
    }
    if (format.startsWith("CSV")) {
      return "text/csv; charset=UTF-8";
    }
    return "application/octet-stream";
  }

  /** The statement's text followed by its data: {@code query=}, a line end, and the body. */
  private static final class Source {
    private final InputStream body;
    private byte[] bytes;
    private int length;
    private int position;
    private boolean atEnd;

    Source(String sql, InputStream body) {
      byte[] start = sql.getBytes(StandardCharsets.UTF_8);
      this.body = body;
      this.length = start.length;
      this.bytes = Arrays.copyOf(start, Math.max(start.length + 1, 4096));
      if (length > 0) {
        bytes[length++] = '\n';
      }
    }

    /** Reads as much as is needed to know what the statement is. */
    SqlText scan() throws IOException, ClickHouseException {
      fill(PIECE);
      while (true) {
        SqlText sql = SqlText.of(bytes, length);
        boolean settled =
            atEnd
                || switch (sql.kind()) {
                  case INSERT_DATA -> sql.dataStart() < length;
                  case INSERT_VALUES -> length >= MAX_INSERT_HEAD;
                  default -> false;
                };
        if (settled) {
          return sql;
        }
        if (sql.kind() == SqlText.Kind.INSERT_OPEN && length >= MAX_INSERT_HEAD) {
          throw new ClickHouseException(62, "SYNTAX_ERROR", "the insert names no format");
        }
        if (length >= MAX_STATEMENT) {
          throw new ClickHouseException(
              62, "SYNTAX_ERROR", "the statement is longer than " + MAX_STATEMENT + " bytes");
        }
        fill(length * 2);
      }
    }

    private void fill(int wanted) throws IOException {
      while (!atEnd && length < wanted) {
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int count = body.read(bytes, length, bytes.length - length);
        if (count < 0) {
          atEnd = true;
        } else {
          length += count;
        }
      }
    }

    boolean atEnd() {
      return atEnd;
    }

    /** Reads so many bytes, if there are as many. */
    boolean isLongerThan(int wanted) throws IOException {
      fill(wanted);
      return !atEnd;
    }

    String text() {
      return text(length);
    }

    String text(int end) {
      return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    void skipTo(int offset) {
      position = offset;
    }

    int read(byte[] target) throws IOException {
      if (position < length) {
        int count = Math.min(target.length, length - position);
        System.arraycopy(bytes, position, target, 0, count);
        position += count;
        return count;
      }
      if (atEnd) {
        return -1;
      }
      bytes = new byte[0];
      length = 0;
      position = 0;
      int count = body.read(target, 0, target.length);
      atEnd = count < 0;
      return count;
    }
  }
}
