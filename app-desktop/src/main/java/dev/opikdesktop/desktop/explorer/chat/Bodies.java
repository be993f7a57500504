package dev.opikdesktop.desktop.explorer.chat;

import dev.opikdesktop.desktop.explorer.chat.ChatRow.Run;
import dev.opikdesktop.desktop.explorer.text.PayloadLine;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** How each kind of what a message consists of is drawn. */
public final class Bodies {
  private static final double PICTURE_HEIGHT = 180;
  private static final double PICTURE_WIDTH = 420;
  private static final double INDENT = 18;

  private final ChatPictures pictures;
  private final ChatFiles files;

  public Bodies(ChatPictures pictures) {
    this(pictures, ChatFiles.NONE);
  }

  Bodies(ChatPictures pictures, ChatFiles files) {
    this.pictures = pictures;
    this.files = files;
  }

  /** As high as it needs to be at the width that it gets. */
  public Node node(ChatRow.Body body) {
    return switch (body) {
      case ChatRow.Head head -> Parts.label(head.label(), "muted", "smaller");
      case ChatRow.Words words -> words(words);
      case ChatRow.Code code -> code(code);
      case ChatRow.Table table -> table(table);
      case ChatRow.Picture picture -> picture(picture.source());
      case ChatRow.File file -> file(file);
      case ChatRow.Rule rule -> {
        Region line = new Region();
        line.getStyleClass().add("chat-rule");
        yield line;
      }
    };
  }

  private static Node words(ChatRow.Words words) {
    TextFlow flow = flow(words.runs());
    switch (words.kind()) {
      case HEADING -> flow.getStyleClass().add("chat-heading");
      case QUOTE -> flow.getStyleClass().add("chat-quote");
      case THOUGHT -> flow.getStyleClass().add("chat-thought");
      case PLAIN -> {
        // As everything else.
      }
    }
    if (words.indent() == 0) {
      return flow;
    }
    Label marker = Parts.label(words.marker(), "muted");
    marker.setTranslateX((words.indent() - 1) * INDENT);
    flow.setPadding(new Insets(0, 0, 0, words.indent() * INDENT));
    // A stack, because a row of the two would not know how wide the text may be.
    StackPane line = new StackPane(flow, marker);
    line.setAlignment(Pos.TOP_LEFT);
    return line;
  }

  private static TextFlow flow(List<Run> runs) {
    TextFlow flow = new TextFlow();
    flow.setMinWidth(0);
    flow.setPrefWidth(0);
    for (Run run : runs) {
      Text text = new Text(run.text());
      text.getStyleClass().add("chat-text");
      if (run.bold()) {
        text.getStyleClass().add("chat-bold");
      }
      if (run.italic()) {
        text.getStyleClass().add("chat-italic");
      }
      if (run.code()) {
        text.getStyleClass().add("chat-code-text");
      }
      if (run.link() != null) {
        String target = run.link();
        text.getStyleClass().add("chat-link");
        text.setOnMouseClicked(event -> Parts.copy(target));
        text.setAccessibleText(run.text() + ", a link: a click copies " + target);
      }
      flow.getChildren().add(text);
    }
    return flow;
  }

  private static VBox code(ChatRow.Code code) {
    VBox lines = new VBox();
    lines.getStyleClass().add("chat-code");
    if (!code.title().isEmpty()) {
      lines.getChildren().add(Parts.label(code.title(), "muted", "small", "chat-code-title"));
    }
    TextFlow flow = new TextFlow();
    flow.getStyleClass().addAll("json", "mono");
    for (int i = code.from(); i < code.to(); i++) {
      PayloadLine line = code.lines().row(i);
      String indent = " ".repeat(line.indent());
      flow.getChildren().add(new Text(i == code.from() ? indent : "\n" + indent));
      for (PayloadLine.Piece piece : line.pieces()) {
        Text text = new Text(piece.text());
        text.getStyleClass().add("json-" + piece.kind().name().toLowerCase(Locale.ROOT));
        flow.getChildren().add(text);
      }
    }
    lines.getChildren().add(flow);
    return lines;
  }

  private static ChatTable table(ChatRow.Table table) {
    List<List<TextFlow>> lines = new ArrayList<>();
    for (List<List<Run>> line : table.lines()) {
      boolean heading = table.heading() && lines.isEmpty();
      List<TextFlow> cells = new ArrayList<>();
      for (List<Run> runs : line) {
        TextFlow cell = flow(runs);
        cell.getStyleClass().add("chat-table-cell");
        if (heading) {
          cell.getStyleClass().add("chat-table-head");
        }
        cells.add(cell);
      }
      lines.add(cells);
    }
    return new ChatTable(lines);
  }

  private Node file(ChatRow.File file) {
    String source = file.source();
    String about =
        source.startsWith("data:")
            ? file.type() + ", " + Units.bytes(source.length() * 3L / 4)
            : source.contains("://") ? "at " + source + ", not fetched" : file.type();
    Label where = Parts.label(about, "muted", "smaller");
    where.setMinWidth(0);
    HBox line = new HBox(8, Parts.icon(icon(file.type())), Parts.label(file.title()), where);
    if (files.has(source)) {
      String what = file.type().startsWith("audio/") ? "Listen" : "Open";
      Button open = Parts.button(what, () -> files.open(file));
      open.setMinWidth(Region.USE_PREF_SIZE);
      open.setAccessibleText(what + ": " + file.title());
      line.getChildren().add(open);
    }
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private static Feather icon(String type) {
    if (type.startsWith("audio/")) {
      return Feather.MUSIC;
    }
    return type.startsWith("video/") ? Feather.FILM : Feather.FILE_TEXT;
  }

  private Node picture(String source) {
    ReadOnlyObjectProperty<@Nullable Image> comes = pictures.of(source);
    if (comes == null) {
      String what =
          source.startsWith("data:")
              ? "Image, " + Units.bytes(source.length() * 3L / 4)
              : source.contains("://") ? "Image at " + source + ", not fetched" : source;
      Label label = Parts.label(what, "muted", "smaller");
      label.setWrapText(true);
      return label;
    }
    ImageView view = new ImageView();
    view.setPreserveRatio(true);
    view.setFitHeight(PICTURE_HEIGHT);
    view.setAccessibleText("Image");
    StackPane pane = new StackPane(view);
    pane.setAlignment(Pos.CENTER_LEFT);
    pane.setMinHeight(PICTURE_HEIGHT);
    pane.setPrefHeight(PICTURE_HEIGHT);
    Label problem = Parts.label("", "muted", "smaller");
    pane.getChildren().add(problem);
    comes.subscribe(image -> show(image, view, problem));
    return pane;
  }

  private static void show(@Nullable Image image, ImageView view, Label problem) {
    if (image == null) {
      return;
    }
    view.setImage(image);
    image
        .progressProperty()
        .subscribe(
            progress -> {
              if (image.isError()) {
                problem.setText("Image that can't be shown");
              } else if (progress.doubleValue() >= 1) {
                view.setFitHeight(Math.min(PICTURE_HEIGHT, image.getHeight()));
                view.setFitWidth(Math.min(PICTURE_WIDTH, image.getWidth()));
                if (view.getParent() instanceof StackPane pane) {
                  double high = view.getBoundsInLocal().getHeight();
                  pane.setMinHeight(high);
                  pane.setPrefHeight(high);
                }
              }
            });
  }
}
