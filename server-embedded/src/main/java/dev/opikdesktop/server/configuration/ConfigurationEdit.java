package dev.opikdesktop.server.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes settings in the configuration file as a careful hand would: only the value on its line, a
 * new line beside its relatives, and comments, order and everything else as they are. What it
 * cannot do so it refuses.
 */
public final class ConfigurationEdit {
  /** A key, what stands around its plain or quoted value, and a comment behind it. */
  private static final Pattern VALUE =
      Pattern.compile("(\\s*[\\w.\"'-]+\\s*:\\s+)([\\w./:-]+|\"[^\"]*\"|'[^']*')(\\s*(?:#.*)?)");

  private static final String INDENT = "  ";

  private final Path file;

  public ConfigurationEdit(Path file) {
    this.file = file;
  }

  /**
   * What the file sets now, by key; nothing where there is no file.
   *
   * @throws ConfigurationException when it can't be read
   */
  public Map<String, String> values() {
    return texts(read(file).lines());
  }

  /**
   * Writes values into the file, which is made when there is none: whole or not at all.
   *
   * @param values plain words or numbers by the settings' keys
   * @throws ConfigurationException when the file is written in a way that can't be kept
   * @throws IOException when it can't be written
   */
  public void set(Map<Setting, String> values) throws IOException {
    List<ConfigurationFile.Line> there = read(file).lines();
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    List<String> edited = new ArrayList<>(lines);
    Map<String, String> wanted = texts(there);
    Map<String, String> fresh = new LinkedHashMap<>();
    values.forEach((setting, value) -> fresh.put(setting.key(), value));
    for (ConfigurationFile.Line line : there) {
      String value = fresh.remove(line.key());
      if (value != null && !value.equals(line.text())) {
        edited.set(line.number() - 1, replaced(edited.get(line.number() - 1), line, value));
        wanted.put(line.key(), value);
      }
    }
    fresh.forEach((key, value) -> add(edited, key, value));
    wanted.putAll(fresh);
    if (!edited.equals(lines)) {
      write(edited, wanted);
    }
  }

  private void write(List<String> edited, Map<String, String> wanted) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path fresh = target.resolveSibling(target.getFileName() + ".new");
    try {
      Files.write(fresh, edited);
      ConfigurationFile written = ConfigurationFile.read(fresh, true);
      if (!written.faults().isEmpty() || !texts(written.lines()).equals(wanted)) {
        throw cannot("its lines can't be changed one by one");
      }
      keepPermissions(target, fresh);
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private String replaced(String text, ConfigurationFile.Line line, String value) {
    Matcher matcher = VALUE.matcher(text);
    if (!matcher.matches()) {
      throw cannot("line " + line.number() + " is not '" + line.key() + "' with its value alone");
    }
    return matcher.group(1) + value + matcher.group(3);
  }

  /** Under its group where there is one, else at the end. */
  private static void add(List<String> lines, String key, String value) {
    int dot = key.indexOf('.');
    String group = key.substring(0, dot);
    String name = key.substring(dot + 1);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches(group + ":\\s*(#.*)?")) {
        lines.add(i + 1, indentAfter(lines, i) + name + ": " + value);
        return;
      }
    }
    lines.add(group + ":");
    lines.add(INDENT + name + ": " + value);
  }

  /** As the line is indented that follows. */
  private static String indentAfter(List<String> lines, int index) {
    for (String line : lines.subList(index + 1, lines.size())) {
      if (!line.isBlank() && !line.strip().startsWith("#")) {
        String indent = line.substring(0, line.length() - line.stripLeading().length());
        return indent.isEmpty() ? INDENT : indent;
      }
    }
    return INDENT;
  }

  private static ConfigurationFile read(Path path) {
    ConfigurationFile read = ConfigurationFile.read(path, false);
    if (!read.faults().isEmpty()) {
      throw new ConfigurationException(read.faults());
    }
    return read;
  }

  private static Map<String, String> texts(List<ConfigurationFile.Line> lines) {
    Map<String, String> texts = new LinkedHashMap<>();
    lines.forEach(line -> texts.put(line.key(), line.text()));
    return texts;
  }

  private ConfigurationException cannot(String why) {
    return new ConfigurationException(List.of(file + " has to be changed by hand: " + why));
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView posix =
        Files.exists(from) ? Files.getFileAttributeView(from, PosixFileAttributeView.class) : null;
    if (posix != null) {
      Files.setPosixFilePermissions(to, posix.readAttributes().permissions());
    }
  }
}
