package dev.opikdesktop.desktop.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.explorer.thread.Chat;
import dev.opikdesktop.desktop.wire.TwoTraces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On every screen a screen reader has a name for each control. Names do not depend on how JavaFX
 * draws: one run of this test is enough.
 */
class NamedControlsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration AT_REST = Duration.ofMillis(400);

  private static final List<String> TABS =
      List.of("messages", "input", "output", "metadata", "error", "graph", "files");
  private static final List<String> SETTINGS =
      List.of(
          "appearance",
          "preferences",
          "feedback-definitions",
          "environments",
          "storage",
          "retention",
          "backups",
          "prices",
          "connections");

  @TempDir Path folder;
  private Chat chat;
  private TwoTraces traces;
  private OpenedWindow window;

  @BeforeEach
  void open() throws Exception {
    chat = new Chat();
    chat.turns(3);
    traces = new TwoTraces();
    window = new OpenedWindow(Chat.url(), folder, 1280, 800);
  }

  @AfterEach
  void close() throws Exception {
    window.close();
    traces.close();
    chat.close();
  }

  @Test
  void everyControlOfEveryScreenHasAName() throws Exception {
    Map<String, Set<String>> nameless = new LinkedHashMap<>();
    for (String place : places()) {
      window.follow(place);
      waitForRest();
      Set<String> found = OpenedWindow.onFx(() -> nameless(controls()));
      if (!found.isEmpty()) {
        nameless.put(place, found);
      }
    }
    assertThat(nameless).isEmpty();
  }

  private List<String> places() {
    String talk = "projects/" + chat.projectId() + "/";
    String runs = "projects/" + traces.projectId() + "/";
    List<String> places = new ArrayList<>();
    places.add("projects");
    for (String kind : List.of("threads", "traces", "spans")) {
      places.add(talk + "logs?range=all&kind=" + kind);
    }
    places.add(talk + "overview");
    places.add(talk + "thread?id=chat%20%227%22");
    TABS.forEach(tab -> places.add(runs + "trace?id=" + traces.left() + "&tab=" + tab));
    places.add(runs + "compare?left=" + traces.left() + "&right=" + traces.right());
    SETTINGS.forEach(section -> places.add("settings?section=" + section));
    return places;
  }

  /** Until nothing comes and goes any more. */
  private static void waitForRest() {
    AtomicInteger before = new AtomicInteger();
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(50))
        .during(AT_REST)
        .until(
            () -> {
              int now = OpenedWindow.onFx(() -> controls().size());
              return before.getAndSet(now) == now;
            });
  }

  /** What can be used by mouse or keyboard now, in the window and what is open above it. */
  private static List<Node> controls() {
    List<Node> controls = new ArrayList<>();
    for (Window shown : Window.getWindows()) {
      collect(shown.getScene().getRoot(), controls);
    }
    return controls;
  }

  private static void collect(Node node, List<Node> controls) {
    if (!node.isVisible()) {
      return;
    }
    if (node instanceof ButtonBase || node.isFocusTraversable() && !(node instanceof ScrollPane)) {
      controls.add(node);
    }
    // What JavaFX builds a control of is the control's own affair.
    boolean whole = node instanceof ComboBoxBase || node instanceof TextInputControl;
    if (!whole && node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, controls));
    }
  }

  private static Set<String> nameless(List<Node> controls) {
    Set<String> nameless = new TreeSet<>();
    for (Node control : controls) {
      boolean role =
          control.getAccessibleRole() != AccessibleRole.NODE
              && control.getAccessibleRole() != AccessibleRole.PARENT;
      if (!role || name(control).isBlank()) {
        nameless.add(
            "%s #%s %s%s"
                .formatted(
                    control.getClass().getSimpleName(),
                    control.getId(),
                    control.getStyleClass(),
                    role ? "" : " without a role"));
      }
    }
    return nameless;
  }

  private static String name(Node control) {
    if (control.getAccessibleText() != null) {
      return control.getAccessibleText();
    }
    return control instanceof Labeled labeled && labeled.getText() != null ? labeled.getText() : "";
  }
}
