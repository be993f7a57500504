package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The left of a row of a tree: arrow, badge, name and what went wrong, moved in by the row's depth
 * and laid out by hand, so that the rows of a table stand in line.
 */
public final class NodeName {
  private static final double LEFT = 12;
  private static final double STEP = 20;

  /** Deeper ones are moved in by less, so that their names have room. */
  private static final int DEEP = 6;

  private static final double SMALL_STEP = 8;

  /** Still deeper ones are not moved in any further. */
  private static final int DEEPEST = 20;

  private static final double ARROW = 17;
  private static final double BADGE = 16;
  private static final double GAP = 8;

  private final FontIcon fold = Parts.icon(Feather.CHEVRON_DOWN);
  private final Label badge = Parts.label("", "badge");
  private final Label name = Parts.label("", "span-name");
  private final Label pill = Parts.pill("");

  public NodeName() {
    fold.getStyleClass().add("fold");
  }

  /** What the row is to hold, unmanaged. */
  public List<Node> parts() {
    return List.of(fold, badge, name, pill);
  }

  /**
   * @param failure empty for none
   */
  public void show(SpanKind kind, String title, String failure, boolean canFold, boolean folded) {
    badge.getStyleClass().setAll("label", "badge", "badge-" + kind.styleName());
    badge.setText(kind.badge());
    name.setText(title);
    pill.setText(failure);
    pill.setVisible(!failure.isEmpty());
    fold.setVisible(canFold);
    fold.setIconCode(folded ? Feather.CHEVRON_RIGHT : Feather.CHEVRON_DOWN);
  }

  /**
   * @param right where its room ends
   */
  public void layout(int depth, double right, double rowHeight) {
    double x = begin(depth);
    fold.relocate(x, (rowHeight - fold.prefHeight(-1)) / 2);
    place(badge, x + ARROW, BADGE, rowHeight);
    double text = x + ARROW + BADGE + GAP;
    double room = Math.max(0, right - text);
    double pillTakes = pill.isVisible() ? Math.min(pill.prefWidth(-1), room * 0.5) : 0;
    double nameRoom = Math.max(0, room - (pillTakes > 0 ? pillTakes + GAP : 0));
    double nameTakes = Math.min(name.prefWidth(-1), nameRoom);
    place(name, text, nameTakes, rowHeight);
    place(pill, text + nameTakes + GAP, pillTakes, rowHeight);
  }

  /** Whether a place in a row belongs to the arrow. */
  public static boolean isOnArrow(int depth, double x) {
    return x < begin(depth) + BADGE;
  }

  /** Puts something into the middle of a row's height. */
  public static void place(Region region, double x, double width, double rowHeight) {
    double height = region.prefHeight(-1);
    region.resizeRelocate(x, Math.round((rowHeight - height) / 2), width, height);
  }

  private static double begin(int depth) {
    int deeper = Math.clamp(depth - DEEP, 0, DEEPEST - DEEP);
    return LEFT + Math.min(depth, DEEP) * STEP + deeper * SMALL_STEP;
  }
}
