package dev.opikdesktop.storage.engine;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.fetch.PinnedFile;
import java.util.Locale;

/**
 * The npm package that holds the engine's library for one kind of machine, and what it must hash
 * to.
 *
 * @param platform the end of the package's name
 * @param archiveSha256 the hash of the package as npm brings it
 * @param librarySha256 the hash of the library in it
 */
record EngineDistribution(
    String platform, String libraryName, String archiveSha256, String librarySha256) {
  /** The version of the npm package; libchdb 26.7.3, ClickHouse 26.7.2.1. */
  static final String VERSION = "26.7.3-stable.1";

  private static final EngineDistribution LINUX_X64 =
      new EngineDistribution(
          "linux-x64-gnu",
          "libchdb.so",
          "c0d32b129e988f2b9a9a31c9141aecf5e1e2453f9a079efc4d36ab8e3f92b2ad",
          "36ad4e999882821ef13cf2d0f52c93f48e6ee1b4498b35a201c23ce4b8d15bf5");

  /**
   * The package for this machine.
   *
   * @throws StorageException if there is none; the message says what to do instead
   */
  static EngineDistribution ofThisSystem() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static EngineDistribution of(String system, String processor) {
    String name = system.toLowerCase(Locale.ROOT);
    boolean x64 = processor.equals("amd64") || processor.equals("x86_64");
    if (name.contains("linux") && x64) {
      return LINUX_X64;
    }
    if (name.contains("windows")) {
      throw new StorageException(
          Kind.UNAVAILABLE,
          "There is no embedded ClickHouse for Windows: point the analytics store at a ClickHouse"
              + " server in the configuration, or run the application in WSL.");
    }
    throw new StorageException(
        Kind.UNAVAILABLE,
        "No embedded ClickHouse is pinned for "
            + system
            + " on "
            + processor
            + ": name a libchdb 26.7.3 or later in "
            + EngineLibrary.VARIABLE
            + ", or point the analytics store at a ClickHouse server.");
  }

  PinnedFile library() {
    return new PinnedFile(
        "@chdb/lib-" + platform,
        VERSION,
        archiveSha256,
        libraryName,
        libraryName,
        librarySha256,
        "the embedded ClickHouse",
        178,
        "or name a libchdb in " + EngineLibrary.VARIABLE);
  }

  boolean isMac() {
    return platform.startsWith("darwin");
  }
}
