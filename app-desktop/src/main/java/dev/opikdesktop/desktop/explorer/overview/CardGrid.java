package dev.opikdesktop.desktop.explorer.overview;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/** Cards of one size in as many columns as there is room for; they share the height. */
final class CardGrid extends Region {
  private static final double NARROWEST = 330;
  private static final double LOWEST = 205;
  private static final int MOST_COLUMNS = 3;

  CardGrid(List<? extends Node> cards) {
    getStyleClass().add("card-grid");
    getChildren().addAll(cards);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private int columns(double width) {
    return Math.clamp((long) (width / NARROWEST), 1, MOST_COLUMNS);
  }

  private int rows(double width) {
    return Math.ceilDiv(getChildren().size(), columns(width));
  }

  @Override
  protected double computeMinWidth(double height) {
    return NARROWEST;
  }

  @Override
  protected double computeMinHeight(double width) {
    return rows(width < 0 ? getWidth() : width) * LOWEST;
  }

  @Override
  protected double computePrefHeight(double width) {
    return computeMinHeight(width);
  }

  @Override
  protected void layoutChildren() {
    int columns = columns(getWidth());
    int rows = rows(getWidth());
    for (int i = 0; i < getChildren().size(); i++) {
      double left = Math.round(getWidth() * (i % columns) / columns);
      double right = Math.round(getWidth() * (i % columns + 1) / columns);
      double top = Math.round(getHeight() * (i / columns) / rows);
      double bottom = Math.round(getHeight() * (i / columns + 1) / rows);
      getChildren().get(i).resizeRelocate(left, top, right - left, bottom - top);
    }
  }
}
