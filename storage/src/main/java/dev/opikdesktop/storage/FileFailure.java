package dev.opikdesktop.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a file, for people. */
public final class FileFailure {
  private FileFailure() {}

  /** The exceptions of the file system often have a path for a message, and no reason. */
  public static String reason(IOException failure) {
    return switch (failure) {
      case FileAlreadyExistsException file -> file.getFile() + " is a file, not a folder";
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case NoSuchFileException missing -> missing.getFile() + " is not there";
      case FileSystemException other when other.getReason() != null ->
          other.getFile() + ": " + other.getReason();
      default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
    };
  }
}
