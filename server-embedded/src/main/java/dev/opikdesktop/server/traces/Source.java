package dev.opikdesktop.server.traces;

/** Where a trace or span came from. The ordinal is what is stored: append, never reorder. */
public enum Source {
  UNKNOWN,
  SDK,
  EXPERIMENT,
  PLAYGROUND,
  OPTIMIZATION,
  EVALUATOR
}
