package dev.opikdesktop.desktop.explorer.trace;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Background;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import org.jspecify.annotations.Nullable;

/**
 * The whole trace on one canvas, with the stretch that the waterfall shows as a frame that can be
 * dragged. What is drawn is worked out in the background, once a tree: moving the frame draws
 * nothing.
 */
final class MiniMap extends Pane {
  private static final double MARGIN = 4;

  /** By how much a trace has grown before it is drawn anew; until then the picture is stretched. */
  private static final double GROWTH = 1.02;

  private final TraceModel model;
  private final Zoom zoom;
  private final Canvas canvas = new Canvas();
  private final Region frame = new Region();

  /** Tell the colours of the kinds, which only the style sheets know. */
  private final List<Region> swatches = new ArrayList<>();

  private @Nullable MiniMapPicture picture;
  private int asked;
  private double grabbedAt;

  MiniMap(TraceModel model) {
    this.model = model;
    this.zoom = model.zoom();
    getStyleClass().add("mini-map");
    setCursor(Cursor.HAND);
    frame.getStyleClass().add("frame");
    frame.setMouseTransparent(true);
    for (SpanKind kind : SpanKind.values()) {
      swatch("bar-" + kind.styleName());
    }
    swatch("bar-failed");
    getChildren().addAll(canvas, frame);
    getChildren().forEach(child -> child.setManaged(false));

    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    addEventHandler(MouseEvent.ANY, MouseEvent::consume);
    zoom.changesProperty().addListener(observable -> requestLayout());
    model.treeProperty().addListener(observable -> drawAnew());
    model.lengthMillisProperty().addListener(observable -> grown());
    widthProperty().addListener(observable -> drawAnew());
  }

  private void swatch(String styleClass) {
    Region swatch = new Region();
    swatch.getStyleClass().add(styleClass);
    swatch.setVisible(false);
    swatch.backgroundProperty().addListener(observable -> draw());
    swatches.add(swatch);
    getChildren().add(swatch);
  }

  private void grown() {
    MiniMapPicture shown = picture;
    if (shown != null && model.lengthMillisProperty().get() > shown.lengthMillis() * GROWTH) {
      drawAnew();
    } else {
      draw();
    }
  }

  private void drawAnew() {
    int question = ++asked;
    int width = (int) (getWidth() * Zoom.SHARE);
    if (width > 0) {
      model.picture(
          width,
          (int) ((SpanHead.LINE - 2 * MARGIN) / 2),
          drawn -> {
            if (question == asked) {
              picture = drawn;
              draw();
            }
          });
    }
  }

  private void draw() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    GraphicsContext context = canvas.getGraphicsContext2D();
    context.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    MiniMapPicture shown = picture;
    if (shown == null || shown.lanes().length == 0) {
      return;
    }
    double scale = shown.lengthMillis() / Math.max(model.lengthMillisProperty().get(), 0.001);
    double step = (canvas.getHeight() - 2 * MARGIN) / shown.lanes().length;
    double height = Math.clamp(step, 1, 2);
    for (int lane = 0; lane < shown.lanes().length; lane++) {
      byte[] kinds = shown.lanes()[lane];
      double y = Math.floor(MARGIN + lane * step);
      for (int from = 0; from < kinds.length; ) {
        int to = from + 1;
        while (to < kinds.length && kinds[to] == kinds[from]) {
          to++;
        }
        if (kinds[from] != 0) {
          context.setFill(colour(kinds[from] - 1));
          context.fillRect(from * scale, y, Math.max(1, (to - from) * scale), height);
        }
        from = to;
      }
    }
  }

  private Paint colour(int kind) {
    Background background = swatches.get(kind).getBackground();
    return background == null || background.isEmpty()
        ? Color.TRANSPARENT
        : background.getFills().getFirst().getFill();
  }

  private void pressed(MouseEvent event) {
    double at = event.getX();
    boolean onFrame = at >= frame.getLayoutX() && at <= frame.getLayoutX() + frame.getWidth();
    if (!onFrame) {
      moveFrame(at - frame.getWidth() / 2);
    }
    grabbedAt = at - frame.getLayoutX();
  }

  private void dragged(MouseEvent event) {
    moveFrame(event.getX() - grabbedAt);
  }

  private void moveFrame(double x) {
    double start = x / getWidth() * zoom.extent();
    double length = zoom.to() - zoom.from();
    if (!zoom.isWhole()) {
      start = Math.clamp(start, 0, zoom.extent() - length);
      zoom.between(start, start + length);
      layoutChildren();
    }
  }

  @Override
  protected void layoutChildren() {
    double scale = getWidth() / zoom.extent();
    frame.setVisible(!zoom.isWhole());
    frame.resizeRelocate(
        zoom.from() * scale, 0, Math.max(6, (zoom.to() - zoom.from()) * scale), getHeight());
  }
}
