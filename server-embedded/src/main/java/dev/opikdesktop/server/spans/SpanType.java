package dev.opikdesktop.server.spans;

/** The kind of work a span stands for. The ordinal is what is stored: append, never reorder. */
public enum SpanType {
  UNKNOWN,
  GENERAL,
  TOOL,
  LLM,
  GUARDRAIL
}
