package dev.opikdesktop.desktop.explorer.settings.server;

import dev.opikdesktop.desktop.explorer.settings.server.LocalConfiguration.Entry;
import dev.opikdesktop.desktop.explorer.settings.server.LocalConfiguration.Source;
import java.util.Locale;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** One port: the one in force, and the one that is written for the next start. */
final class PortModel {
  private static final String OFF = "off";
  private static final int MOST = 65_535;

  private final Entry entry;
  private final String name;
  private final boolean canBeOff;
  private final StringProperty text;
  private String written;

  PortModel(Entry entry, String name, boolean canBeOff) {
    this.entry = entry;
    this.name = name;
    this.canBeOff = canBeOff;
    written = entry.value();
    text = new SimpleStringProperty(written);
  }

  String key() {
    return entry.key();
  }

  String name() {
    return name;
  }

  /** What is written, right or wrong. */
  StringProperty textProperty() {
    return text;
  }

  /** Whether the file decides at all: neither the command line nor the environment does. */
  boolean isOfFile() {
    return entry.source() != Source.START;
  }

  /** Who decides instead of the file. */
  String origin() {
    return entry.origin();
  }

  /** What the file says was read: what somebody is writing meanwhile stays. */
  void read(String inFile) {
    String now = isOfFile() ? inFile : entry.value();
    if (text.get().equals(written)) {
      text.set(now);
    }
    written = now;
  }

  String fallback() {
    return entry.fallback();
  }

  /** Whether something else is written than the file says. */
  boolean isChanged() {
    return isOfFile() && !value().equals(written);
  }

  /** Whether the next start is told something else than this one was. */
  boolean waits() {
    return isOfFile() && !written.equals(entry.value());
  }

  /** What the file has from now on. */
  void stored() {
    written = value();
    text.set(written);
  }

  String value() {
    return text.get().strip().toLowerCase(Locale.ROOT);
  }

  /** The number; 0 for any free one, or for none. */
  int number() {
    return value().equals(OFF) ? 0 : Integer.parseInt(value());
  }

  /** What is wrong with what is written; empty for nothing. */
  String fault() {
    String rule =
        "The port of "
            + name
            + " is a number from 0 to "
            + MOST
            + (canBeOff ? ", or off" : "")
            + "; 0 picks any";
    if (value().equals(OFF)) {
      return canBeOff ? "" : rule;
    }
    try {
      int number = Integer.parseInt(value());
      return number >= 0 && number <= MOST ? "" : rule;
    } catch (NumberFormatException notANumber) {
      return rule;
    }
  }
}
