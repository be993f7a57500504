package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.ErrorInfo;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.environments.EnvironmentDot;
import dev.opikdesktop.desktop.explorer.environments.EnvironmentsModel;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What one column shows in one row. */
abstract class CellPart {
  abstract Region node();

  abstract void show(LogRow row);

  /** Whether there is room for more than one line. */
  void wrap(boolean wraps) {}

  static CellPart of(LogColumn column, LogTable table) {
    return switch (column.look()) {
      case NAME -> new NamePart(column);
      case PAYLOAD, OUTPUT -> new PayloadPart(column);
      case ERROR -> new ErrorPart(column);
      case TAGS -> new TagsPart();
      case SCORE -> new ScorePart(column, table);
      case THREAD_LINK -> new ThreadPart(column);
      case GUARDRAILS -> new GuardrailsPart(column);
      case ID -> new IdPart(column);
      case COMMENTS -> new CommentsPart(column);
      case ENVIRONMENT -> new EnvironmentPart(column, table.environments());
      default -> new TextPart(column);
    };
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

  private static final class ErrorPart extends BoxPart {
    private final Label pill = Parts.pill("");
    private final CellTip tip;

    ErrorPart(LogColumn column) {
      tip = new CellTip(column, pill);
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

  /** Whether it passed them. */
  private static final class GuardrailsPart extends TextPart {
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final FontIcon sign = Parts.icon(Feather.SHIELD);

    GuardrailsPart(LogColumn column) {
      super(column);
      label.getStyleClass().add("guardrails-cell");
    }

    @Override
    void show(LogRow row) {
      super.show(row);
      Boolean passed = row.passedGuardrails();
      label.setGraphic(passed == null ? null : sign);
      label.pseudoClassStateChanged(FAILED, passed != null && !passed);
    }
  }

  /** What was remarked: opens the row with all of it in sight. */
  private static final class CommentsPart extends TextPart {
    private final FontIcon sign = Parts.icon(Feather.MESSAGE_SQUARE);

    CommentsPart(LogColumn column) {
      super(column);
      label.getStyleClass().add("comments-cell");
      CellAction.set(
          label,
          (table, row) -> {
            if (row.comments().isEmpty()) {
              table.open(row);
            } else {
              table.openComments(row);
            }
          });
    }

    @Override
    void show(LogRow row) {
      super.show(row);
      label.setGraphic(row.comments().isEmpty() ? null : sign);
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
}
