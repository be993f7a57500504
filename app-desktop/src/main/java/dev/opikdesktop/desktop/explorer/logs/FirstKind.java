package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.util.function.Consumer;

/**
 * With which kind of row a project opens: the one that was chosen last, else threads if it has any,
 * else traces.
 */
final class FirstKind {
  private final OpikClient client;
  private final Background background;
  private final WindowState memory;

  /** The question whether a project has threads, unless somebody chose what to see meanwhile. */
  private Background.Running turning = () -> {};

  FirstKind(OpikClient client, Background background, WindowState memory) {
    this.client = client;
    this.background = background;
    this.memory = memory;
  }

  /** Shows a kind at once, and threads a little later where there turn out to be some. */
  void show(String projectId, Consumer<LogKind> show) {
    String remembered = memory.text(key(projectId), "");
    for (LogKind kind : LogKind.values()) {
      if (kind.plural().equals(remembered)) {
        show.accept(kind);
        return;
      }
    }
    show.accept(LogKind.TRACES);
    LogQuery threads = LogQuery.all(projectId, LogKind.THREADS);
    turning =
        background.run(
            () -> client.logs().list(threads, 1, 1).total(),
            (count, took) -> {
              if (count > 0) {
                show.accept(LogKind.THREADS);
              }
            },
            // The list says why the server does not answer.
            problem -> {});
  }

  /** Somebody chose. */
  void chosen(String projectId, LogKind kind) {
    memory.put(key(projectId), kind.plural());
    settled();
  }

  /** What is shown is what is wanted. */
  void settled() {
    turning.cancel();
  }

  private static String key(String projectId) {
    return "kind." + projectId;
  }
}
