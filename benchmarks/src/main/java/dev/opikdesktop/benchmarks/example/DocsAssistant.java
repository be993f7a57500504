package dev.opikdesktop.benchmarks.example;

import dev.opikdesktop.benchmarks.example.Texts.Block;
import dev.opikdesktop.benchmarks.example.Texts.Case;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers from a documentation: passages are looked for, put in order, and cited. */
final class DocsAssistant implements Teller {
  private static final Texts TEXTS = Texts.read("docs.txt");
  private static final String SYSTEM = TEXTS.head().getFirst().text();
  private static final List<Case> CASES = TEXTS.cases();
  private static final int DIMENSIONS_SHOWN = 6;
  private static final List<String> RELEASES = List.of("2026.11.1", "2026.11.1", "2026.10.4");

  @Override
  public String project() {
    return "docs-assistant";
  }

  @Override
  public double share() {
    return 0.3;
  }

  @Override
  public void tell(Story story, int number) {
    Draw draw = story.draw;
    story.environment = draw.chance(0.75) ? "production" : "staging";
    Instant at = story.rhythm.start(draw);
    Case first = CASES.get(number % CASES.size());
    List<Case> others = CASES.stream().filter(DocsAssistant::isEnglish).toList();
    int turns = 1;
    if (isEnglish(first) && draw.chance(0.5)) {
      story.thread = "docs-" + draw.hex(12);
      turns = draw.between(2, 4);
    }
    List<Message> said = new ArrayList<>(List.of(Message.system(SYSTEM)));
    boolean fine = true;
    for (int turn = 0; turn < turns && fine; turn++) {
      Case one = turn == 0 ? first : others.get((others.indexOf(first) + turn) % others.size());
      Step trace = story.trace("answer", at).facts(draw.of(RELEASES));
      fine = answer(story, trace, one, said);
      at = trace.at().plusMillis((long) draw.around(70_000));
    }
    Judges.conversation(story, fine);
  }

  private static boolean isEnglish(Case one) {
    return one.name().endsWith(" en");
  }

  private static boolean answer(Story story, Step trace, Case one, List<Message> said) {
    Draw draw = story.draw;
    String question = one.text("question");
    trace.tags("rag", one.name().replaceAll(".* ", ""));
    trace.input(Formats.object().put("question", question));
    boolean breaks = draw.chance(story.rhythm.risk(trace.at()));
    List<Block> passages = one.all("passage");
    Step retrieve = trace.child("retrieve", "general");
    retrieve.input(Formats.object().put("query", question).put("top_k", 12));
    embed(story, retrieve, question);
    search(story, retrieve, passages);
    retrieve.output(passages(passages, draw, false));
    retrieve.end();
    if (draw.chance(0.05)) {
      forgotten(story, trace, question);
    }
    Step rerank = trace.child("rerank", "tool").takes(130);
    rerank.input(Formats.object().put("query", question).put("candidates", passages.size() + 9));
    if (breaks && draw.chance(0.4)) {
      Failure failure = Failure.named("TypeError");
      rerank.fails(failure).end();
      trace.fails(failure).end();
      return false;
    }
    rerank.output(passages(passages, draw, true));
    rerank.metadata().put("model", "bge-reranker-v2-m3").put("device", "cuda:0");
    rerank.end();
    Message prompt = Message.user(prompt(question, passages), null);
    Message reply = Message.assistant(one.text("answer"));
    List<Message> asked = new ArrayList<>(said);
    asked.add(prompt);
    if (!generate(story, trace, asked, reply, breaks)) {
      return false;
    }
    said.add(Message.user(question, null));
    said.add(reply);
    ObjectNode output = Formats.object().put("answer", reply.text());
    ArrayNode citations = output.putArray("citations");
    for (int index = 0; index < passages.size(); index++) {
      citations.addObject().put("n", index + 1).put("page", passages.get(index).argument());
    }
    trace.output(output).takes(3).end();
    Judges.answer(story, trace);
    return true;
  }

  private static void embed(Story story, Step parent, String question) {
    Step embed = parent.child("embed", "llm");
    ObjectNode input = Formats.object().put("model", Model.EMBEDDING.id);
    embed.input(input.put("input", question));
    embed.model(Model.EMBEDDING, Message.assistant(question).tokens(), 0);
    ObjectNode output = Formats.object().put("object", "list").put("dimensions", 1_536);
    ArrayNode vector = output.putArray("embedding");
    for (int index = 0; index < DIMENSIONS_SHOWN; index++) {
      vector.add(story.draw.between(-99_999, 99_999) / 1e6);
    }
    embed.output(output).end();
  }

  private static void search(Story story, Step parent, List<Block> passages) {
    Step search = parent.child("vector_search", "tool").takes(24);
    ObjectNode input = Formats.object().put("index", "tidewater-docs-3.2").put("k", 12);
    input.putObject("filter").put("version", "3.2").put("lang", "en");
    ObjectNode output = Formats.object();
    ArrayNode hits = output.putArray("hits");
    for (Block passage : passages) {
      String page = passage.argument().replaceAll(".*\\| ", "");
      hits.addObject().put("page", page).put("distance", story.draw.between(110, 480) / 1e3);
    }
    search.input(input).output(output).end();
  }

  /** A span whose parent never comes, as of a process that was killed. */
  private static void forgotten(Story story, Step trace, String question) {
    Step cache = trace.child("semantic_cache", "tool").takes(9);
    cache.row().put("parent_span_id", story.draw.id(trace.at()).toString());
    cache.input(Formats.object().put("key", question));
    cache.output(Formats.object().put("hit", false)).end();
  }

  private static boolean generate(
      Story story, Step trace, List<Message> asked, Message reply, boolean breaks) {
    Draw draw = story.draw;
    boolean langChain = draw.chance(0.5);
    Model model =
        draw.of(
            langChain
                ? List.of(Model.CLAUDE_HAIKU, Model.GPT_4O_MINI)
                : List.of(Model.GPT_4O, Model.GPT_4O_MINI));
    Step chain = langChain ? trace.child("RunnableSequence", "general").takes(2) : trace;
    Step span = chain.child(langChain ? "ChatModel" : "responses.create", "llm");
    span.input(
        langChain ? Formats.langChainRequest(asked) : Formats.responsesRequest(model, asked));
    if (breaks) {
      Failure failure = Failure.ofModel(draw, model);
      span.takes(3_000).fails(failure).end();
      if (langChain) {
        chain.fails(failure).end();
      }
      trace.fails(failure).end();
      return false;
    }
    int prompt = 900 + asked.stream().mapToInt(Message::tokens).sum();
    ObjectNode usage = span.model(model, prompt, reply.tokens());
    span.output(
        langChain
            ? Formats.langChainAnswer(draw, model, reply, usage)
            : Formats.responsesAnswer(draw, model, reply, usage));
    Judges.call(story, span);
    span.end();
    if (langChain) {
      chain.input(Formats.object().put("question", asked.getLast().text()));
      chain.output(Formats.object().put("output", reply.text())).end();
    }
    return true;
  }

  private static String prompt(String question, List<Block> passages) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < passages.size(); index++) {
      Block passage = passages.get(index);
      text.append('[').append(index + 1).append("] ").append(passage.argument()).append('\n');
      text.append(passage.text()).append("\n\n");
    }
    return text.append("Question: ").append(question).toString();
  }

  private static ObjectNode passages(List<Block> passages, Draw draw, boolean ranked) {
    ObjectNode output = Formats.object();
    ArrayNode list = output.putArray("documents");
    double score = 0.98;
    for (Block passage : passages) {
      String[] parts = passage.argument().split(" \\| ", 2);
      ObjectNode node = list.addObject().put("title", parts[0]).put("url", "/docs/" + parts[1]);
      node.put("text", passage.text());
      if (ranked) {
        node.put("score", Math.round(score * 1e3) / 1e3);
        score -= draw.share() * 0.3;
      }
    }
    return output;
  }
}
