package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.ErrorInfo;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.Score;
import dev.opikdesktop.desktop.explorer.environments.EnvironmentDot;
import dev.opikdesktop.desktop.explorer.environments.EnvironmentsModel;
import dev.opikdesktop.desktop.explorer.theme.Hues;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What one column shows in one row. */
abstract class CellPart {
  abstract Region node();

  abstract void show(LogRow row);

  /** Whether there is room for more than one line. */
  void wrap(boolean wraps) {}

  static CellPart of(LogColumn column, EnvironmentsModel environments) {
    return switch (column.look()) {
      case NAME -> new NamePart(column);
      case OUTPUT -> new OutputPart(column);
      case ERROR -> new ErrorPart(column);
      case TAGS -> new TagsPart();
      case SCORE -> new ScorePart(column);
      case THREAD_LINK -> new ThreadPart(column);
      case ENVIRONMENT -> new EnvironmentPart(column, environments);
      default -> new TextPart(column);
    };
  }

  /** Says all of a value when a node of it is pointed at. */
  private static final class Tip {
    private static final double WIDTH = 520;

    private final LogColumn column;
    private final Node node;
    private @Nullable Tooltip tooltip;

    Tip(LogColumn column, Node node) {
      this.column = column;
      this.node = node;
    }

    void show(LogRow row) {
      String text = LogTips.of(column, row);
      if (tooltip != null && text.isEmpty()) {
        Tooltip.uninstall(node, tooltip);
        tooltip = null;
      } else if (!text.isEmpty()) {
        if (tooltip == null) {
          tooltip = new Tooltip();
          tooltip.setWrapText(true);
          tooltip.setMaxWidth(WIDTH);
          Tooltip.install(node, tooltip);
        }
        tooltip.setText(text);
      }
    }
  }

  private static class TextPart extends CellPart {
    final LogColumn column;
    final Label label = Parts.label("", "log-cell");
    final Tip tip;

    TextPart(LogColumn column) {
      this.column = column;
      this.tip = new Tip(column, label);
      label
          .getStyleClass()
          .add(
              switch (column.look()) {
                case TIME -> "time-cell";
                case NUMBER -> "number-cell";
                case PAYLOAD, OUTPUT -> "payload-cell";
                default -> "text-cell";
              });
    }

    @Override
    Region node() {
      return label;
    }

    @Override
    void show(LogRow row) {
      label.setText(column.text().apply(row));
      tip.show(row);
    }

    @Override
    void wrap(boolean wraps) {
      boolean tall = wraps && column.stretches();
      label.setWrapText(tall);
      label.setAlignment(
          wraps
              ? (column.isNumber() ? Pos.TOP_RIGHT : Pos.TOP_LEFT)
              : column.isNumber() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
    }
  }

  private static final class EnvironmentPart extends TextPart {
    private final EnvironmentsModel environments;
    private final EnvironmentDot dot = new EnvironmentDot();

    EnvironmentPart(LogColumn column, EnvironmentsModel environments) {
      super(column);
      this.environments = environments;
      label.setGraphicTextGap(7);
    }

    @Override
    void show(LogRow row) {
      super.show(row);
      String name = row.environment();
      label.setGraphic(name.isEmpty() ? null : dot.of(environments.colour(name)));
    }
  }

  private static final class NamePart extends TextPart {
    private final Label badge = Parts.badge("T", "trace", "Trace");

    NamePart(LogColumn column) {
      super(column);
      label.getStyleClass().add("strong");
      label.setGraphicTextGap(9);
      label.setGraphic(badge);
    }

    @Override
    void show(LogRow row) {
      super.show(row);
      String style = style(row);
      badge.getStyleClass().setAll("label", "badge", "badge-" + style);
      badge.setText(letter(row));
    }

    private static String style(LogRow row) {
      if (row.kind() == LogKind.TRACES) {
        return "trace";
      }
      if (row.kind() == LogKind.THREADS) {
        return "thread";
      }
      return switch (row.type()) {
        case "llm" -> "llm";
        case "tool" -> "tool";
        case "guardrail" -> "guard";
        default -> "general";
      };
    }

    private static String letter(LogRow row) {
      return switch (style(row)) {
        case "trace" -> "T";
        case "thread" -> "H";
        case "llm" -> "L";
        case "tool" -> "F";
        case "guard" -> "G";
        default -> "S";
      };
    }
  }

  /** What came out, or that nothing has yet. */
  private static final class OutputPart extends TextPart {
    private @Nullable ProgressIndicator spinner;

    OutputPart(LogColumn column) {
      super(column);
    }

    @Override
    void show(LogRow row) {
      boolean waits = row.running() && row.output().isEmpty() && row.kind() != LogKind.THREADS;
      label.setGraphic(waits ? spinner() : null);
      label.setText(waits ? running(row.children()) : row.output());
      tip.show(row);
    }

    private ProgressIndicator spinner() {
      ProgressIndicator known = spinner;
      if (known == null) {
        known = new ProgressIndicator();
        known.getStyleClass().add("small-spinner");
        spinner = known;
      }
      return known;
    }

    private static String running(long spans) {
      if (spans == 0) {
        return "running";
      }
      return spans == 1 ? "running, 1 span so far" : "running, " + spans + " spans so far";
    }
  }

  /** Parts that are not text alone stand in a box, which has the cell's size. */
  private abstract static class BoxPart extends CellPart {
    final HBox box = new HBox(4);

    BoxPart() {
      box.setAlignment(Pos.CENTER_LEFT);
      box.setFillHeight(false);
      box.getStyleClass().add("log-cell");
      Rectangle clip = new Rectangle();
      clip.widthProperty().bind(box.widthProperty());
      clip.heightProperty().bind(box.heightProperty());
      box.setClip(clip);
    }

    @Override
    Region node() {
      return box;
    }

    @Override
    void wrap(boolean wraps) {
      box.setAlignment(wraps ? Pos.TOP_LEFT : Pos.CENTER_LEFT);
    }
  }

  private static final class ErrorPart extends BoxPart {
    private final Label pill = Parts.pill("");
    private final Tip tip;

    ErrorPart(LogColumn column) {
      tip = new Tip(column, pill);
      box.getChildren().add(pill);
    }

    @Override
    void show(LogRow row) {
      ErrorInfo error = row.error();
      Parts.present(pill, error != null);
      if (error != null) {
        pill.setText(error.mark());
      }
      tip.show(row);
    }
  }

  private static final class TagsPart extends BoxPart {
    private static final int MOST = 4;

    @Override
    void show(LogRow row) {
      box.getChildren().clear();
      for (String tag : row.tags().subList(0, Math.min(MOST, row.tags().size()))) {
        Label label = Parts.label(tag, "tag");
        label.setMinWidth(Region.USE_PREF_SIZE);
        CellAction.set(label, (table, of) -> table.filterBy("tags", tag));
        box.getChildren().add(label);
      }
      if (row.tags().size() > MOST) {
        Label more = Parts.label("+" + (row.tags().size() - MOST), "tag", "faint");
        more.setTooltip(new Tooltip(String.join(", ", row.tags())));
        box.getChildren().add(more);
      }
    }
  }

  /** The id of a thread, which opens it. */
  private static final class ThreadPart extends TextPart {
    ThreadPart(LogColumn column) {
      super(column);
      label.getStyleClass().add("link-cell");
    }

    @Override
    void show(LogRow row) {
      super.show(row);
      String thread = row.threadId();
      CellAction.set(
          label,
          (table, of) -> {
            if (thread != null) {
              table.openThread(thread);
            }
          });
    }
  }

  /** A score, which can be given here. */
  private static final class ScorePart extends BoxPart {
    private final LogColumn column;
    private final Region square = new Region();
    private final Label value = Parts.label("");
    private final FontIcon reason = Parts.icon(Feather.MESSAGE_SQUARE);
    private final HBox chip = new HBox(5, square, value, reason);
    private final Label add = Parts.label("+", "score-add");
    private final Tip tip;

    ScorePart(LogColumn column) {
      this.column = column;
      square.getStyleClass().add("score-square");
      square.setStyle("-fx-background-color: " + Hues.of(column.title()) + ";");
      chip.getStyleClass().add("score-chip");
      chip.setAlignment(Pos.CENTER_LEFT);
      tip = new Tip(column, chip);
      box.getChildren().addAll(chip, add);
      if (column.id().startsWith(LogColumns.SCORE)) {
        add.setTooltip(new Tooltip("Score " + column.title()));
        CellAction.set(box, (table, row) -> table.score(row, column.filterKey()));
      }
    }

    @Override
    void show(LogRow row) {
      Score score = column.score(row);
      value.setText(column.text().apply(row));
      Parts.present(chip, score != null);
      Parts.present(reason, score != null && score.reason() != null);
      Parts.present(add, score == null && column.id().startsWith(LogColumns.SCORE));
      tip.show(row);
    }
  }
}
