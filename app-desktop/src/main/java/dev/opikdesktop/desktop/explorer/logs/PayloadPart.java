package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.text.Excerpt;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.SystemPrograms;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * What went in or came out, with a bar in the colour of either. What it links to is asked for by a
 * sign of its own: a click on the text opens the row, never a browser.
 */
final class PayloadPart extends CellPart {
  private static final double BAR = 3;
  private static final double BAR_HEIGHT = 14;
  private static final double EDGE = 10;
  private static final double GAP = 7;
  private static final double SIGN = 18;

  private final LogColumn column;
  private final Region bar = new Region();
  private final Label label = Parts.label("", "payload-cell");
  private final Label links = new Label(null, Parts.icon(Feather.LINK));
  private final Cell cell = new Cell();
  private final CellTip tip;
  private boolean wraps;
  private boolean linked;
  private Excerpt shown = Excerpt.NOTHING;
  private @Nullable ProgressIndicator spinner;

  PayloadPart(LogColumn column) {
    this.column = column;
    this.tip = new CellTip(column, label);
    label.setEllipsisString("…");
    boolean output = column.look() == LogColumn.Look.OUTPUT;
    bar.getStyleClass().addAll("payload-bar", output ? "payload-bar-output" : "payload-bar-input");
    links.getStyleClass().add("cell-links");
    links.setAccessibleText("Links in the " + column.title().toLowerCase(Locale.ROOT));
    links.setTooltip(new Tooltip("Links"));
    CellAction.set(links, (table, row) -> menu().show(links, Side.BOTTOM, 0, 2));
  }

  @Override
  Region node() {
    return cell;
  }

  @Override
  void wrap(boolean wraps) {
    this.wraps = wraps;
    label.setWrapText(wraps);
    showText();
    cell.requestLayout();
  }

  @Override
  void show(LogRow row) {
    boolean output = column.look() == LogColumn.Look.OUTPUT;
    shown = output ? row.output() : row.input();
    boolean waits = output && row.isWaiting();
    label.setGraphic(waits && row.isRunning(Instant.now()) ? spinner() : null);
    if (waits) {
      label.setText(column.text().apply(row));
    } else {
      showText();
    }
    bar.setVisible(!shown.isEmpty());
    linked = shown.more().contains("http") && !shown.links().isEmpty();
    Parts.present(links, linked);
    tip.show(row);
    cell.requestLayout();
  }

  private void showText() {
    label.setText(wraps ? shown.more() : shown.line());
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

  private ContextMenu menu() {
    ContextMenu menu = new ContextMenu();
    for (URI link : shown.links()) {
      MenuItem open = new MenuItem("Open " + link);
      open.setMnemonicParsing(false);
      open.setOnAction(event -> open(link));
      MenuItem copy = new MenuItem("Copy " + link);
      copy.setMnemonicParsing(false);
      copy.setOnAction(event -> Parts.copy(link.toString()));
      menu.getItems().addAll(open, copy);
    }
    return menu;
  }

  private void open(URI link) {
    try {
      SystemPrograms.openPage(link);
    } catch (IOException noBrowser) {
      // The address is what is left of use.
      Parts.copy(link.toString());
    }
  }

  /** Laid out by hand: a box would measure long texts again and again. */
  private final class Cell extends Region {
    Cell() {
      getChildren().addAll(bar, label, links);
      getChildren().forEach(child -> child.setManaged(false));
    }

    @Override
    protected void layoutChildren() {
      double height = getHeight();
      double tall = wraps ? height : BAR_HEIGHT;
      bar.resizeRelocate(EDGE, Math.round((height - tall) / 2), BAR, tall);
      double x = bar.isVisible() ? EDGE + BAR + GAP : EDGE;
      double right = getWidth() - (linked ? SIGN + 4 : EDGE);
      label.setAlignment(wraps ? Pos.TOP_LEFT : Pos.CENTER_LEFT);
      label.resizeRelocate(x, 0, Math.max(0, right - x), height);
      double signTop = wraps ? 0 : Math.round((height - SIGN) / 2);
      links.resizeRelocate(getWidth() - SIGN - 3, signTop, SIGN, SIGN);
    }
  }
}
