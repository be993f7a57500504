package dev.opikdesktop.transfer.folder;

import dev.opikdesktop.storage.FileFailure;
import dev.opikdesktop.storage.hash.Sha256;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.TransferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an export says it is: written last, so that a folder with a manifest is whole.
 *
 * @param format {@code jsonl} or {@code parquet}
 * @param project what the API told of the project
 * @param files all data files, in the order in which they are imported
 */
public record Manifest(String format, JsonNode project, List<PartFile> files) {
  /** The file in the folder. */
  public static final String FILE = "manifest.json";

  static final int VERSION = 1;

  private static final String WHAT = "opik-desktop-export";
  private static final Pattern PART = Pattern.compile("([a-z_]+)/[0-9]{5,9}\\.(jsonl|parquet)");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public Manifest {
    files = List.copyOf(files);
  }

  /** Whether a folder is an export, or one that was not finished. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(FILE)) || Files.exists(folder.resolve(ExportJournal.FILE));
  }

  /** The name of the project that was exported. */
  public String projectName() {
    return project.path("name").asString("");
  }

  /** How many records of each kind there are. */
  public Map<RecordKind, Long> counts() {
    Map<RecordKind, Long> counts = new EnumMap<>(RecordKind.class);
    for (RecordKind kind : RecordKind.stored()) {
      counts.put(kind, 0L);
    }
    files.forEach(file -> counts.merge(file.kind(), file.records(), Long::sum));
    return counts;
  }

  /** Of all that it says: another export has another one. */
  public String hash() {
    MessageDigest digest = Sha256.digest();
    digest.update(json());
    return Sha256.text(digest);
  }

  byte[] json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("what", WHAT).put("version", VERSION).put("format", format);
    root.set("project", project);
    ObjectNode counts = root.putObject("records");
    counts().forEach((kind, count) -> counts.put(kind.word(), count));
    ArrayNode list = root.putArray("files");
    for (PartFile file : files) {
      list.addObject()
          .put("kind", file.kind().word())
          .put("path", file.path())
          .put("records", file.records())
          .put("bytes", file.bytes())
          .put("sha256", file.sha256());
    }
    return JSON.writeValueAsBytes(root);
  }

  /**
   * Reads the manifest of a folder.
   *
   * @throws TransferException if there is none that can be understood
   */
  public static Manifest read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new TransferException(
          Files.exists(folder.resolve(ExportJournal.FILE))
              ? folder + " holds an export that is not finished: run the export again."
              : folder + " holds no export: there is no " + FILE + " in it.");
    }
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new TransferException(file + " cannot be read: " + FileFailure.reason(e), e);
    } catch (JacksonException e) {
      throw new TransferException(file + " cannot be read: " + e.getOriginalMessage(), e);
    }
    if (!root.path("what").asString("").equals(WHAT)) {
      throw new TransferException(file + " is not the manifest of an export of Opik Desktop.");
    }
    int version = root.path("version").asInt(0);
    if (version != VERSION) {
      throw new TransferException(
          "%s has the version %d of the format; this Opik Desktop reads version %d. %s"
              .formatted(file, version, VERSION, version > VERSION ? "A newer one reads it." : ""));
    }
    String format = root.path("format").asString("");
    List<PartFile> files = new ArrayList<>();
    for (JsonNode each : root.path("files")) {
      files.add(part(file, format, each));
    }
    files.sort((one, other) -> one.kind().compareTo(other.kind()));
    Manifest manifest = new Manifest(format, root.path("project"), files);
    manifest
        .counts()
        .forEach(
            (kind, count) -> {
              if (root.path("records").path(kind.word()).asLong(0) != count) {
                throw new TransferException(
                    "%s contradicts itself: its files do not hold as many %s as it says."
                        .formatted(file, kind.word()));
              }
            });
    return manifest;
  }

  /** A path in a manifest is somebody else's word: only names of our own making are followed. */
  private static PartFile part(Path file, String format, JsonNode each) {
    String path = each.path("path").asString("");
    String word = each.path("kind").asString("");
    RecordKind kind =
        RecordKind.of(word)
            .filter(RecordKind.stored()::contains)
            .orElseThrow(
                () -> new TransferException(file + " names records of the kind '" + word + "'."));
    var name = PART.matcher(path);
    if (!name.matches() || !name.group(1).equals(word) || !name.group(2).equals(format)) {
      throw new TransferException(
          "%s names the file '%s', which is no data file of an export.".formatted(file, path));
    }
    String sha256 = each.path("sha256").asString("");
    if (!SHA256.matcher(sha256).matches()) {
      throw new TransferException(file + " names no SHA-256 of " + path + ".");
    }
    return new PartFile(
        kind, path, each.path("records").asLong(-1), each.path("bytes").asLong(-1), sha256);
  }
}
