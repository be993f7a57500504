package dev.opikdesktop.desktop.explorer.connections;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The connections of the user in {@code connections.json}, and their API keys in {@code
 * connection-keys.json}, which its owner alone can read.
 */
final class ConnectionFiles {
  private static final Logger log = LoggerFactory.getLogger(ConnectionFiles.class);
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Path list;
  private final Path keys;

  /**
   * @param neighbour a file of the folder that they are kept in
   */
  ConnectionFiles(Path neighbour) {
    list = neighbour.resolveSibling("connections.json");
    keys = neighbour.resolveSibling("connection-keys.json");
  }

  /** As it stands in the file. */
  private record Entry(String id, String name, URI address, String workspace, Colour colour) {
    static Entry of(Connection connection) {
      return new Entry(
          connection.id(),
          connection.name(),
          connection.address(),
          connection.workspace(),
          connection.colour());
    }

    Connection connection() {
      return new Connection(id, Connection.Kind.SERVER, name, address, workspace, colour);
    }
  }

  /** Without those that can't be read, which the log names. */
  List<Connection> connections() {
    if (!Files.exists(list)) {
      return List.of();
    }
    try {
      List<Connection> read = new ArrayList<>();
      for (Entry entry : JSON.readValue(Files.readString(list), Entry[].class)) {
        read.add(entry.connection());
      }
      return read;
    } catch (IOException | JacksonException | NullPointerException unreadable) {
      log.warn("The connections can't be read: {}", list);
      return List.of();
    }
  }

  /** By the ids of their connections. */
  Map<String, String> keys() {
    if (!Files.exists(keys)) {
      return Map.of();
    }
    try {
      return JSON.readValue(
          Files.readString(keys), new TypeReference<HashMap<String, String>>() {});
    } catch (IOException | JacksonException unreadable) {
      // What a parser says of a text may have the text in it.
      log.warn("The API keys can't be read: {}", keys);
      return Map.of();
    }
  }

  /**
   * @throws IOException when one of the files can't be written; it is then as it was
   */
  void keep(List<Connection> connections, Map<String, String> apiKeys) throws IOException {
    write(keys, JSON.writeValueAsString(apiKeys), ownersAlone());
    List<Entry> entries = connections.stream().map(Entry::of).toList();
    write(list, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(entries));
  }

  /** Whole or not at all, and never readable by more than it is meant for. */
  private static void write(Path file, String text, FileAttribute<?>... attributes)
      throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, attributes);
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileAttribute<?>[] ownersAlone() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
