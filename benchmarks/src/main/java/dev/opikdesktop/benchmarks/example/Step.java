package dev.opikdesktop.benchmarks.example;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A trace or a span while it is told. Its clock moves on by what it takes and by its children. */
final class Step {
  private final Story story;
  private final ObjectNode row;
  private final @Nullable Step parent;
  private final Instant start;
  private Instant at;

  Step(Story story, ObjectNode row, @Nullable Step parent, Instant start) {
    this.story = story;
    this.row = row;
    this.parent = parent;
    this.start = start;
    this.at = start;
  }

  String id() {
    return row.path("id").asString();
  }

  boolean isTrace() {
    return parent == null;
  }

  /** Where its clock stands. */
  Instant at() {
    return at;
  }

  ObjectNode row() {
    return row;
  }

  private Step root() {
    return parent == null ? this : parent.root();
  }

  /** A child that begins now. */
  Step child(String name, String type) {
    return child(name, type, at);
  }

  /** A child that begins at a time of its own, beside others. */
  Step child(String name, String type, Instant from) {
    ObjectNode span = Formats.object();
    span.put("id", story.draw.id(from).toString()).put("trace_id", root().id());
    if (parent != null) {
      span.put("parent_span_id", id());
    }
    span.put("project_name", story.project).put("name", name).put("type", type);
    span.put("start_time", from.toString()).put("environment", story.environment);
    span.put("source", "sdk");
    story.spans.add(span);
    return new Step(story, span, this, from);
  }

  /** Lets time pass: about so many milliseconds. */
  Step takes(double median) {
    long micros = (long) (story.draw.around(median) * 1e3);
    at = at.plusNanos(micros * 1_000);
    return this;
  }

  Step input(JsonNode input) {
    row.set("input", input);
    return this;
  }

  Step output(JsonNode output) {
    row.set("output", output);
    return this;
  }

  ObjectNode metadata() {
    return row.withObject("/metadata");
  }

  Step tags(String... tags) {
    ArrayNode list = row.putArray("tags");
    List.of(tags).forEach(list::add);
    return this;
  }

  /**
   * A call of a model: its counts, its first token and the time that it takes.
   *
   * @return the counts
   */
  ObjectNode model(Model model, int prompt, int completion) {
    int cached = prompt > 1_100 && story.draw.chance(0.6) ? prompt / 128 * 128 * 3 / 4 : 0;
    row.put("model", model.id).put("provider", model.provider);
    ObjectNode usage = row.putObject("usage");
    model.usage(usage, prompt, completion, cached);
    double first = story.draw.around(model.firstToken) + (prompt - cached) / 40.0;
    if (model.speed > 0) {
      row.put("ttft", Math.round(first * 1e3) / 1e3);
      at = at.plusMillis((long) first);
      Step root = root();
      root.row.put("ttft", Duration.between(root.start, at).toNanos() / 1e6);
      takes(completion / model.speed * 1e3);
    } else {
      takes(first);
    }
    return usage;
  }

  Step fails(Failure failure) {
    failure.write(row);
    return this;
  }

  /** Ends it, and the clock of what it belongs to is not before that. */
  void end() {
    row.put("end_time", at.toString());
    if (parent != null && parent.at.isBefore(at)) {
      parent.at = at;
    }
  }

  /** The facts about a request that applications add: channel, customer, release. */
  Step facts(String release) {
    Draw draw = story.draw;
    ObjectNode metadata = metadata();
    metadata.put("channel", draw.of(List.of("web", "web", "app", "email", "whatsapp")));
    metadata.put("release", release);
    ObjectNode customer = metadata.putObject("customer");
    customer.put("tier", draw.of(List.of("free", "free", "plus", "business")));
    customer.put("id", "c_" + draw.hex(8)).put("since", draw.between(2019, 2026));
    ObjectNode runtime = metadata.putObject("runtime");
    runtime.put("region", draw.of(List.of("eu-central-1", "eu-west-1", "us-east-1")));
    runtime.put(
        "pod",
        row.path("name").asString().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-")
            + "-"
            + draw.hex(5));
    runtime.putObject("flags").put("new_router", draw.chance(0.3)).put("cache", true);
    return this;
  }
}
