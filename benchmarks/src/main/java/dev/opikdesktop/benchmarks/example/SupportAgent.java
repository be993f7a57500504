package dev.opikdesktop.benchmarks.example;

import dev.opikdesktop.benchmarks.example.Texts.Block;
import dev.opikdesktop.benchmarks.example.Texts.Case;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The chat of a shop: an agent that looks up orders and starts refunds, a trace a turn. */
final class SupportAgent implements Teller {
  private static final Texts TEXTS = Texts.read("support.txt");
  private static final String SYSTEM = TEXTS.head().getFirst().text();
  private static final List<String> TOOLS =
      List.of("find_order", "track_parcel", "start_refund", "start_return", "hand_over");
  private static final List<String> ITEMS =
      List.of("Fjord 3L jacket", "Lapwing down jacket", "Skua softshell jacket", "Petrel parka");
  private static final List<String> NAMES =
      List.of("Ines", "Marcus", "Oluwaseun", "Zoë", "Björn", "Aditi", "Camille", "Tomasz");
  private static final List<String> RELEASES = List.of("4.11.2", "4.11.2", "4.11.1", "4.12.0-rc1");
  private static final Pattern DAYS_AGO = Pattern.compile("\\{ago:(-?\\d+)}");

  @Override
  public String project() {
    return "support-agent";
  }

  @Override
  public double share() {
    return 0.5;
  }

  @Override
  public void tell(Story story, int number) {
    int count = TEXTS.cases().size();
    Case one = TEXTS.cases().get(number % count);
    if (one.name().endsWith(" ar") && number >= count) {
      one = TEXTS.cases().getFirst();
    }
    new Chat(story, one).tell();
  }

  /** One conversation under way. */
  private static final class Chat {
    private final Story story;
    private final Draw draw;
    private final Case one;
    private final boolean anthropic;
    private final Model model;
    private final Map<String, String> words = new LinkedHashMap<>();
    private final List<Message> said = new ArrayList<>();
    private final String release;
    private Instant at;

    Chat(Story story, Case one) {
      this.story = story;
      this.draw = story.draw;
      this.one = one;
      this.anthropic = one.name().endsWith("anthropic");
      this.model =
          anthropic ? Model.CLAUDE_SONNET : draw.chance(0.6) ? Model.GPT_4O : Model.GPT_4O_MINI;
      this.release = draw.of(RELEASES);
      this.at = story.rhythm.start(draw);
      String name = draw.of(NAMES);
      words.put("order", "AP-" + draw.between(100_000, 999_999));
      words.put("item", draw.of(ITEMS));
      words.put("price", draw.between(79, 148) + ".90");
      words.put("parcel", "JD" + draw.between(10_000_000, 99_999_999));
      words.put("sku", Integer.toString(draw.between(1_000, 9_999)));
      words.put("name", name);
      words.put("mail", name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "") + "@example.org");
      words.put("day", draw.of(List.of("Friday", "Saturday", "Sunday")));
    }

    void tell() {
      story.environment = draw.chance(0.85) ? "production" : "staging";
      story.thread = "chat-" + draw.hex(10);
      said.add(Message.system(SYSTEM));
      boolean fine = true;
      for (List<Block> turn : turns()) {
        fine = turn(turn);
        if (!fine) {
          break;
        }
        at = at.plusMillis((long) draw.around(45_000));
      }
      Judges.conversation(story, fine);
    }

    private List<List<Block>> turns() {
      List<List<Block>> turns = new ArrayList<>();
      for (Block block : one.blocks()) {
        if (block.kind().equals("user")) {
          turns.add(new ArrayList<>());
        }
        turns.getLast().add(block);
      }
      return turns;
    }

    private boolean turn(List<Block> turn) {
      Block question = turn.getFirst();
      String image = question.argument().equals("image") ? receipt() : null;
      said.add(Message.user(fill(question.text()), image));
      Step trace = story.trace("support turn", at).facts(release);
      trace.tags("support", language(), said.size() > 2 ? "follow-up" : "first-contact");
      boolean plain = image == null && !anthropic && draw.chance(0.6);
      if (plain) {
        trace.input(Formats.object().put("input", said.getLast().text()));
      } else {
        ObjectNode messages = Formats.object();
        messages.set("messages", Formats.chat(said));
        trace.input(messages);
      }
      moderate(trace);
      Step agent = trace.child("agent", "general").takes(6);
      agent.input(Formats.object().put("turn", said.size() / 2));
      boolean fine = steps(trace, agent, turn.subList(1, turn.size()));
      agent.end();
      if (fine) {
        Message answer = said.getLast();
        trace.output(
            plain
                ? Formats.object().put("output", answer.text())
                : Formats.chatAnswer(draw, model, answer, Formats.object()));
        Judges.answer(story, trace);
        attach(trace, turn);
      }
      trace.takes(4).end();
      at = trace.at();
      return fine;
    }

    private void moderate(Step trace) {
      Step guard = trace.child("moderation", "guardrail").takes(38);
      guard.input(Formats.object().put("text", said.getLast().text()));
      guard.output(Formats.object().put("flagged", false).put("score", draw.between(0, 40) / 1e3));
      guard.end();
    }

    private boolean steps(Step trace, Step agent, List<Block> blocks) {
      Message call = null;
      for (Block block : blocks) {
        boolean breaks = draw.chance(story.rhythm.risk(at) / 2);
        switch (block.kind()) {
          case "call" -> {
            String[] words = fill(block.argument()).split(" ", 2);
            call = Message.call(words[0], "call_" + draw.hex(20), words[1]);
            if (!ask(trace, agent, call, breaks)) {
              return false;
            }
          }
          case "result" -> {
            if (call != null && !use(trace, agent, call, fill(block.text()), breaks)) {
              return false;
            }
          }
          default -> {
            if (!ask(trace, agent, Message.assistant(fill(block.text())), breaks)) {
              return false;
            }
          }
        }
      }
      return true;
    }

    /** A call of the model; one that fails is tried again half of the times. */
    private boolean ask(Step trace, Step agent, Message answer, boolean breaks) {
      Step span = agent.child(anthropic ? "messages.create" : "chat.completions", "llm");
      span.input(
          anthropic
              ? Formats.anthropicRequest(model, said, TOOLS)
              : Formats.chatRequest(model, said, TOOLS));
      span.metadata().put("temperature", 0.2).put("created_from", model.provider);
      if (breaks) {
        Failure failure = Failure.ofModel(draw, model);
        span.takes(2_500).fails(failure).end();
        span.row().put("model", model.id).put("provider", model.provider);
        if (draw.chance(0.5)) {
          return ask(trace, agent.takes(700), answer, false);
        }
        agent.fails(failure);
        trace.fails(failure);
        return false;
      }
      int prompt = 640 + said.stream().mapToInt(Message::tokens).sum();
      ObjectNode usage = span.model(model, prompt, answer.tokens());
      span.output(
          anthropic
              ? Formats.anthropicAnswer(draw, model, answer, usage)
              : Formats.chatAnswer(draw, model, answer, usage));
      Judges.call(story, span);
      span.end();
      said.add(answer);
      return true;
    }

    private boolean use(Step trace, Step agent, Message call, String result, boolean breaks) {
      Step span = agent.child(String.valueOf(call.tool()), "tool").takes(180);
      span.input(Formats.json(call.text()));
      if (breaks) {
        String type =
            "start_refund".equals(call.tool())
                ? "ValidationError"
                : "java.net.SocketTimeoutException";
        Failure failure = Failure.named(type);
        span.takes(2_600).fails(failure).end();
        agent.fails(failure);
        trace.fails(failure);
        return false;
      }
      span.output(Formats.json(result));
      span.end();
      said.add(Message.result(call, result));
      return true;
    }

    private @Nullable String receipt() {
      return Base64.getEncoder().encodeToString(picture());
    }

    private byte[] picture() {
      return Media.receipt(fill("R-{sku}"), fill("{item}"), fill("{price}"), fill("{ago:16}"));
    }

    private void attach(Step trace, List<Block> turn) {
      if (turn.getFirst().argument().equals("image")) {
        add(trace, "receipt.png", "image/png", picture());
      }
      if (turn.stream().anyMatch(block -> block.argument().startsWith("reissue_invoice"))) {
        List<String> lines =
            List.of(
                "Bergwerk Software GmbH, DE301442987",
                fill("Order {order}"),
                fill("Total EUR {price}"),
                "Paid. Thank you.");
        add(
            trace,
            fill("RE-{sku}-K.pdf"),
            "application/pdf",
            Media.pdf(fill("Invoice RE-{sku}-K"), lines));
      }
    }

    private void add(Step trace, String name, String type, byte[] content) {
      story.attachments.add(new Story.Attachment("trace", trace.id(), name, type, content));
    }

    private String language() {
      return one.name().replace(" anthropic", "").replaceAll(".* ", "");
    }

    private String fill(String text) {
      String filled = text;
      for (Map.Entry<String, String> word : words.entrySet()) {
        filled = filled.replace("{" + word.getKey() + "}", word.getValue());
      }
      LocalDate today = at.atZone(ZoneOffset.UTC).toLocalDate();
      return DAYS_AGO
          .matcher(filled)
          .replaceAll(days -> today.minusDays(Integer.parseInt(days.group(1))).toString());
    }
  }
}
