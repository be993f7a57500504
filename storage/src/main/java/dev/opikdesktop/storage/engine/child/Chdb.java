package dev.opikdesktop.storage.engine.child;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The functions of libchdb's C interface that the engine uses, as typed Java methods. Handles are
 * raw addresses here; {@link ChdbConnection}, {@link ChdbResult} and {@link ChdbInsert} own them
 * and destroy each exactly once.
 */
final class Chdb {
  private static final AddressLayout C_STRING =
      ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, JAVA_BYTE));

  private final SymbolLookup symbols;

  private final MethodHandle connect;
  private final MethodHandle closeConnection;
  private final MethodHandle shutdown;
  private final MethodHandle query;
  private final MethodHandle streamQuery;
  private final MethodHandle streamFetch;
  private final MethodHandle streamCancel;
  private final MethodHandle destroyResult;
  private final MethodHandle streamInsert;
  private final MethodHandle streamAppend;
  private final MethodHandle streamDone;
  private final MethodHandle streamCancelInsert;
  private final MethodHandle streamInsertError;
  private final MethodHandle destroyInsertStream;
  private final MethodHandle resultBuffer;
  private final MethodHandle resultLength;
  private final MethodHandle resultError;
  private final MethodHandle storageRowsRead;
  private final MethodHandle storageBytesRead;
  private final MethodHandle rowsRead;
  private final MethodHandle rowsWritten;
  private final MethodHandle bytesWritten;
  private final MethodHandle version;

  /**
   * Loads the library for the life of the process.
   *
   * @throws IllegalArgumentException if it is no library, or one without the functions named here
   */
  Chdb(Path library) {
    symbols = SymbolLookup.libraryLookup(library, Arena.global());
    FunctionDescriptor statement =
        FunctionDescriptor.of(
            ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS,
            ADDRESS, JAVA_LONG);
    FunctionDescriptor toAddress = FunctionDescriptor.of(ADDRESS, ADDRESS);
    FunctionDescriptor toLong = FunctionDescriptor.of(JAVA_LONG, ADDRESS);
    FunctionDescriptor toString = FunctionDescriptor.of(C_STRING, ADDRESS);
    FunctionDescriptor toNothing = FunctionDescriptor.ofVoid(ADDRESS);
    connect = function("chdb_connect", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));
    closeConnection = function("chdb_close_conn", toNothing);
    shutdown = function("chdb_shutdown", FunctionDescriptor.ofVoid());
    query = function("chdb_query_with_params_n", statement);
    streamQuery = function("chdb_stream_query_with_params_n", statement);
    streamFetch =
        function("chdb_stream_fetch_result", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    streamCancel =
        function("chdb_stream_cancel_query", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
    destroyResult = function("chdb_destroy_query_result", toNothing);
    streamInsert = function("chdb_stream_insert_with_params_n", statement);
    streamAppend =
        function(
            "chdb_stream_append", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
    streamDone = function("chdb_stream_done", toAddress);
    streamCancelInsert = function("chdb_stream_cancel_insert", toNothing);
    streamInsertError = function("chdb_stream_insert_error", toString);
    destroyInsertStream = function("chdb_destroy_insert_stream", toNothing);
    resultBuffer = function("chdb_result_buffer", toAddress);
    resultLength = function("chdb_result_length", toLong);
    resultError = function("chdb_result_error", toString);
    storageRowsRead = function("chdb_result_storage_rows_read", toLong);
    storageBytesRead = function("chdb_result_storage_bytes_read", toLong);
    rowsRead = function("chdb_result_rows_read", toLong);
    rowsWritten = function("chdb_result_rows_written", toLong);
    bytesWritten = function("chdb_result_bytes_written", toLong);
    version = function("chdb_version", FunctionDescriptor.of(C_STRING));
  }

  private MethodHandle function(String name, FunctionDescriptor shape) {
    MemorySegment address =
        symbols
            .find(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the library lacks " + name + ": it is older than 26.7.3"));
    return Linker.nativeLinker().downcallHandle(address, shape);
  }

  /**
   * Opens a connection. The first one of the process opens the data folder; its arguments are the
   * process's.
   *
   * @return the handle, or the null address if the engine refused (its log on standard error says
   *     why)
   */
  MemorySegment connect(List<String> arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment argv = arena.allocate(ADDRESS, arguments.size());
      for (int i = 0; i < arguments.size(); i++) {
        argv.setAtIndex(ADDRESS, i, arena.allocateFrom(arguments.get(i)));
      }
      return (MemorySegment) connect.invokeExact(arguments.size(), argv);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void closeConnection(MemorySegment handle) {
    callVoid(closeConnection, handle);
  }

  /** Ends the engine. Every connection must be closed before. */
  void shutdown() {
    try {
      shutdown.invokeExact();
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  String version() {
    try {
      return ((MemorySegment) version.invokeExact()).getString(0);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Runs a statement to its end and returns its whole result. */
  MemorySegment query(MemorySegment connection, Sql sql) {
    return start(query, connection, sql);
  }

  /** Starts a statement whose result is fetched chunk by chunk. */
  MemorySegment streamQuery(MemorySegment connection, Sql sql) {
    return start(streamQuery, connection, sql);
  }

  /** Starts an insert; the statement's format is the one of the data that follows. */
  MemorySegment streamInsert(MemorySegment connection, Sql sql) {
    return start(streamInsert, connection, sql);
  }

  private static MemorySegment start(MethodHandle function, MemorySegment connection, Sql sql) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = bytes(arena, sql.text());
      MemorySegment format = bytes(arena, sql.format());
      int count = sql.parameters().size();
      MemorySegment names = arena.allocate(ADDRESS, count + 1);
      MemorySegment nameLengths = arena.allocate(JAVA_LONG, count + 1);
      MemorySegment values = arena.allocate(ADDRESS, count + 1);
      MemorySegment valueLengths = arena.allocate(JAVA_LONG, count + 1);
      int i = 0;
      for (var parameter : sql.parameters().entrySet()) {
        MemorySegment name = bytes(arena, parameter.getKey());
        MemorySegment value = bytes(arena, parameter.getValue());
        names.setAtIndex(ADDRESS, i, name);
        nameLengths.setAtIndex(JAVA_LONG, i, name.byteSize());
        values.setAtIndex(ADDRESS, i, value);
        valueLengths.setAtIndex(JAVA_LONG, i, value.byteSize());
        i++;
      }
      return (MemorySegment)
          function.invokeExact(
              connection,
              text,
              text.byteSize(),
              format,
              format.byteSize(),
              names,
              nameLengths,
              values,
              valueLengths,
              (long) count);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static MemorySegment bytes(Arena arena, String text) {
    return arena.allocateFrom(JAVA_BYTE, text.getBytes(StandardCharsets.UTF_8));
  }

  MemorySegment fetch(MemorySegment connection, MemorySegment stream) {
    try {
      return (MemorySegment) streamFetch.invokeExact(connection, stream);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void cancelStream(MemorySegment connection, MemorySegment stream) {
    try {
      streamCancel.invokeExact(connection, stream);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void destroyResult(MemorySegment result) {
    callVoid(destroyResult, result);
  }

  /** Hands data to an insert; waits while the engine is behind. Returns false if it has failed. */
  boolean append(MemorySegment insert, MemorySegment data, long length) {
    try {
      return (int) streamAppend.invokeExact(insert, data, length) == 0;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  MemorySegment finishInsert(MemorySegment insert) {
    try {
      return (MemorySegment) streamDone.invokeExact(insert);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void cancelInsert(MemorySegment insert) {
    callVoid(streamCancelInsert, insert);
  }

  void destroyInsert(MemorySegment insert) {
    callVoid(destroyInsertStream, insert);
  }

  @Nullable String insertError(MemorySegment insert) {
    return callString(streamInsertError, insert);
  }

  /** The result's bytes; they live until the result is destroyed. */
  MemorySegment buffer(MemorySegment result) {
    try {
      long length = (long) resultLength.invokeExact(result);
      MemorySegment buffer = (MemorySegment) resultBuffer.invokeExact(result);
      return length == 0 ? MemorySegment.NULL : buffer.reinterpret(length);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Nullable String error(MemorySegment result) {
    return callString(resultError, result);
  }

  /** What the engine counted for this result. */
  Counters counters(MemorySegment result) {
    try {
      return new Counters(
          (long) storageRowsRead.invokeExact(result),
          (long) storageBytesRead.invokeExact(result),
          (long) rowsWritten.invokeExact(result),
          (long) bytesWritten.invokeExact(result),
          (long) rowsRead.invokeExact(result));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static @Nullable String callString(MethodHandle function, MemorySegment handle) {
    try {
      MemorySegment text = (MemorySegment) function.invokeExact(handle);
      if (text.address() == 0) {
        return null;
      }
      String value = text.getString(0);
      return value.isEmpty() ? null : value;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static void callVoid(MethodHandle function, MemorySegment handle) {
    try {
      function.invokeExact(handle);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static RuntimeException unexpected(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }
}
