package dev.opikdesktop.desktop.explorer.chart;

import dev.opikdesktop.desktop.explorer.chart.ChartData.Line;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/**
 * The names of a chart's lines in one row; those that find no room are in a menu at its end. A
 * click on a name hides its line and shows it again; where the name leads somewhere, a sign beside
 * it goes there.
 */
public final class Legend extends Region {
  private static final PseudoClass HIDDEN = PseudoClass.getPseudoClass("hidden-line");
  private static final double GAP = 4;
  private static final double HEIGHT = 24;

  private final Consumer<String> toggle;
  private final Predicate<String> leads;
  private final Consumer<String> open;
  private final List<Node> entries = new ArrayList<>();
  private final Button more = Parts.button("", () -> {});
  private List<Line> lines = List.of();
  private Set<String> hidden = Set.of();
  private int fitting;

  /**
   * @param toggle hides a line, or shows it again
   * @param leads whether a name leads somewhere
   * @param open goes where a name leads
   */
  public Legend(Consumer<String> toggle, Predicate<String> leads, Consumer<String> open) {
    this.toggle = toggle;
    this.leads = leads;
    this.open = open;
    getStyleClass().add("legend");
    more.getStyleClass().add("quiet-button");
    more.setManaged(false);
    more.setOnAction(event -> menu().show(more, Side.TOP, 0, -4));
  }

  /** Names other lines. */
  public void show(List<Line> shown, Set<String> hiddenNames) {
    lines = shown;
    hidden = hiddenNames;
    entries.clear();
    for (Line line : shown) {
      Node entry = entry(line);
      entry.setManaged(false);
      entries.add(entry);
    }
    getChildren().setAll(entries);
    getChildren().add(more);
    requestLayout();
  }

  private Node entry(Line line) {
    String name = line.name();
    boolean off = hidden.contains(name);
    ToggleButton button = new ToggleButton(name, Readout.square(line.hue()));
    button.getStyleClass().add("legend-entry");
    button.setMnemonicParsing(false);
    button.setSelected(!off);
    button.pseudoClassStateChanged(HIDDEN, off);
    Parts.named(button, (off ? "Show " : "Hide ") + name);
    button.setOnAction(event -> toggle.accept(name));
    if (!leads.test(name)) {
      return button;
    }
    Button rows =
        Parts.iconButton(
            Feather.ARROW_UP_RIGHT, "Show the rows of " + name, () -> open.accept(name));
    rows.getStyleClass().addAll("quiet-button", "legend-link");
    HBox entry = new HBox(button, rows);
    entry.setAlignment(Pos.CENTER_LEFT);
    return entry;
  }

  private ContextMenu menu() {
    ContextMenu menu = new ContextMenu();
    List<Line> rest = lines.subList(fitting, lines.size());
    for (Line line : rest) {
      CheckMenuItem item = new CheckMenuItem(line.name());
      item.setMnemonicParsing(false);
      item.setSelected(!hidden.contains(line.name()));
      item.setOnAction(event -> toggle.accept(line.name()));
      menu.getItems().add(item);
    }
    for (Line line : rest) {
      if (leads.test(line.name())) {
        MenuItem item = new MenuItem("Show the rows of " + line.name());
        item.setMnemonicParsing(false);
        item.setOnAction(event -> open.accept(line.name()));
        menu.getItems().add(item);
      }
    }
    return menu;
  }

  @Override
  protected double computePrefHeight(double width) {
    return HEIGHT;
  }

  @Override
  protected double computeMinHeight(double width) {
    return HEIGHT;
  }

  @Override
  protected double computePrefWidth(double height) {
    return 100;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected void layoutChildren() {
    double left = getInsets().getLeft();
    double room = getWidth() - left - getInsets().getRight();
    List<Double> widths = entries.stream().map(entry -> entry.prefWidth(HEIGHT)).toList();
    double all = widths.stream().mapToDouble(width -> width + GAP).sum() - GAP;
    more.setText("+" + lines.size());
    double moreWidth = more.prefWidth(HEIGHT);
    double limit = all <= room ? room : room - moreWidth - GAP;
    double x = 0;
    fitting = 0;
    for (int i = 0; i < entries.size(); i++) {
      Node entry = entries.get(i);
      boolean fits = fitting == i && x + widths.get(i) <= limit;
      entry.setVisible(fits);
      if (fits) {
        entry.resizeRelocate(left + x, 0, widths.get(i), HEIGHT);
        x += widths.get(i) + GAP;
        fitting++;
      }
    }
    int others = entries.size() - fitting;
    more.setVisible(others > 0);
    if (others > 0) {
      more.setText("+" + others);
      Parts.named(more, others + " more");
      more.resizeRelocate(left + x, 0, moreWidth, HEIGHT);
    }
  }
}
