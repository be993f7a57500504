package dev.opikdesktop.desktop.explorer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.explorer.graph.FlowChart.Edge;
import dev.opikdesktop.desktop.explorer.graph.FlowChart.Node;
import dev.opikdesktop.desktop.explorer.graph.FlowChart.Shape;
import org.junit.jupiter.api.Test;

class FlowChartTest {
  @Test
  void whatLangGraphDraws() {
    FlowChart chart =
        FlowChart.parse(
            """
            ---
            config:
              flowchart:
                curve: linear
            ---
            graph TD;
            \t__start__([<p>__start__</p>]):::first
            \tagent(agent)
            \t__end__([<p>__end__</p>]):::last
            \t__start__ --> agent;
            \tagent -. &nbsp;continue&nbsp; .-> tools;
            \tagent -.-> __end__;
            \ttools --> agent;
            \tclassDef default fill:#f2f0ff,line-height:1.2
            """);

    assertThat(chart.across()).isFalse();
    assertThat(chart.nodes())
        .containsExactly(
            new Node("__start__", "__start__", Shape.ROUND),
            new Node("agent", "agent", Shape.ROUND),
            new Node("__end__", "__end__", Shape.ROUND),
            new Node("tools", "tools", Shape.BOX));
    assertThat(chart.edges())
        .containsExactly(
            new Edge(0, 1, "", false),
            new Edge(1, 3, "continue", true),
            new Edge(1, 2, "", true),
            new Edge(3, 1, "", false));
    FlowLayout layout = FlowLayout.of(chart);
    assertThat(layout.places().stream().map(FlowLayout.Place::layer)).containsExactly(0, 1, 2, 2);
  }

  @Test
  void shapesLabelsChainsAndBranches() {
    FlowChart chart =
        FlowChart.parse(
            "flowchart LR\nA[\"Ask it\"] -->|yes| B{Known?} -- no --> C((Stop))\nA & B --> D");

    assertThat(chart.across()).isTrue();
    assertThat(chart.nodes())
        .containsExactly(
            new Node("A", "Ask it", Shape.BOX),
            new Node("B", "Known?", Shape.DIAMOND),
            new Node("C", "Stop", Shape.ROUND),
            new Node("D", "D", Shape.BOX));
    assertThat(chart.edges())
        .containsExactly(
            new Edge(0, 1, "yes", false),
            new Edge(1, 2, "no", false),
            new Edge(0, 3, "", false),
            new Edge(1, 3, "", false));
  }

  @Test
  void metadataWithoutAGraphHaveNone() {
    assertThat(FlowChart.of(new Payload("{\"a\":1}", false)).isEmpty()).isTrue();
    assertThat(
            FlowChart.of(
                    new Payload(
                        "{\"_opik_graph_definition\":{\"format\":\"mermaid\",\"data\":\"graph TD\\n"
                            + "A-->B\"}}",
                        false))
                .nodes())
        .hasSize(2);
  }
}
