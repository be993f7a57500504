package dev.opikdesktop.desktop.explorer.graph;

import dev.opikdesktop.desktop.client.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Nodes and edges of Mermaid's flow charts. Colours, classes and the frames of subgraphs are left
 * out: the window has its own.
 *
 * @param across whether it goes from left to right
 */
public record FlowChart(boolean across, List<Node> nodes, List<Edge> edges) {
  public static final FlowChart NONE = new FlowChart(false, List.of(), List.of());

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String KEY = "_opik_graph_definition";
  private static final Pattern HEADER =
      Pattern.compile("(?:graph|flowchart)(?:\\s+(TB|TD|BT|LR|RL))?");
  private static final Pattern SKIPPED =
      Pattern.compile(
          "(?:%%|---|classDef|class|style|linkStyle|click|subgraph|end|direction)\\b.*|%%.*|---");
  private static final Pattern NODE =
      Pattern.compile(
          "\\s*([\\p{L}\\p{N}_.$]+(?:-[\\p{L}\\p{N}_.$]+)*)"
              + "(\\(\\[.*?]\\)|\\(\\(.*?\\)\\)|\\[\\[.*?]]|\\[\\(.*?\\)]|\\{\\{.*?}}"
              + "|\\(.*?\\)|\\[.*?]|\\{.*?})?(?::::[\\w-]+)?\\s*");
  private static final Pattern EDGE =
      Pattern.compile(
          "(?:--\\s+([^|]+?)\\s+--+>|==\\s+([^|]+?)\\s+==+>|-\\.\\s+([^|]+?)\\s+\\.+->"
              + "|<?(-\\.+->?|--+>|---+|==+>|--[xo]))\\s*(?:\\|([^|]*)\\|)?");

  public FlowChart {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /** What a node is drawn as. */
  public enum Shape {
    BOX,
    ROUND,
    DIAMOND
  }

  public record Node(String id, String label, Shape shape) {}

  /**
   * @param from place among the nodes
   */
  public record Edge(int from, int to, String label, boolean dotted) {}

  public boolean isEmpty() {
    return nodes.isEmpty();
  }

  /** The chart that metadata carries; none where they carry none. */
  public static FlowChart of(Payload metadata) {
    if (metadata.cut() || !metadata.json().contains(KEY)) {
      return NONE;
    }
    try {
      JsonNode definition = JSON.readTree(metadata.json()).path(KEY);
      return "mermaid".equals(definition.path("format").asString(""))
          ? parse(definition.path("data").asString(""))
          : NONE;
    } catch (JacksonException notJson) {
      return NONE;
    }
  }

  /** Lines that are not understood are left out. */
  static FlowChart parse(String mermaid) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    List<String> ids = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    boolean across = false;
    boolean begun = false;
    for (String raw : mermaid.replace("&nbsp;", " ").split("\n|;(?=\\s|$)")) {
      String line = raw.strip();
      Matcher header = HEADER.matcher(line);
      if (!begun) {
        if (header.matches()) {
          begun = true;
          across = "LR".equals(header.group(1)) || "RL".equals(header.group(1));
        }
      } else if (!line.isEmpty() && !SKIPPED.matcher(line).matches()) {
        statement(line, nodes, ids, edges);
      }
    }
    return new FlowChart(across, ids.stream().map(nodes::get).toList(), edges);
  }

  private static void statement(
      String line, Map<String, Node> nodes, List<String> ids, List<Edge> edges) {
    Matcher node = NODE.matcher(line);
    Matcher edge = EDGE.matcher(line);
    int at = 0;
    List<Integer> before = List.of();
    String label = "";
    boolean dotted = false;
    while (at < line.length()) {
      List<Integer> here = new ArrayList<>();
      do {
        if (!node.region(at, line.length()).lookingAt()) {
          return;
        }
        here.add(place(node.group(1), node.group(2), nodes, ids));
        at = node.end();
      } while (at < line.length() && line.charAt(at++) == '&');
      for (int from : before) {
        for (int to : here) {
          edges.add(new Edge(from, to, label, dotted));
        }
      }
      at = node.end();
      if (at >= line.length() || !edge.region(at, line.length()).lookingAt()) {
        return;
      }
      label = "";
      for (int group : new int[] {1, 2, 3, 5}) {
        label = edge.group(group) == null ? label : plain(edge.group(group));
      }
      dotted = edge.group(3) != null || edge.group(4) != null && edge.group(4).startsWith("-.");
      at = edge.end();
      before = here;
    }
  }

  private static int place(
      String id, @Nullable String shape, Map<String, Node> nodes, List<String> ids) {
    if (!nodes.containsKey(id)) {
      ids.add(id);
      nodes.put(id, new Node(id, id, Shape.BOX));
    }
    if (shape != null) {
      Shape drawn =
          shape.startsWith("{") ? Shape.DIAMOND : shape.startsWith("(") ? Shape.ROUND : Shape.BOX;
      String inner = shape.replaceAll("^[\\[({]+|[\\])}]+$", "");
      nodes.put(id, new Node(id, plain(inner), drawn));
    }
    return ids.indexOf(id);
  }

  private static String plain(String label) {
    return label
        .replaceAll("<br\\s*/?>", " ")
        .replaceAll("<[^>]*>", "")
        .replaceAll("^\\s*[\"'`]+|[\"'`]+\\s*$", "")
        .strip();
  }
}
