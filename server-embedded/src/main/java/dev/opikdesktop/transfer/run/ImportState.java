package dev.opikdesktop.transfer.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.opikdesktop.storage.FileFailure;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.TransferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far an import came, in a file of the one who imports. What is lost of it is done again, which
 * changes nothing.
 */
public final class ImportState {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private @Nullable String position;
  private final Map<RecordKind, Long> written = new EnumMap<>(RecordKind.class);
  private Map<RecordKind, Long> before = new EnumMap<>(RecordKind.class);
  private final Map<String, String> projects = new HashMap<>();
  private boolean isResumed;

  private ImportState(Path file) {
    this.file = file;
  }

  /**
   * The state of an import, which may have begun before.
   *
   * @param folder where such files are; made when it is needed
   * @param what names source and target: another source, or another version of it, is another name
   */
  public static ImportState load(Path folder, String what) {
    UUID name = UUID.nameUUIDFromBytes(what.getBytes(UTF_8));
    ImportState state = new ImportState(folder.resolve("import-" + name + ".json"));
    state.read();
    return state;
  }

  private void read() {
    if (!Files.exists(file)) {
      return;
    }
    try {
      JsonNode saved = JSON.readTree(Files.readAllBytes(file));
      position = saved.path("position").asString(null);
      counts(saved.path("written"), written);
      counts(saved.path("before"), before);
      saved.path("projects").forEachEntry((name, id) -> projects.put(name, id.asString()));
      isResumed = true;
    } catch (IOException | JacksonException halfWritten) {
      restart();
    }
  }

  /** Forgets an earlier run: all of it is to be done again. */
  void restart() {
    position = null;
    written.clear();
    before.clear();
    projects.clear();
    isResumed = false;
  }

  private static void counts(JsonNode saved, Map<RecordKind, Long> counts) {
    for (RecordKind kind : RecordKind.values()) {
      counts.put(kind, saved.path(kind.word()).asLong(0));
    }
  }

  /** Whether an earlier run began it. */
  public boolean isResumed() {
    return isResumed;
  }

  /** The position of the last record that is durable; null at the beginning. */
  @Nullable String position() {
    return position;
  }

  /** How many records of each kind the source gave so far. */
  public Map<RecordKind, Long> written() {
    return written;
  }

  /** What the project held before the import began; empty if nobody noted it. */
  public Optional<Map<RecordKind, Long>> before() {
    return before.isEmpty() ? Optional.empty() : Optional.of(before);
  }

  /** The ids of the projects that were written to, by name. */
  Map<String, String> projects() {
    return projects;
  }

  /** Notes what the project holds before anything is written. */
  public void begin(Map<RecordKind, Long> counts) {
    before = new EnumMap<>(counts);
    save();
  }

  void count(RecordKind kind) {
    written.merge(kind, 1L, Long::sum);
  }

  /** Everything up to a position is durable. */
  void reach(@Nullable String newPosition) {
    position = newPosition;
    save();
  }

  private void save() {
    ObjectNode saved = JSON.createObjectNode();
    if (position != null) {
      saved.put("position", position);
    }
    ObjectNode counts = saved.putObject("written");
    written.forEach((kind, count) -> counts.put(kind.word(), count));
    ObjectNode earlier = saved.putObject("before");
    before.forEach((kind, count) -> earlier.put(kind.word(), count));
    ObjectNode ids = saved.putObject("projects");
    projects.forEach(ids::put);
    try {
      Files.createDirectories(file.getParent());
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.write(part, JSON.writeValueAsBytes(saved));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new TransferException(
          "How far the import is cannot be noted in %s: %s"
              .formatted(file, FileFailure.reason(failure)),
          failure);
    }
  }

  /** The import is done. */
  public void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new TransferException(
          file + " cannot be deleted: " + FileFailure.reason(failure), failure);
    }
  }
}
