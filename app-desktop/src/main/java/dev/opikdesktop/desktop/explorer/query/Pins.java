package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/**
 * What always has a chip, whether or not anything is asked of it. Remembered for each kind of row.
 */
public final class Pins {
  /** Stands for those that there are before anybody pinned something. */
  private static final String USUAL = "usual";

  private final WindowState memory;
  private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();

  public Pins(WindowState memory) {
    this.memory = memory;
  }

  /** Counts up whenever others are pinned. */
  ReadOnlyIntegerProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /** In the order in which they stand. */
  List<Subject> of(LogKind kind) {
    String kept = memory.text(name(kind), USUAL);
    if (kept.equals(USUAL)) {
      return usual(kind);
    }
    return Arrays.stream(kept.split(";"))
        .filter(code -> !code.isEmpty())
        .map(code -> Subject.read(URLDecoder.decode(code, StandardCharsets.UTF_8)))
        .toList();
  }

  boolean contains(LogKind kind, Subject subject) {
    return of(kind).contains(subject);
  }

  /** Pins something behind the others, or no longer. */
  void set(LogKind kind, Subject subject, boolean pinned) {
    List<Subject> pins = new ArrayList<>(of(kind));
    pins.remove(subject);
    if (pinned) {
      pins.add(subject);
    }
    memory.put(
        name(kind),
        pins.stream()
            .map(pin -> URLEncoder.encode(pin.code(), StandardCharsets.UTF_8))
            .collect(Collectors.joining(";")));
    changed();
  }

  /** As it was before anybody pinned something. */
  void reset(LogKind kind) {
    memory.put(name(kind), USUAL);
    changed();
  }

  private void changed() {
    memory.save();
    version.set(version.get() + 1);
  }

  private static List<Subject> usual(LogKind kind) {
    List<String> fields =
        switch (kind) {
          case TRACES -> List.of("error_info", "tags", "metadata");
          case SPANS -> List.of("type", "tags", "error_info", "metadata");
          case THREADS -> List.of("tags", "duration", "start_time");
        };
    return fields.stream().map(Subject::of).toList();
  }

  private static String name(LogKind kind) {
    return "pins." + kind.plural();
  }
}
