package dev.opikdesktop.benchmarks.example;

import dev.opikdesktop.benchmarks.example.Texts.Case;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A crew that plans, searches in parallel, and writes a report: deep trees of 60 to 300 spans. */
final class ResearchCrew implements Teller {
  private static final List<Case> CASES = Texts.read("research.txt").cases();
  private static final int LEAST_SPANS = 60;
  private static final int MOST_SPANS = 280;
  private static final int SHARDS = 25;
  private static final int STEPS_A_CHUNK = 4;

  /** The flow of the crew, as frameworks hand it on with a trace. */
  private static final String GRAPH =
      """
      graph TD;
        start([start]) --> plan(plan);
        plan --> guard{on topic?};
        guard -- no --> finish([end]);
        guard -- yes --> research(research in parallel);
        research --> critique(critique);
        critique -. gaps .-> research;
        critique --> write(write report);
        write --> check{claims backed?};
        check -. no .-> write;
        check -- yes --> finish;
      """;

  @Override
  public String project() {
    return "research-crew";
  }

  @Override
  public double share() {
    return 0.06;
  }

  @Override
  public void tell(Story story, int number) {
    story.environment = story.draw.chance(0.6) ? "production" : "staging";
    Case one = CASES.get(number % CASES.size());
    new Run(story, one, story.draw.between(LEAST_SPANS, MOST_SPANS)).tell();
  }

  /** One run under way. */
  private static final class Run {
    private final Story story;
    private final Draw draw;
    private final Case one;
    private final int spans;
    private final List<String> questions;
    private final List<String> findings;

    Run(Story story, Case one, int spans) {
      this.story = story;
      this.draw = story.draw;
      this.one = one;
      this.spans = spans;
      this.questions = one.text("questions").lines().toList();
      this.findings = one.text("findings").lines().toList();
    }

    void tell() {
      Step trace = story.trace("research run", story.rhythm.start(draw)).facts("0.9.4");
      trace.tags("crew", "deep-research");
      trace.input(Formats.object().put("topic", one.name()).put("depth", "thorough"));
      trace
          .metadata()
          .putObject("_opik_graph_definition")
          .put("format", "mermaid")
          .put("data", GRAPH);
      boolean breaks = draw.chance(story.rhythm.risk(trace.at()));
      Step crew = trace.child("crew.kickoff", "general").takes(12);
      ask(
          crew,
          "plan",
          "List the questions that a report on this needs: " + one.name(),
          one.text("questions"));
      guard(crew, "on_topic", one.name());
      route(crew, "research");
      int rounds = 0;
      while (story.spans.size() < spans - 12) {
        round(crew, ++rounds);
        ask(
            crew,
            "critique",
            "What is missing? " + findings.getFirst(),
            "Gaps: costs after 2030; a second source for finding " + rounds + ".");
        route(crew, story.spans.size() < spans - 12 ? "research" : "write");
      }
      if (breaks) {
        Failure failure = Failure.named("OverloadedError");
        Step write = crew.child("write_report", "llm").takes(9_000).fails(failure);
        write.row().put("model", Model.CLAUDE_SONNET.id).put("provider", "anthropic");
        write.end();
        crew.fails(failure).end();
        trace.fails(failure).end();
        return;
      }
      ask(
          crew,
          "write_report",
          "Write the report from these findings:\n" + one.text("findings"),
          one.text("report"));
      guard(crew, "claims_backed", one.text("report"));
      crew.output(Formats.object().put("rounds", rounds)).end();
      trace.output(Formats.object().put("report", one.text("report"))).takes(5).end();
      Judges.answer(story, trace);
    }

    /** Researchers that work side by side, one a question. */
    private void round(Step crew, int number) {
      Step round = crew.child("research round " + number, "general");
      Instant together = round.at();
      for (int worker = 0; worker < questions.size(); worker++) {
        String question = questions.get(worker);
        Step researcher = round.child("researcher " + (worker + 1), "general", together).takes(30);
        researcher.input(Formats.object().put("question", question));
        String finding = findings.get((worker + number) % findings.size());
        dig(researcher, question, finding, draw.between(1, 4));
        researcher.output(Formats.object().put("finding", finding)).end();
      }
      round.end();
    }

    private void dig(Step parent, String question, String finding, int depth) {
      Step step = parent.child(depth > 1 ? "delegate" : "look_up", "general").takes(8);
      step.input(Formats.object().put("question", question));
      search(step, question, draw.chance(0.12));
      fetch(step);
      ask(step, "extract", "Question: " + question + "\nText: " + finding, finding);
      if (depth > 1) {
        dig(step, "Second source for: " + question, finding, depth - 1);
      }
      step.output(
          Formats.object().put("finding", finding).put("confidence", draw.between(55, 98) / 100.0));
      step.end();
    }

    /** A search; one that takes too long is tried again. */
    private void search(Step parent, String question, boolean breaks) {
      Step search = parent.child("web_search", "tool").takes(breaks ? 5_000 : 420);
      search.input(Formats.object().put("query", question).put("attempt", breaks ? 1 : 2));
      if (breaks) {
        search.fails(Failure.named("*url.Error")).end();
        Step wait = parent.child("backoff", "general").takes(1_000);
        internal(wait);
        wait.end();
        search(parent, question, false);
        return;
      }
      ArrayNode hits = Formats.MAPPER.createArrayNode();
      for (int hit = 1; hit <= 3; hit++) {
        hits.addObject()
            .put("title", question.replace("?", "") + " (" + (2026 - hit) + ")")
            .put("url", "https://library.example.org/" + draw.hex(8));
      }
      ObjectNode output = Formats.object();
      output.set("results", hits);
      search.output(output).end();
    }

    private void fetch(Step parent) {
      Step fetch = parent.child("fetch_page", "tool").takes(650);
      fetch.input(Formats.object().put("url", "https://library.example.org/" + draw.hex(8)));
      fetch.output(
          Formats.object().put("status", 200).put("characters", draw.between(4_000, 60_000)));
      fetch.end();
    }

    private void ask(Step parent, String name, String prompt, String answer) {
      Model model = name.equals("extract") ? Model.CLAUDE_HAIKU : Model.CLAUDE_SONNET;
      Step span = parent.child(name, "llm");
      Message asked = Message.user(prompt, null);
      Message said = Message.assistant(answer);
      List<Message> messages =
          List.of(
              Message.system(
                  "You are the " + name + " step of a research crew. Be exact; name sources."),
              asked);
      ObjectNode usage = span.model(model, 1_400 + asked.tokens(), said.tokens());
      span.input(Formats.anthropicRequest(model, messages, List.of()));
      span.output(Formats.anthropicAnswer(draw, model, said, usage));
      if (draw.chance(0.1)) {
        Judges.call(story, span);
      }
      span.end();
    }

    private void guard(Step parent, String name, String text) {
      Step guard = parent.child(name, "guardrail").takes(60);
      guard.input(Formats.object().put("text", text));
      guard.output(Formats.object().put("passed", true).put("score", draw.between(900, 999) / 1e3));
      guard.end();
    }

    /** The framework's own step between two of the crew's. */
    private void route(Step parent, String to) {
      Step route = parent.child("__route__", "general").takes(1);
      internal(route);
      route.output(Formats.object().put("goto", to)).end();
    }

    private static void internal(Step step) {
      step.metadata().putObject("_opik").put("is_internal", true);
    }
  }

  /** An archive that is indexed: one trace of exactly so many spans, four levels deep. */
  static void archive(Story story, Instant start, int spans) {
    Draw draw = story.draw;
    Step trace = story.trace("index the archive", start).facts("0.9.4");
    trace.tags("crew", "nightly", "wide");
    trace.input(Formats.object().put("archive", "reports 1998-2026").put("shards", SHARDS));
    int chunks = (spans - SHARDS) / STEPS_A_CHUNK;
    for (int shard = 0; shard < SHARDS; shard++) {
      Step part = trace.child("shard " + (shard + 1), "general", start).takes(20);
      for (int chunk = shard; chunk < chunks; chunk += SHARDS) {
        Step one = part.child("chunk " + chunk, "general").takes(1);
        one.child("extract_text", "tool").takes(6).end();
        Step embed = one.child("embed", "llm");
        embed.model(Model.EMBEDDING, draw.between(180, 520), 0);
        embed.end();
        one.child("store", "tool").takes(2).output(Formats.object().put("stored", true)).end();
        one.end();
      }
      part.output(Formats.object().put("done", true)).end();
    }
    while (story.spans.size() < spans) {
      trace.child("merge", "tool").takes(15).end();
    }
    trace.output(Formats.object().put("chunks", chunks)).end();
  }
}
