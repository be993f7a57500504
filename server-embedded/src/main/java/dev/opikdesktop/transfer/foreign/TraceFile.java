package dev.opikdesktop.transfer.foreign;

import dev.opikdesktop.transfer.records.TransferException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one kind of record a trace's file of an export has, one by one. */
interface TraceFile extends AutoCloseable {
  /** Files that were taken out of a payload; an export puts them back into it. */
  Pattern OF_PAYLOAD =
      Pattern.compile("(input|output|metadata)-attachment-\\d+-\\d+(-sdk)?\\.\\w+");

  /**
   * A record.
   *
   * @param content the bytes of an attachment; null if they are not in the folder
   */
  record Part(byte[] json, @Nullable Path content) {}

  /**
   * The next one, null behind the last.
   *
   * @throws TransferException when the rest cannot be read; the message is a clause about the file
   */
  @Nullable Part next();

  @Override
  void close();
}
