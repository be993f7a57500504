package dev.opikdesktop.benchmarks.example;

import dev.opikdesktop.benchmarks.example.Texts.Block;
import dev.opikdesktop.benchmarks.example.Texts.Case;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Recordings that become transcripts and summaries. */
final class VoiceNotes implements Teller {
  private static final List<Case> CASES = Texts.read("voice.txt").cases();
  private static final String SYSTEM =
      "Summarise the transcript in its own language: decisions, to-dos with names, open questions.";

  @Override
  public String project() {
    return "voice-notes";
  }

  @Override
  public double share() {
    return 0.14;
  }

  @Override
  public void tell(Story story, int number) {
    Draw draw = story.draw;
    story.environment = draw.chance(0.9) ? "production" : "staging";
    Case one = CASES.get(number % CASES.size());
    Step trace = story.trace("note", story.rhythm.start(draw)).facts("1.8." + draw.between(0, 3));
    String name = "memo_" + draw.between(1_000, 9_999) + ".m4a";
    trace.tags("voice", one.name().replaceAll(".* ", ""));
    List<Block> lines = one.all("line");
    ObjectNode input = Formats.object().put("recording", name);
    trace.input(input.put("duration_seconds", lines.size() * 6));
    Step load = trace.child("load_audio", "general").takes(220);
    load.input(Formats.object().put("path", "s3://voice-notes/" + name));
    if (draw.chance(story.rhythm.risk(trace.at()))) {
      Failure failure = Failure.named("UnsupportedAudioError");
      load.fails(failure).end();
      trace.fails(failure).end();
      return;
    }
    load.output(Formats.object().put("sample_rate", 16_000).put("channels", 1)).end();
    String transcript = transcribe(trace, lines, name);
    summarise(story, trace, transcript, one.text("summary"));
    Step save = trace.child("save_note", "tool").takes(35);
    save.input(Formats.object().put("title", one.name().replaceAll(" \\S+$", "")));
    save.output(Formats.object().put("saved", true).put("version", 1)).end();
    trace.output(Formats.object().put("summary", one.text("summary"))).end();
    Judges.answer(story, trace);
    if (draw.chance(0.4)) {
      byte[] sound = Media.wav(draw.between(220, 440));
      story.attachments.add(
          new Story.Attachment("span", load.id(), "excerpt.wav", "audio/wav", sound));
    }
  }

  private static String transcribe(Step trace, List<Block> lines, String name) {
    StringBuilder transcript = new StringBuilder();
    int seconds = 0;
    for (Block line : lines) {
      transcript.append(
          String.format(
              Locale.ROOT,
              "[%02d:%02d] %s: %s%n",
              seconds / 60,
              seconds % 60,
              line.argument(),
              line.text()));
      seconds += 2 + line.text().length() / 14;
    }
    String text = transcript.toString().replace("\r", "").strip();
    Step span = trace.child("transcribe", "llm");
    ObjectNode input = Formats.object();
    ArrayNode parts = input.putArray("contents").addObject().put("role", "user").putArray("parts");
    parts.addObject().put("text", "Transcribe with speakers and times.");
    parts.addObject().putObject("file_data").put("file_uri", "gs://voice-notes/" + name);
    span.model(Model.GEMINI_FLASH, 60 + seconds * 32, Message.assistant(text).tokens());
    span.input(input).output(Formats.json(Formats.MAPPER.writeValueAsString(text))).end();
    return text;
  }

  private static void summarise(Story story, Step trace, String transcript, String summary) {
    Step span = trace.child("summarise", "llm");
    Message asked = Message.user(transcript, null);
    Message said = Message.assistant(summary);
    List<Message> messages = List.of(Message.system(SYSTEM), asked);
    ObjectNode usage = span.model(Model.GPT_4O_MINI, 40 + asked.tokens(), said.tokens());
    if (story.draw.chance(0.5)) {
      span.input(Formats.chatRequest(Model.GPT_4O_MINI, messages, List.of()));
      span.output(Formats.chatAnswer(story.draw, Model.GPT_4O_MINI, said, usage));
    } else {
      span.input(Formats.json(Formats.MAPPER.writeValueAsString(transcript)));
      span.output(Formats.json(Formats.MAPPER.writeValueAsString(summary)));
    }
    Judges.call(story, span);
    span.end();
  }

  /** A day's recording with the time of each word: an output of about so many bytes. */
  static void wholeDay(Story story, Instant start, int bytes) {
    Step trace = story.trace("transcribe a whole day", start).facts("1.8.3");
    trace.tags("voice", "large-payload");
    trace.input(Formats.object().put("recording", "council_session.flac").put("hours", 9));
    Step span = trace.child("align_words", "tool").takes(48_000);
    span.input(Formats.object().put("recording", "council_session.flac"));
    span.output(Formats.object().put("words", 0).put("model", "aligner-large")).end();
    ObjectNode output = Formats.object();
    ArrayNode words = output.putArray("words");
    String[] spoken =
        CASES.stream()
            .flatMap(one -> one.all("line").stream())
            .map(Block::text)
            .reduce("", (all, next) -> all + " " + next)
            .strip()
            .split("\\s+", -1);
    long millis = 0;
    for (int size = 0, word = 0; size < bytes; word++) {
      ObjectNode node = words.addObject().put("word", spoken[word % spoken.length]);
      int takes = story.draw.between(80, 600);
      node.put("start", millis / 1e3).put("end", (millis + takes) / 1e3);
      node.put("confidence", story.draw.between(700, 999) / 1e3);
      millis += takes + story.draw.between(10, 200);
      size += 66 + spoken[word % spoken.length].length();
    }
    trace.output(output).end();
  }
}
