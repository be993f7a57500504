package dev.opikdesktop.server.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** The YAML file: nested or dotted keys, lists of plain values. */
final class ConfigurationFile {
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** A value and the line where it stands. */
  record Line(String key, String text, int number) {}

  private final Path path;
  private final List<Line> lines = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  private ConfigurationFile(Path path) {
    this.path = path;
  }

  /** Where this system keeps an application's settings. */
  static Path systemPlace(String system, Map<String, String> environment, Path home) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return home.resolve("Library/Application Support/Opik Desktop/config.yaml");
    }
    if (name.startsWith("windows")) {
      String roaming = environment.getOrDefault("APPDATA", "");
      Path base = roaming.isBlank() ? home.resolve("AppData").resolve("Roaming") : Path.of(roaming);
      return base.resolve("Opik Desktop").resolve("config.yaml");
    }
    String settings = environment.getOrDefault("XDG_CONFIG_HOME", "");
    // The XDG specification: a path that is not absolute is to be ignored.
    boolean usable = !settings.isBlank() && Path.of(settings).isAbsolute();
    Path base = usable ? Path.of(settings) : home.resolve(".config");
    return base.resolve("opik-desktop").resolve("config.yaml");
  }

  /**
   * Reads the file.
   *
   * @param required whether it is a fault when there is none
   */
  static ConfigurationFile read(Path path, boolean required) {
    ConfigurationFile file = new ConfigurationFile(path);
    if (Files.isDirectory(path)) {
      file.faults.add(path + ": this is a folder, not a file");
      return file;
    }
    try (InputStream in = Files.newInputStream(path);
        JsonParser parser = YAML.createParser(ObjectReadContext.empty(), in)) {
      file.document(parser);
    } catch (NoSuchFileException e) {
      if (required) {
        file.faults.add(path + ": there is no such file");
      }
    } catch (IOException e) {
      file.faults.add(path + ": cannot be read: " + e.getMessage());
    } catch (JacksonException e) {
      var location = e.getLocation();
      String where = location == null ? "" : " line " + location.getLineNr();
      String reason = e.getOriginalMessage().lines().findFirst().orElse("");
      file.faults.add(path + where + ": this is not YAML: " + reason);
    }
    return file;
  }

  Path path() {
    return path;
  }

  List<Line> lines() {
    return lines;
  }

  List<String> faults() {
    return faults;
  }

  private void document(JsonParser parser) {
    JsonToken first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      faults.add(
          path + ": the file is a list of settings such as 'server:' with 'port: 5173' in it");
      return;
    }
    object(parser, "");
  }

  private void object(JsonParser parser, String prefix) {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = prefix + parser.currentName();
      int line = parser.currentTokenLocation().getLineNr();
      switch (parser.nextToken()) {
        case START_OBJECT -> object(parser, key + ".");
        case START_ARRAY -> lines.add(new Line(key, list(parser, key, line), line));
        case VALUE_NULL -> {
          // "key:" with nothing behind it: not set.
        }
        default -> lines.add(new Line(key, parser.getString(), line));
      }
    }
  }

  private String list(JsonParser parser, String key, int line) {
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken().isStructStart()) {
        faults.add(path + " line " + line + ": " + key + " is a list of plain values");
        parser.skipChildren();
      } else {
        texts.add(parser.getString());
      }
    }
    return String.join(",", texts);
  }
}
