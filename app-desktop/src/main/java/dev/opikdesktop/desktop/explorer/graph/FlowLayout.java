package dev.opikdesktop.desktop.explorer.graph;

import dev.opikdesktop.desktop.explorer.graph.FlowChart.Edge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Where the nodes of a chart go: every node a layer behind all that lead to it, edges that lead
 * back not counted; in a layer near the middle of its neighbours.
 */
record FlowLayout(List<Place> places, double width, double height) {
  static final double NODE_HEIGHT = 30;
  private static final double LAYER_GAP = 56;
  private static final double GAP = 28;
  private static final int SWEEPS = 4;

  /** The middle of a node, and how wide it is. */
  record Place(double x, double y, double width, int layer) {}

  static FlowLayout of(FlowChart chart) {
    int size = chart.nodes().size();
    int[] layer = layers(chart);
    int deepest = Arrays.stream(layer).max().orElse(0);
    List<List<Integer>> rows = new ArrayList<>();
    for (int i = 0; i <= deepest; i++) {
      rows.add(new ArrayList<>());
    }
    for (int i = 0; i < size; i++) {
      rows.get(layer[i]).add(i);
    }
    double[] widths = new double[size];
    for (int i = 0; i < size; i++) {
      widths[i] = Math.max(60, 24 + 7.2 * chart.nodes().get(i).label().length());
    }
    double[] along = new double[size];
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (List<Integer> row : rows) {
        if (sweep > 0) {
          sort(row, chart, along);
        }
        spread(row, widths, along, chart.across());
      }
    }
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int i = 0; i < size; i++) {
      double half = chart.across() ? NODE_HEIGHT / 2 : widths[i] / 2;
      least = Math.min(least, along[i] - half);
      most = Math.max(most, along[i] + half);
    }
    double widest = Arrays.stream(widths).max().orElse(0);
    double step = chart.across() ? widest + LAYER_GAP : NODE_HEIGHT + LAYER_GAP;
    double first = chart.across() ? widest / 2 : NODE_HEIGHT / 2;
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      double a = along[i] - least;
      double b = first + layer[i] * step;
      places.add(new Place(chart.across() ? b : a, chart.across() ? a : b, widths[i], layer[i]));
    }
    double length = 2 * first + deepest * step;
    double breadth = size == 0 ? 0 : most - least;
    return new FlowLayout(
        places, chart.across() ? length : breadth, chart.across() ? breadth : length);
  }

  private static void sort(List<Integer> row, FlowChart chart, double[] along) {
    double[] wanted = along.clone();
    for (int node : row) {
      double sum = 0;
      int count = 0;
      for (Edge edge : chart.edges()) {
        int other = edge.from() == node ? edge.to() : edge.to() == node ? edge.from() : node;
        if (other != node) {
          sum += along[other];
          count++;
        }
      }
      wanted[node] = count == 0 ? along[node] : sum / count;
    }
    row.sort(Comparator.comparingDouble(node -> wanted[node]));
  }

  private static void spread(List<Integer> row, double[] widths, double[] along, boolean across) {
    double total = -GAP;
    for (int node : row) {
      total += (across ? NODE_HEIGHT : widths[node]) + GAP;
    }
    double at = -total / 2;
    for (int node : row) {
      double size = across ? NODE_HEIGHT : widths[node];
      along[node] = at + size / 2;
      at += size + GAP;
    }
  }

  /** The longest way to each node that does not go back. */
  private static int[] layers(FlowChart chart) {
    int size = chart.nodes().size();
    List<List<Integer>> next = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      next.add(new ArrayList<>());
    }
    chart.edges().forEach(edge -> next.get(edge.from()).add(edge.to()));
    List<Integer> order = new ArrayList<>();
    int[] state = new int[size];
    int[] upTo = new int[size];
    for (int root = 0; root < size; root++) {
      List<Integer> open = new ArrayList<>();
      if (state[root] == 0) {
        open.add(root);
        state[root] = 1;
      }
      while (!open.isEmpty()) {
        int node = open.getLast();
        if (upTo[node] < next.get(node).size()) {
          int to = next.get(node).get(upTo[node]++);
          if (state[to] == 0) {
            state[to] = 1;
            open.add(to);
          } else if (state[to] == 1) {
            next.get(node).set(upTo[node] - 1, node);
          }
        } else {
          state[node] = 2;
          order.add(open.removeLast());
        }
      }
    }
    int[] layer = new int[size];
    for (int node : order.reversed()) {
      for (int to : next.get(node)) {
        if (to != node) {
          layer[to] = Math.max(layer[to], layer[node] + 1);
        }
      }
    }
    return layer;
  }
}
