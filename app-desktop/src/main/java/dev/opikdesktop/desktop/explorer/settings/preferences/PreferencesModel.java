package dev.opikdesktop.desktop.explorer.settings.preferences;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What the workspace is configured to, and what is written instead. */
final class PreferencesModel {
  private final OpikClient client;
  private final Background background;
  private final StringProperty minutes = new SimpleStringProperty("");
  private final StringProperty stored = new SimpleStringProperty("");
  private final BooleanProperty known = new SimpleBooleanProperty();
  private final StringProperty failure = new SimpleStringProperty("");
  private final StringProperty refusal = new SimpleStringProperty("");

  PreferencesModel(OpikClient client, Background background) {
    this.client = client;
    this.background = background;
  }

  boolean isReadOnly() {
    return client.isReadOnly();
  }

  /** The thread timeout in minutes, as it is written; empty for the server's own. */
  StringProperty minutesProperty() {
    return minutes;
  }

  /** The same, as the server has it. */
  ReadOnlyStringProperty storedProperty() {
    return stored;
  }

  /** Whether the server has answered once. */
  ReadOnlyBooleanProperty knownProperty() {
    return known;
  }

  /** Why the configuration could not be read; empty when it could. */
  ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** Why what is written is not stored; empty when it is. */
  ReadOnlyStringProperty refusalProperty() {
    return refusal;
  }

  /** Reads the configuration; what somebody is writing stays. */
  void refresh() {
    background.run(
        () -> text(client.workspace().threadTimeout()),
        (text, took) -> {
          failure.set("");
          known.set(true);
          boolean untouched = minutes.get().equals(stored.get());
          stored.set(text);
          if (untouched) {
            minutes.set(text);
          }
        },
        problem -> failure.set(String.valueOf(problem.getMessage())));
  }

  /** Stores what is written. */
  void save() {
    String written = minutes.get().strip().replace(',', '.');
    Duration timeout;
    try {
      timeout = written.isEmpty() ? null : duration(new BigDecimal(written));
    } catch (NumberFormatException | ArithmeticException notANumber) {
      refusal.set("The timeout is a number of minutes, such as 15");
      return;
    }
    refusal.set("");
    background.run(
        () -> {
          client.workspace().setThreadTimeout(timeout);
          return text(client.workspace().threadTimeout());
        },
        (text, took) -> {
          stored.set(text);
          minutes.set(text);
        },
        problem -> refusal.set(String.valueOf(problem.getMessage())));
  }

  /** Leaves the timeout to the server. */
  void clear() {
    minutes.set("");
    save();
  }

  private static Duration duration(BigDecimal minutes) {
    return Duration.ofSeconds(
        minutes
            .multiply(BigDecimal.valueOf(60))
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact());
  }

  private static String text(@Nullable Duration timeout) {
    return timeout == null
        ? ""
        : BigDecimal.valueOf(timeout.toSeconds())
            .divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
  }
}
