package dev.opikdesktop.desktop.explorer.settings.server;

import dev.opikdesktop.desktop.explorer.settings.server.LocalConfiguration.Entry;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The ports that the next start is told, and the file that they stand in. */
final class ServerModel {
  private final LocalConfiguration configuration;
  private final Background background;
  private final List<PortModel> ports;
  private final StringProperty failure = new SimpleStringProperty("");
  private final StringProperty refusal = new SimpleStringProperty("");
  private final StringProperty waiting = new SimpleStringProperty("");
  private final BooleanProperty known = new SimpleBooleanProperty();

  /** Counts what is written, so that an older reading does not undo it. */
  private int writes;

  ServerModel(LocalConfiguration configuration, Background background) {
    this.configuration = configuration;
    this.background = background;
    ports =
        List.of(
            port("server.port", "REST API", false),
            port("otlp.http-port", "OpenTelemetry over HTTP", true),
            port("otlp.grpc-port", "OpenTelemetry over gRPC", true));
  }

  LocalConfiguration configuration() {
    return configuration;
  }

  List<PortModel> ports() {
    return ports;
  }

  /** Why the file could not be read, or its folder not be shown; empty when it could. */
  ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** Why what is written is not stored; empty when it is. */
  ReadOnlyStringProperty refusalProperty() {
    return refusal;
  }

  /** What will be different at the next start; empty for nothing. */
  ReadOnlyStringProperty waitingProperty() {
    return waiting;
  }

  /** Whether the file was read once. */
  ReadOnlyBooleanProperty knownProperty() {
    return known;
  }

  /** Reads what the file says now. */
  void refresh() {
    int before = writes;
    background.run(
        configuration::written,
        (written, took) -> {
          failure.set("");
          known.set(true);
          if (before != writes) {
            return;
          }
          ports.forEach(port -> port.read(written.getOrDefault(port.key(), port.fallback())));
          showWaiting();
        },
        problem -> failure.set(String.valueOf(problem.getMessage())));
  }

  /** Writes the ports into the file, if each is one and free. */
  void save() {
    String fault = fault();
    refusal.set(fault);
    if (!fault.isEmpty()) {
      return;
    }
    List<PortModel> changed = ports.stream().filter(PortModel::isChanged).toList();
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, Integer> asked = new LinkedHashMap<>();
    for (PortModel port : changed) {
      values.put(port.key(), port.value());
      if (port.number() != 0) {
        asked.put(port.name(), port.number());
      }
    }
    writes++;
    background.run(
        () -> {
          for (Map.Entry<String, Integer> each : asked.entrySet()) {
            String holder = configuration.holder(each.getValue());
            if (!holder.isEmpty()) {
              return "Port " + each.getValue() + " for " + each.getKey() + " is taken by " + holder;
            }
          }
          configuration.write(values);
          return "";
        },
        (taken, took) -> {
          refusal.set(taken);
          if (taken.isEmpty()) {
            changed.forEach(PortModel::stored);
            showWaiting();
          }
        },
        problem -> refusal.set(String.valueOf(problem.getMessage())));
  }

  void showFolder() {
    background.run(
        () -> {
          configuration.showFolder();
          return true;
        },
        (shown, took) -> failure.set(""),
        problem -> failure.set("No file manager can be opened: " + problem.getMessage()));
  }

  private String fault() {
    Set<Integer> numbers = new HashSet<>();
    for (PortModel port : ports) {
      String fault = port.isOfFile() ? port.fault() : "";
      if (!fault.isEmpty()) {
        return fault;
      }
      if (port.number() != 0 && !numbers.add(port.number())) {
        return "Port " + port.number() + " stands there twice";
      }
    }
    return "";
  }

  private void showWaiting() {
    String ports =
        this.ports.stream()
            .filter(PortModel::waits)
            .map(port -> port.key() + " " + port.value())
            .collect(Collectors.joining(", "));
    waiting.set(ports.isEmpty() ? "" : "Takes effect at the next start: " + ports);
  }

  private PortModel port(String key, String name, boolean canBeOff) {
    Entry entry =
        configuration.inForce().stream()
            .filter(each -> each.key().equals(key))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(key));
    return new PortModel(entry, name, canBeOff);
  }
}
