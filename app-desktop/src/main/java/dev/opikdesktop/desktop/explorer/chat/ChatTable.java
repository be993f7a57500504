package dev.opikdesktop.desktop.explorer.chat;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;
import javafx.scene.text.TextFlow;

/** Cells in columns of one width; every line as high as its highest cell needs. */
final class ChatTable extends Region {
  private final List<List<TextFlow>> lines;
  private final int columns;

  ChatTable(List<List<TextFlow>> lines) {
    this.lines = lines;
    this.columns = Math.max(1, lines.stream().mapToInt(List::size).max().orElse(1));
    getStyleClass().add("chat-table");
    lines.forEach(getChildren()::addAll);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefHeight(double width) {
    double wide = (width > 0 ? width : getWidth()) / columns;
    return lines.stream().mapToDouble(line -> height(line, wide)).sum();
  }

  @Override
  protected void layoutChildren() {
    double wide = getWidth() / columns;
    double y = 0;
    for (List<TextFlow> line : lines) {
      double high = height(line, wide);
      for (int i = 0; i < line.size(); i++) {
        line.get(i).resizeRelocate(i * wide, y, wide, high);
      }
      y += high;
    }
  }

  private static double height(List<TextFlow> line, double wide) {
    return Math.ceil(line.stream().mapToDouble(cell -> cell.prefHeight(wide)).max().orElse(0));
  }
}
