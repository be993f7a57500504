package dev.opikdesktop.benchmarks.example;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** An exception as the SDK of some language reports it. */
record Failure(String type, String message, String traceback) {
  private static final List<Failure> ALL =
      Texts.read("failures.txt").cases().stream()
          .map(one -> new Failure(one.name(), one.text("message"), one.text("traceback")))
          .toList();

  /** One of the providers of models. */
  static Failure ofModel(Draw draw, Model model) {
    return model.provider.equals("anthropic")
        ? named(draw.chance(0.5) ? "APITimeoutError" : "OverloadedError")
        : named("RateLimitError");
  }

  static Failure named(String type) {
    return ALL.stream().filter(one -> one.type().equals(type)).findFirst().orElseThrow();
  }

  void write(ObjectNode row) {
    row.putObject("error_info")
        .put("exception_type", type)
        .put("message", message)
        .put("traceback", traceback);
  }
}
