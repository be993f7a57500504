package dev.opikdesktop.desktop.explorer.payload;

import dev.opikdesktop.desktop.explorer.chat.ChatView;
import dev.opikdesktop.desktop.explorer.text.PayloadLine;
import dev.opikdesktop.desktop.explorer.text.PayloadText;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.collections.ObservableListBase;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
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
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * Tabs with the payloads, and the open one as coloured text; only the lines in sight exist as
 * nodes.
 */
public final class PayloadView extends VBox {
  private static final double LINE_HEIGHT = 19;
  private static final double MARGINS = 16 + 16 + 14;
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final PayloadModel model;
  private final ListView<PayloadLine> lines = new ListView<>();
  private final Map<PayloadModel.Part, ToggleButton> tabs = new EnumMap<>(PayloadModel.Part.class);
  private final double characterWidth;

  public PayloadView(PayloadModel model) {
    this.model = model;
    this.characterWidth = characterWidth();
    getStyleClass().add("payload");

    HBox bar = new HBox(18);
    bar.getStyleClass().add("tab-bar");
    for (PayloadModel.Part part : PayloadModel.Part.values()) {
      bar.getChildren().add(tab(part));
    }
    Button copy = Parts.button("Copy", () -> Parts.copy(model.toCopy()));
    copy.setId("copy-payload");
    copy.setGraphic(Parts.icon(Feather.COPY));
    copy.getStyleClass().add("quiet-button");
    bar.getChildren().addAll(Parts.spacer(), copy);

    lines.setId("payload");
    lines.setAccessibleText("Payload");
    lines.getStyleClass().addAll("payload-lines", "mono");
    lines.setFixedCellSize(LINE_HEIGHT);
    lines.setCellFactory(view -> new LineCell());
    lines.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    lines.widthProperty().addListener(observable -> fit());
    lines.addEventHandler(KeyEvent.KEY_PRESSED, this::copySelected);

    Label absent = Parts.label("", "muted");
    ChatView chat = new ChatView(address -> address);
    StackPane content = new StackPane(lines, absent, chat);
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren().addAll(bar, content);

    model.messagesProperty().subscribe(read -> chat.show(read.messages(), read.rows()));
    model
        .messagesProperty()
        .subscribe(read -> Parts.present(tabOf(PayloadModel.Part.MESSAGES), !read.isEmpty()));
    model
        .partProperty()
        .subscribe(
            part -> {
              Parts.present(chat, part == PayloadModel.Part.MESSAGES);
              Parts.present(lines, part != PayloadModel.Part.MESSAGES);
            });
    model.textProperty().subscribe(text -> lines.setItems(new Lines(text)));
    model
        .partProperty()
        .subscribe(part -> tabs.forEach((each, tab) -> tab.setSelected(each == part)));
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

  private static final class LineCell extends ListCell<PayloadLine> {
    private final TextFlow flow = new TextFlow();

    LineCell() {
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable PayloadLine line, boolean empty) {
      super.updateItem(line, empty);
      if (empty || line == null) {
        setGraphic(null);
        return;
      }
      flow.getChildren().clear();
      if (line.indent() > 0) {
        flow.getChildren().add(new Text(" ".repeat(line.indent())));
      }
      for (PayloadLine.Piece piece : line.pieces()) {
        Text text = new Text(piece.text());
        text.getStyleClass().add("json-" + piece.kind().name().toLowerCase(Locale.ROOT));
        flow.getChildren().add(text);
      }
      setGraphic(flow);
    }
  }
}
