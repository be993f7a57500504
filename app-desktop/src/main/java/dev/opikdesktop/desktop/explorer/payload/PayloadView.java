package dev.opikdesktop.desktop.explorer.payload;

import dev.opikdesktop.desktop.explorer.chat.ChatView;
import dev.opikdesktop.desktop.explorer.files.FilesModel;
import dev.opikdesktop.desktop.explorer.files.FilesView;
import dev.opikdesktop.desktop.explorer.graph.GraphView;
import dev.opikdesktop.desktop.explorer.text.PayloadLine;
import dev.opikdesktop.desktop.explorer.text.PayloadText;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.collections.ObservableListBase;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.kordamp.ikonli.feather.Feather;

/**
 * Tabs with the payloads, and the open one as coloured text; only the lines in sight exist as
 * nodes.
 */
public final class PayloadView extends VBox {
  private static final double LINE_HEIGHT = 19;
  private static final double NARROWEST = 200;

  /** Below this width what is done with the text stands on a line of its own. */
  private static final double NARROW = 640;

  private static final double MARGINS = 16 + 16 + 14;
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private static final KeyCombination FIND =
      new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
  private static final String WRITTEN_KEY = "payload-written";

  private final PayloadModel model;
  private final ListView<PayloadLine> lines = new ListView<>();
  private final Map<PayloadModel.Part, ToggleButton> tabs = new EnumMap<>(PayloadModel.Part.class);
  private final double characterWidth;

  public PayloadView(PayloadModel model, FilesModel attached, WindowState state) {
    this.model = model;
    model.write(remembered(state));
    this.characterWidth = characterWidth();
    getStyleClass().add("payload");

    HBox bar = new HBox(18);
    bar.getStyleClass().add("tab-bar");
    for (PayloadModel.Part part : PayloadModel.Part.values()) {
      bar.getChildren().add(tab(part));
    }
    FindBar find = new FindBar(model.find(), lines::requestFocus);
    HBox ways = ways(state);
    Button copy = Parts.button("Copy", () -> Parts.copy(model.toCopy()));
    copy.setId("copy-payload");
    copy.setGraphic(Parts.icon(Feather.COPY));
    copy.getStyleClass().add("quiet-button");
    HBox tools = new HBox(14, find, ways);
    tools.setAlignment(Pos.CENTER_LEFT);
    HBox second = new HBox();
    second.getStyleClass().add("tab-bar");
    bar.getChildren().addAll(Parts.spacer(), tools, copy);

    lines.setId("payload");
    lines.setAccessibleText("Payload");
    lines.getStyleClass().addAll("payload-lines", "mono");
    lines.setFixedCellSize(LINE_HEIGHT);
    lines.setCellFactory(view -> new LineCell(model));
    lines.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    lines.widthProperty().addListener(observable -> fit());
    lines.addEventHandler(KeyEvent.KEY_PRESSED, this::copySelected);

    Label absent = Parts.label("", "muted");
    ChatView chat = new ChatView(model.background(), attached::address);
    FilesView files = new FilesView(attached);
    GraphView graph = new GraphView();
    StackPane content = new StackPane(lines, absent, chat, files, graph);
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren().addAll(bar, second, content);
    setMinWidth(NARROWEST);
    Runnable placeTools =
        () -> {
          boolean narrow = getWidth() < NARROW;
          boolean moved = narrow != second.getChildren().contains(tools);
          if (moved) {
            second.getChildren().remove(tools);
            bar.getChildren().remove(tools);
            (narrow ? second : bar)
                .getChildren()
                .add(narrow ? 0 : bar.getChildren().size() - 1, tools);
          }
          Parts.present(second, narrow && tools.isVisible());
        };
    widthProperty().subscribe(placeTools);

    model.messagesProperty().subscribe(read -> chat.show(read.messages(), read.rows()));
    model
        .messagesProperty()
        .subscribe(read -> Parts.present(tabOf(PayloadModel.Part.MESSAGES), !read.isEmpty()));
    model
        .partProperty()
        .subscribe(
            part -> {
              Parts.present(chat, part == PayloadModel.Part.MESSAGES);
              boolean isText = part.isText();
              Parts.present(graph, part == PayloadModel.Part.GRAPH);
              Parts.present(files, part == PayloadModel.Part.FILES);
              Parts.present(lines, isText);
              Parts.present(copy, isText || part == PayloadModel.Part.MESSAGES);
              Parts.present(tools, isText);
              Parts.present(ways, isText && part != PayloadModel.Part.ERROR);
              placeTools.run();
            });
    model.find().hitsProperty().subscribe(hits -> lines.refresh());
    model.find().currentProperty().subscribe(current -> goToHit());
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (FIND.match(event) && tools.isVisible()) {
            find.takeFocus();
            event.consume();
          }
        });
    model.textProperty().subscribe(text -> lines.setItems(new Lines(text)));
    model
        .partProperty()
        .subscribe(part -> tabs.forEach((each, tab) -> tab.setSelected(each == part)));
    model
        .filesProperty()
        .subscribe(
            count -> {
              ToggleButton tab = tabOf(PayloadModel.Part.FILES);
              tab.setText("Files " + count);
              Parts.present(tab, count.intValue() > 0);
              chat.refresh();
            });
    model
        .graphProperty()
        .subscribe(
            chart -> {
              Parts.present(tabOf(PayloadModel.Part.GRAPH), !chart.isEmpty());
              graph.show(chart);
            });
    model.hasErrorProperty().subscribe(has -> Parts.present(tabOf(PayloadModel.Part.ERROR), has));
    model
        .absentProperty()
        .subscribe(
            nothing -> {
              absent.setText(
                  "No "
                      + model.partProperty().get().label().toLowerCase(Locale.ROOT)
                      + " was logged");
              absent.setVisible(nothing);
            });
    model
        .partProperty()
        .subscribe(
            part -> absent.setText("No " + part.label().toLowerCase(Locale.ROOT) + " was logged"));
  }

  /** Pretty, YAML or raw; the choice is remembered. */
  private HBox ways(WindowState state) {
    HBox ways = new HBox();
    for (Written way : Written.values()) {
      ToggleButton button = new ToggleButton(way.label());
      button.setId("written-" + way.name().toLowerCase(Locale.ROOT));
      button.getStyleClass().add("way");
      button.setOnAction(
          event -> {
            button.setSelected(true);
            state.put(WRITTEN_KEY, way.name());
            model.write(way);
          });
      model.writtenProperty().subscribe(written -> button.setSelected(written == way));
      ways.getChildren().add(button);
    }
    ways.setAlignment(Pos.CENTER_LEFT);
    return ways;
  }

  private static Written remembered(WindowState state) {
    String name = state.text(WRITTEN_KEY, "");
    for (Written way : Written.values()) {
      if (way.name().equals(name)) {
        return way;
      }
    }
    return Written.PRETTY;
  }

  private void goToHit() {
    int line = model.find().currentLine();
    if (line >= 0) {
      lines.scrollTo(Math.max(0, line - 4));
    }
    lines.refresh();
  }

  private ToggleButton tabOf(PayloadModel.Part part) {
    ToggleButton tab = tabs.get(part);
    return tab == null ? tab(part) : tab;
  }

  private ToggleButton tab(PayloadModel.Part part) {
    ToggleButton tab = new ToggleButton(part.label());
    tab.setId("tab-" + part.name().toLowerCase(Locale.ROOT));
    tab.getStyleClass().add("page-tab");
    tab.setOnAction(
        event -> {
          tab.setSelected(true);
          model.open(part);
        });
    tabs.put(part, tab);
    return tab;
  }

  private void fit() {
    model.fit((int) ((lines.getWidth() - MARGINS) / characterWidth));
  }

  private void copySelected(KeyEvent event) {
    if (COPY.match(event)) {
      String selected =
          lines.getSelectionModel().getSelectedItems().stream()
              .map(PayloadLine::text)
              .collect(Collectors.joining("\n"));
      Parts.copy(selected.isEmpty() ? model.toCopy() : selected);
      event.consume();
    }
  }

  private static double characterWidth() {
    Text probe = new Text("0".repeat(100));
    probe.setFont(Font.font("JetBrains Mono", 12));
    return probe.getLayoutBounds().getWidth() / 100;
  }

  /** The lines of a text as the list that a list view wants; each is cut when it is asked for. */
  private static final class Lines extends ObservableListBase<PayloadLine> {
    private final PayloadText text;

    Lines(PayloadText text) {
      this.text = text;
    }

    @Override
    public PayloadLine get(int index) {
      return text.line(index);
    }

    @Override
    public int size() {
      return text.size();
    }
  }
}
