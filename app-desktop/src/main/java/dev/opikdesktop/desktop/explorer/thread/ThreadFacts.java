package dev.opikdesktop.desktop.explorer.thread;

import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.FactLine;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is known of a thread as a whole, above what has been said of it. */
final class ThreadFacts extends VBox {
  private final ZoneId zone = ZoneId.systemDefault();

  ThreadFacts(ReadOnlyObjectProperty<@Nullable LogRecord> thread) {
    thread.subscribe(this::show);
  }

  private void show(@Nullable LogRecord thread) {
    List<FactLine> lines = new ArrayList<>();
    if (thread != null) {
      add(lines, "Status", thread.status());
      add(lines, "Started", Units.dayAndTime(thread.startTime(), zone));
      add(
          lines,
          "Last turn",
          thread.endTime() == null ? "" : Units.dayAndTime(thread.endTime(), zone));
      add(lines, "Duration", Units.longDuration(thread.durationMillis()));
      add(lines, "Messages", Units.count(Long.valueOf(thread.children())));
      add(lines, "Tokens in", Units.count(thread.usage().get("prompt_tokens")));
      add(lines, "Tokens out", Units.count(thread.usage().get("completion_tokens")));
      add(lines, "Cost", Units.cost(thread.cost()));
      add(lines, "Created by", thread.createdBy());
    }
    getChildren().setAll(lines);
  }

  private static void add(List<FactLine> lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.add(new FactLine(name, value, ""));
    }
  }
}
