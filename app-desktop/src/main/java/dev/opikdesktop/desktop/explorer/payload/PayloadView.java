package dev.opikdesktop.desktop.explorer.payload;

import dev.opikdesktop.desktop.explorer.annotate.AnnotateModel;
import dev.opikdesktop.desktop.explorer.annotate.ScoresTable;
import dev.opikdesktop.desktop.explorer.chat.ChatFiles;
import dev.opikdesktop.desktop.explorer.chat.ChatRow;
import dev.opikdesktop.desktop.explorer.chat.ChatView;
import dev.opikdesktop.desktop.explorer.files.FilesModel;
import dev.opikdesktop.desktop.explorer.files.FilesView;
import dev.opikdesktop.desktop.explorer.graph.GraphView;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/**
 * Tabs with the payloads, and the open one as coloured text; only the lines in sight exist as
 * nodes.
 */
public final class PayloadView extends VBox {
  private static final double NARROWEST = 200;

  /** What is around and between the tabs, and what there is besides. */
  private static final double MARGINS = 40;

  private static final KeyCombination FIND =
      new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
  private static final String WRITTEN_KEY = "payload-written";

  private final PayloadModel model;
  private final LinesView lines;
  private final Map<PayloadModel.Part, ToggleButton> tabs = new EnumMap<>(PayloadModel.Part.class);

  public PayloadView(
      PayloadModel model, FilesModel attached, AnnotateModel annotate, WindowState state) {
    this.model = model;
    model.write(remembered(state));
    lines = new LinesView(model);
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
    HBox folds = folds();
    HBox tools = new HBox(10, find, folds, ways);
    tools.setAlignment(Pos.CENTER_LEFT);
    HBox second = new HBox();
    second.getStyleClass().add("tab-bar");
    bar.getChildren().addAll(Parts.spacer(), tools, copy);

    Label absent = Parts.label("", "muted");
    ChatView chat = new ChatView(model.background(), attached::address, filesOf(model, attached));
    FilesView files = new FilesView(attached);
    GraphView graph = new GraphView();
    ScoresTable scores = new ScoresTable(annotate);
    ErrorBand failed = new ErrorBand(model);
    VBox conversation = new VBox(failed, chat);
    VBox.setVgrow(chat, Priority.ALWAYS);
    StackPane content = new StackPane(lines, absent, conversation, files, graph, scores);
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren().addAll(bar, second, content);
    setMinWidth(NARROWEST);
    Runnable placeTools =
        () -> {
          boolean narrow = getWidth() < widthOf(bar, tools);
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
    for (ToggleButton tab : tabs.values()) {
      tab.widthProperty().subscribe(placeTools);
      tab.managedProperty().subscribe(placeTools);
    }

    model.messagesProperty().subscribe(read -> chat.show(read.messages(), read.rows()));
    model
        .messagesProperty()
        .subscribe(read -> Parts.present(tabOf(PayloadModel.Part.MESSAGES), !read.isEmpty()));
    model
        .partProperty()
        .subscribe(
            part -> {
              Parts.present(conversation, part == PayloadModel.Part.MESSAGES);
              boolean isText = part.isText();
              Parts.present(graph, part == PayloadModel.Part.GRAPH);
              Parts.present(files, part == PayloadModel.Part.FILES);
              Parts.present(scores, part == PayloadModel.Part.SCORES);
              Parts.present(lines, isText);
              Parts.present(copy, isText || part == PayloadModel.Part.MESSAGES);
              Parts.present(tools, isText);
              Parts.present(ways, isText && part != PayloadModel.Part.ERROR);
              placeTools.run();
            });
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (FIND.match(event) && tools.isVisible()) {
            find.takeFocus();
            event.consume();
          }
        });
    model.textProperty().subscribe(text -> Parts.present(folds, text.folds().size() > 1));
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
    model
        .eventsProperty()
        .subscribe(
            events -> {
              ToggleButton tab = tabOf(PayloadModel.Part.EVENTS);
              tab.setText("Events " + events.count());
              Parts.present(tab, events.count() > 0);
            });
    annotate
        .shownProperty()
        .subscribe(
            said -> {
              int count = said.scores().size() + said.spanScores().size();
              tabOf(PayloadModel.Part.SCORES).setText(count == 0 ? "Scores" : "Scores " + count);
            });
    model
        .errorProperty()
        .subscribe(
            error -> {
              Parts.present(tabOf(PayloadModel.Part.ERROR), error != null);
              failed.show(error);
            });
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

  private static ChatFiles filesOf(PayloadModel model, FilesModel attached) {
    return new ChatFiles() {
      @Override
      public boolean has(String source) {
        return attached.has(source);
      }

      @Override
      public void open(ChatRow.File file) {
        model.open(PayloadModel.Part.FILES);
        attached.openNamed(file.title(), file.source());
      }
    };
  }

  /** How wide all tabs are with the tools beside them. */
  private static double widthOf(HBox bar, HBox tools) {
    double wide = MARGINS + (tools.isVisible() ? tools.prefWidth(-1) : 0);
    for (Node each : bar.getChildren()) {
      if (each != tools && each.isManaged()) {
        wide += each.prefWidth(-1) + bar.getSpacing();
      }
    }
    return wide;
  }

  private HBox folds() {
    HBox folds =
        new HBox(
            Parts.iconButton(
                Feather.MINUS_SQUARE,
                "Fold what the payload holds (1 to 9 for a level)",
                () -> model.folds().foldTo(1)),
            Parts.iconButton(
                Feather.PLUS_SQUARE, "Unfold all (0)", () -> model.folds().unfoldAll()));
    folds.getChildren().getFirst().setId("fold-payload");
    folds.getChildren().getLast().setId("unfold-payload");
    folds.getChildren().forEach(button -> button.getStyleClass().add("quiet-button"));
    folds.setAlignment(Pos.CENTER_LEFT);
    return folds;
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

  private ToggleButton tabOf(PayloadModel.Part part) {
    ToggleButton tab = tabs.get(part);
    return tab == null ? tab(part) : tab;
  }

  private ToggleButton tab(PayloadModel.Part part) {
    ToggleButton tab = new ToggleButton(part.label());
    tab.setId("tab-" + part.name().toLowerCase(Locale.ROOT));
    tab.getStyleClass().add("page-tab");
    tab.setMinWidth(USE_PREF_SIZE);
    tab.setOnAction(
        event -> {
          tab.setSelected(true);
          model.open(part);
        });
    tabs.put(part, tab);
    return tab;
  }
}
