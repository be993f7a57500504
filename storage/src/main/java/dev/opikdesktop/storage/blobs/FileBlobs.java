package dev.opikdesktop.storage.blobs;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Blobs as files below one folder, which this process alone writes. {@code objects/} holds one file
 * a blob, named by {@link FileKeys} and laid out by {@link BlobFile}; {@code incoming/} holds what
 * is being written, and what a killed process left there is swept at the next open.
 */
public final class FileBlobs implements Blobs {
  private static final int COPY_BUFFER = 64 * 1024;

  /** How often a folder may be swept away as empty between its creation and its use. */
  private static final int FOLDER_ATTEMPTS = 100;

  private static final int LONGEST_MEDIA_TYPE = 255;
  private static final int LARGEST_PAGE = 1000;

  private final Path objects;
  private final Path incoming;

  private FileBlobs(Path folder) {
    this.objects = folder.resolve("objects");
    this.incoming = folder.resolve("incoming");
  }

  /**
   * Opens the store in the folder, or creates it.
   *
   * @throws StorageException of kind INTERNAL if the folder cannot be written
   */
  public static FileBlobs open(Path folder) {
    FileBlobs blobs = new FileBlobs(folder.toAbsolutePath());
    try {
      Files.createDirectories(blobs.objects);
      Files.createDirectories(blobs.incoming);
      try (Stream<Path> orphans = Files.list(blobs.incoming)) {
        for (Path orphan : orphans.toList()) {
          Files.delete(orphan);
        }
      }
    } catch (IOException e) {
      throw failed("The folder of attachments " + folder + " cannot be used", e);
    }
    return blobs;
  }

  @Override
  public BlobInfo put(String key, String mediaType, InputStream content) {
    List<String> names = FileKeys.names(key);
    byte[] type = BlobFile.bytes(mediaType);
    if (type.length > LONGEST_MEDIA_TYPE) {
      throw new StorageException(
          Kind.INVALID, "A media type has at most " + LONGEST_MEDIA_TYPE + " bytes");
    }
    Path temporary = incoming.resolve(UUID.randomUUID().toString());
    try {
      try (FileChannel file =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        copy(content, file);
        writeFully(file, BlobFile.trailer(type));
        file.force(true);
      }
      Path target = moveIntoPlace(temporary, names);
      return BlobFile.info(key, target);
    } catch (IOException e) {
      throw failed("A blob could not be written", e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  @Override
  public Optional<BlobContent> open(String key, ByteRange range) {
    try {
      return Optional.of(BlobFile.open(key, path(key), range));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("A blob could not be read", e);
    }
  }

  @Override
  public Optional<BlobInfo> find(String key) {
    try {
      return Optional.of(BlobFile.info(key, path(key)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("A blob could not be read", e);
    }
  }

  @Override
  public void delete(String key) {
    remove(path(key));
  }

  @Override
  public long deleteByPrefix(String prefix) {
    long deleted = 0;
    for (List<String> keys = keys(prefix, null, LARGEST_PAGE);
        !keys.isEmpty();
        keys = keys(prefix, keys.getLast(), LARGEST_PAGE)) {
      for (String key : keys) {
        deleted += remove(path(key)) ? 1 : 0;
      }
    }
    return deleted;
  }

  @Override
  public BlobPage list(String prefix, @Nullable String cursor, int limit) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException("A page has 1 to " + LARGEST_PAGE + " blobs");
    }
    if (cursor != null && !cursor.startsWith(prefix)) {
      throw new StorageException(Kind.INVALID, "The cursor belongs to another listing");
    }
    List<String> keys = keys(prefix, cursor, limit + 1);
    boolean isLast = keys.size() <= limit;
    List<String> page = isLast ? keys : keys.subList(0, limit);
    List<BlobInfo> blobs = new ArrayList<>();
    for (String key : page) {
      find(key).ifPresent(blobs::add);
    }
    return new BlobPage(blobs, isLast ? null : page.getLast());
  }

  @Override
  public void close() {}

  private List<String> keys(String prefix, @Nullable String after, int limit) {
    List<String> start = FileKeys.foldersOf(prefix);
    Path folder = objects;
    for (String name : start) {
      folder = folder.resolve(name);
    }
    String text = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    List<String> afterNames = after == null ? List.of() : FileKeys.names(after);
    List<String> found = new ArrayList<>();
    try {
      walk(new Place(folder, text, start.size(), after != null), prefix, afterNames, limit, found);
    } catch (IOException e) {
      throw failed("The blobs could not be listed", e);
    }
    return found;
  }

  /**
   * A folder during a listing.
   *
   * @param text of the key so far
   * @param depth below {@code objects}
   * @param onCursor whether the cursor's key lies below this folder, so that a part of it is done
   */
  private record Place(Path folder, String text, int depth, boolean onCursor) {}

  private static void walk(
      Place place, String prefix, List<String> after, int limit, List<String> found)
      throws IOException {
    for (String name : sortedNames(place.folder())) {
      if (found.size() == limit) {
        return;
      }
      boolean isFile = FileKeys.isFile(name);
      int order = place.onCursor() ? name.compareTo(after.get(place.depth())) : 1;
      if (order < 0 || (order == 0 && isFile)) {
        continue;
      }
      String text = place.text() + FileKeys.text(name);
      if (isFile && text.startsWith(prefix)) {
        found.add(text);
      } else if (!isFile && (text.startsWith(prefix) || prefix.startsWith(text))) {
        Path folder = place.folder().resolve(name);
        walk(new Place(folder, text, place.depth() + 1, order == 0), prefix, after, limit, found);
      }
    }
  }

  private static List<String> sortedNames(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private Path path(String key) {
    Path path = objects;
    for (String name : FileKeys.names(key)) {
      path = path.resolve(name);
    }
    return path;
  }

  private Path moveIntoPlace(Path temporary, List<String> names) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Path folder = objects;
        for (String name : names.subList(0, names.size() - 1)) {
          folder = folder.resolve(name);
          createFolder(folder);
        }
        Path target = folder.resolve(names.getLast());
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder);
        return target;
      } catch (NoSuchFileException e) {
        // A delete took the empty folder away in between.
        if (attempt == FOLDER_ATTEMPTS || !Files.exists(temporary)) {
          throw e;
        }
      }
    }
  }

  private static void createFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
      Path parent = folder.getParent();
      if (parent != null) {
        force(parent);
      }
    } catch (FileAlreadyExistsException e) {
      // Most of the time.
    }
  }

  /** Makes names in a folder durable, where the system lets a folder be opened. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (java.nio.file.AccessDeniedException e) {
      // Windows opens no folders and keeps their names in its own journal.
    }
  }

  private boolean remove(Path path) {
    try {
      boolean wasThere = Files.deleteIfExists(path);
      removeEmptyFolders(path);
      return wasThere;
    } catch (IOException e) {
      throw failed("A blob could not be deleted", e);
    }
  }

  private void removeEmptyFolders(Path path) throws IOException {
    try {
      for (Path folder = path.getParent();
          folder != null && !folder.equals(objects);
          folder = folder.getParent()) {
        Files.deleteIfExists(folder);
      }
    } catch (DirectoryNotEmptyException e) {
      // Others still lie here.
    }
  }

  private static void copy(InputStream content, FileChannel file) throws IOException {
    byte[] buffer = new byte[COPY_BUFFER];
    while (true) {
      int read;
      try {
        read = content.read(buffer);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (read < 0) {
        return;
      }
      writeFully(file, ByteBuffer.wrap(buffer, 0, read));
    }
  }

  private static void writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private static void deleteQuietly(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // The next open sweeps it.
    }
  }

  private static StorageException failed(String message, IOException cause) {
    return new StorageException(Kind.INTERNAL, message + ": " + cause, cause);
  }
}
