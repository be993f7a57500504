package dev.opikdesktop.desktop.explorer.graph;

import dev.opikdesktop.desktop.explorer.graph.FlowLayout.Place;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.CubicCurve;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.feather.Feather;

/** A chart that can be dragged and zoomed by wheel and keys ({@code +}, {@code -}, {@code 0}). */
public final class GraphView extends StackPane {
  private static final double MARGIN = 24;
  private static final double ARROW = 6;

  private final Group drawn = new Group();
  private final Pane canvas = new Pane(drawn);
  private double width;
  private double height;
  private double grabbedX;
  private double grabbedY;

  public GraphView() {
    setId("graph");
    getStyleClass().add("graph");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText("Graph of the agent");
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    Button fit = Parts.iconButton(Feather.MAXIMIZE, "Fit the graph", this::fit);
    StackPane.setAlignment(fit, Pos.TOP_RIGHT);
    getChildren().addAll(canvas, fit);
    setMinSize(0, 0);
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    addEventHandler(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          requestFocus();
          grabbedX = event.getX() - drawn.getTranslateX();
          grabbedY = event.getY() - drawn.getTranslateY();
        });
    addEventHandler(
        MouseEvent.MOUSE_DRAGGED,
        event -> {
          drawn.setTranslateX(event.getX() - grabbedX);
          drawn.setTranslateY(event.getY() - grabbedY);
        });
    setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.PLUS || event.getCode() == KeyCode.EQUALS) {
            zoom(1.2);
          } else if (event.getCode() == KeyCode.MINUS) {
            zoom(1 / 1.2);
          } else if (event.getCode() == KeyCode.DIGIT0) {
            fit();
          } else {
            return;
          }
          event.consume();
        });
    layoutBoundsProperty().subscribe(bounds -> fit());
  }

  public void show(FlowChart chart) {
    FlowLayout layout = FlowLayout.of(chart);
    width = layout.width();
    height = layout.height();
    drawn.getChildren().clear();
    for (FlowChart.Edge edge : chart.edges()) {
      edge(edge, layout.places().get(edge.from()), layout.places().get(edge.to()), chart.across());
    }
    for (int i = 0; i < chart.nodes().size(); i++) {
      node(chart.nodes().get(i), layout.places().get(i));
    }
    fit();
  }

  private void node(FlowChart.Node node, Place place) {
    Label label = Parts.label(node.label(), "graph-node");
    label.getStyleClass().add("graph-" + node.shape().name().toLowerCase(Locale.ROOT));
    label.setAlignment(Pos.CENTER);
    label.setMinSize(place.width(), FlowLayout.NODE_HEIGHT);
    label.setMaxSize(place.width(), FlowLayout.NODE_HEIGHT);
    label.setPrefSize(place.width(), FlowLayout.NODE_HEIGHT);
    label.relocate(place.x() - place.width() / 2, place.y() - FlowLayout.NODE_HEIGHT / 2);
    drawn.getChildren().add(label);
  }

  private void edge(FlowChart.Edge edge, Place from, Place to, boolean across) {
    boolean back = to.layer() <= from.layer();
    CubicCurve line = new CubicCurve();
    double fromX =
        from.x() + (across ? (back ? 0 : from.width() / 2) : back ? from.width() / 2 : 0);
    double fromY = from.y() + (across ? (back ? half() : 0) : back ? 0 : half());
    double toX = to.x() - (across ? (back ? 0 : to.width() / 2) : back ? -to.width() / 2 : 0);
    double toY = to.y() - (across ? (back ? -half() : 0) : back ? 0 : half());
    double bend = back ? 50 : (across ? toX - fromX : toY - fromY) / 2;
    boolean sideways = across != back;
    // Past the layers between, not through what stands there.
    double past = to.layer() - from.layer() > 1 ? 45 * (to.layer() - from.layer()) : 0;
    line.setStartX(fromX);
    line.setStartY(fromY);
    line.setEndX(toX);
    line.setEndY(toY);
    line.setControlX1(fromX + (sideways ? bend : -past));
    line.setControlY1(fromY + (sideways ? -past : bend));
    line.setControlX2(toX + (sideways ? (back ? bend : -bend) : -past));
    line.setControlY2(toY + (sideways ? -past : back ? bend : -bend));
    line.getStyleClass().add("graph-edge");
    if (edge.dotted()) {
      line.getStrokeDashArray().setAll(4.0, 4.0);
    }
    Polygon head = new Polygon(0, 0, -ARROW, -ARROW * 1.6, ARROW, -ARROW * 1.6);
    head.getStyleClass().add("graph-arrow");
    head.setRotate(sideways ? (back ? 90 : -90) : back ? 180 : 0);
    head.setLayoutX(toX + (sideways ? (back ? ARROW : -ARROW) * 0.8 : 0));
    head.setLayoutY(toY + (sideways ? ARROW * 0.8 : back ? ARROW * 1.6 : 0));
    drawn.getChildren().addAll(line, head);
    if (!edge.label().isEmpty()) {
      Label label = Parts.label(edge.label(), "muted", "small", "graph-label");
      label.relocate(
          (fromX + toX) / 2 + (sideways && back ? bend * 0.75 : 0) - 3.2 * edge.label().length(),
          (fromY + toY) / 2 + (!sideways && back ? bend * 0.75 : 0) - 8);
      drawn.getChildren().add(label);
    }
  }

  private static double half() {
    return FlowLayout.NODE_HEIGHT / 2;
  }

  private void scrolled(ScrollEvent event) {
    if (event.getDeltaY() != 0) {
      zoom(event.getDeltaY() > 0 ? 1.1 : 1 / 1.1);
      event.consume();
    }
  }

  private void zoom(double factor) {
    double scale = Math.clamp(drawn.getScaleX() * factor, 0.05, 4);
    drawn.setScaleX(scale);
    drawn.setScaleY(scale);
  }

  /** All of it, in the middle, and not larger than it is. */
  private void fit() {
    if (width <= 0 || getWidth() <= 0 || getHeight() <= 0) {
      return;
    }
    double scale =
        Math.clamp(
            Math.min((getWidth() - 2 * MARGIN) / width, (getHeight() - 2 * MARGIN) / height),
            0.05,
            1);
    drawn.setScaleX(scale);
    drawn.setScaleY(scale);
    drawn.setTranslateX((getWidth() - width) / 2);
    drawn.setTranslateY((getHeight() - height) / 2);
  }
}
