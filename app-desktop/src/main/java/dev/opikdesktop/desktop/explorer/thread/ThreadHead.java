package dev.opikdesktop.desktop.explorer.thread;

import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What is known of a thread as a whole, and what can be done with it. */
final class ThreadHead extends VBox {
  private final Label name = Parts.label("", "title");
  private final Label status = Parts.label("", "tag");
  private final Label summary = Parts.label("", "muted");

  ThreadHead(ThreadModel model, ThreadView.Ways ways, ThreadMenu menu) {
    Button back = Parts.button("Logs", ways::back);
    back.setId("thread-back");
    back.setGraphic(Parts.icon(Feather.ARROW_LEFT));
    back.setMinWidth(USE_PREF_SIZE);
    Button copy =
        Parts.iconButton(Feather.COPY, "Copy the thread id", () -> Parts.copy(model.threadId()));
    copy.getStyleClass().add("quiet-button");
    Button traces = Parts.button("Traces", () -> ways.showTraces(model.threadId()));
    traces.setId("thread-traces");
    traces.setGraphic(Parts.icon(Feather.LIST));
    Button above =
        Parts.iconButton(Feather.ARROW_UP, "Previous thread in the list", () -> ways.neighbour(-1));
    Button below =
        Parts.iconButton(Feather.ARROW_DOWN, "Next thread in the list", () -> ways.neighbour(1));
    for (Button button : List.of(copy, traces, above, below)) {
      button.setMinWidth(USE_PREF_SIZE);
    }
    status.setMinWidth(USE_PREF_SIZE);
    name.setMinWidth(60);
    summary.setMinWidth(0);
    Label badge = Parts.badge("H", "thread", "Thread");
    HBox top =
        new HBox(
            10,
            back,
            badge,
            name,
            copy,
            status,
            summary,
            Parts.spacer(),
            traces,
            menu,
            above,
            below);
    top.getStyleClass().add("top-bar");
    getChildren().add(top);
    model.threadProperty().subscribe(this::show);
  }

  private void show(@Nullable LogRecord thread) {
    if (thread == null) {
      name.setText("");
      summary.setText("");
      Parts.present(status, false);
      return;
    }
    name.setText(thread.id());
    Parts.present(status, !thread.status().isEmpty());
    status.setText(thread.status());
    List<String> parts = new ArrayList<>();
    parts.add(Units.dayAndTime(thread.startTime(), ZoneId.systemDefault()));
    parts.add(
        thread.children() == 1
            ? "1 message"
            : Units.count(Long.valueOf(thread.children())) + " messages");
    parts.add(Units.longDuration(thread.durationMillis()));
    String tokens = Units.count(Units.totalTokens(thread.usage()));
    parts.add(tokens.isEmpty() ? "" : tokens + " tokens");
    parts.add(Units.cost(thread.cost()));
    int scores = thread.scores().size();
    parts.add(scores == 0 ? "" : scores == 1 ? "1 score" : scores + " scores");
    parts.removeIf(String::isEmpty);
    summary.setText(String.join(" · ", parts));
    Parts.named(summary, summary.getText());
  }
}
