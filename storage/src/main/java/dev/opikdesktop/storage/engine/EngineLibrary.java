package dev.opikdesktop.storage.engine;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.fetch.PinnedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the native library of the engine is: in place if the user names one, else in a cache that
 * everything of this user shares, filled once from the npm registry and checked against pinned
 * hashes.
 */
public final class EngineLibrary {
  /** System property that names a library in place. */
  public static final String PROPERTY = "opik.engine.library";

  /** Environment variable that names a library in place. */
  public static final String VARIABLE = "OPIK_DESKTOP_ENGINE_LIBRARY";

  private EngineLibrary() {}

  /**
   * Finds the library, and fetches it first if that has not been done on this machine.
   *
   * @param inPlace the library that the settings name, or null
   * @param progress told sentences while the library is being fetched
   * @throws StorageException if there is none; the message says what to do
   */
  public static Path locate(@Nullable Path inPlace, Consumer<String> progress) {
    Path named = named(inPlace);
    if (named != null) {
      if (!Files.isRegularFile(named)) {
        throw new StorageException(
            Kind.UNAVAILABLE,
            "There is no engine library at " + named + ", where the setting engine.library says.");
      }
      return named.toAbsolutePath();
    }
    EngineDistribution distribution = EngineDistribution.ofThisSystem();
    Path folder = cacheFolder(distribution);
    try {
      return distribution.library().in(folder, "npm", progress);
    } catch (IOException e) {
      throw new StorageException(
          Kind.UNAVAILABLE,
          "The engine library cannot be put into " + folder + ": " + e.getMessage(),
          e);
    }
  }

  /**
   * The library, if it is on this machine. Fetches nothing.
   *
   * @param inPlace the library that the settings name, or null
   * @throws StorageException if there is none for this kind of machine
   */
  public static Optional<Path> present(@Nullable Path inPlace) {
    Path named = named(inPlace);
    EngineDistribution distribution = named == null ? EngineDistribution.ofThisSystem() : null;
    Path library =
        distribution == null
            ? Objects.requireNonNull(named)
            : cacheFolder(distribution).resolve(distribution.libraryName());
    return Optional.of(library).filter(Files::isRegularFile);
  }

  /**
   * Whether a library is the one that is pinned for this kind of machine, byte for byte. Reads all
   * of it, which takes a second or more.
   */
  public static boolean isPinned(Path library) throws IOException {
    return EngineDistribution.ofThisSystem().library().is(library);
  }

  private static @Nullable Path named(@Nullable Path inPlace) {
    if (inPlace != null) {
      return inPlace;
    }
    String text = System.getProperty(PROPERTY);
    if (text == null || text.isBlank()) {
      text = System.getenv(VARIABLE);
    }
    return text == null || text.isBlank() ? null : Path.of(text);
  }

  private static Path cacheFolder(EngineDistribution distribution) {
    return PinnedFile.cacheFolder(distribution.isMac())
        .resolve("engine")
        .resolve(EngineDistribution.VERSION)
        .resolve(distribution.platform());
  }
}
