package dev.opikdesktop.transfer.records;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of an attachment, which are read when it is their turn, and may be read again. */
public interface FileContent {
  /** How many there are. */
  long size();

  /** From the first one on; closed by the caller. */
  InputStream open() throws IOException;
}
