package dev.opikdesktop.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of results. RESULTS.md has what a full run found, then sections that are measured less
 * often and say when that was, then what a person wrote of goals that are not met.
 */
final class Results {
  /** Sections that stay until they are measured anew. */
  private static final List<String> RARE = List.of(GrowthPart.TITLE, PeerPart.TITLE);

  private static final String HEADING = "## ";
  private static final String UNMET = "What is not met, and why";

  private Results() {}

  /**
   * Writes what a run measured where it belongs: a quick run, or one of some usual parts, is
   * nothing to keep.
   *
   * @return the file
   */
  static Path write(Options options, String measured) {
    Path kept = options.module().resolve("RESULTS.md");
    if (options.isFull() || options.isRareOnly()) {
      String unmet = read(options.module().resolve("unmet.md"));
      return write(kept, merged(measured, read(kept), unmet, options.isFull()));
    }
    return write(options.module().resolve("target/RESULTS.md"), measured);
  }

  /**
   * Puts new sections in the place of old ones.
   *
   * @param full whether everything but the rare sections comes from this run
   */
  static String merged(String measured, String before, String unmet, boolean full) {
    Map<String, String> now = sections(measured);
    Map<String, String> old = sections(before);
    StringBuilder out = new StringBuilder();
    (full ? now : old)
        .forEach(
            (title, section) -> {
              if (!RARE.contains(title) && !title.equals(UNMET)) {
                out.append(section.stripTrailing()).append("\n\n");
              }
            });
    for (String title : RARE) {
      String section = now.getOrDefault(title, old.getOrDefault(title, ""));
      if (!section.isEmpty()) {
        out.append(section.stripTrailing()).append("\n\n");
      }
    }
    return out.append(unmet).toString();
  }

  /** The sections by title; what stands before the first has none. */
  private static Map<String, String> sections(String markdown) {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String section : markdown.split("(?m)^(?=" + HEADING + ")")) {
      String first = section.lines().findFirst().orElse("");
      String title = first.startsWith(HEADING) ? first.substring(HEADING.length()) : "";
      sections.merge(title, section, String::concat);
    }
    return sections;
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
