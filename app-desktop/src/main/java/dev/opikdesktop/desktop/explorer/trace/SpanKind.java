package dev.opikdesktop.desktop.explorer.trace;

import java.util.List;
import java.util.Locale;

/** What a row of the tree stands for; its badge and colour follow from it. */
public enum SpanKind {
  TRACE("T", "trace", "Trace"),
  GENERAL("S", "general", "Step"),
  TOOL("F", "tool", "Tool call"),
  LLM("L", "llm", "LLM call"),
  GUARDRAIL("G", "guard", "Guardrail"),
  ORPHANS("?", "orphans", "Spans without their parent");

  /** Kinds that a span can be of. */
  static final List<SpanKind> OF_SPANS = List.of(LLM, TOOL, GENERAL, GUARDRAIL);

  private final String badge;
  private final String styleName;
  private final String label;

  SpanKind(String badge, String styleName, String label) {
    this.badge = badge;
    this.styleName = styleName;
    this.label = label;
  }

  static SpanKind ofWire(String type) {
    return switch (type) {
      case "tool" -> TOOL;
      case "llm" -> LLM;
      case "guardrail" -> GUARDRAIL;
      default -> GENERAL;
    };
  }

  /** The wire's word for a kind of span. */
  String type() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String badge() {
    return badge;
  }

  /** The style class that gives badge and bar their colour. */
  public String styleName() {
    return styleName;
  }

  public String label() {
    return label;
  }
}
