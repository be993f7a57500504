package dev.opikdesktop.benchmarks.example;

import java.util.List;

/** What users and judges think of answers and conversations. */
final class Judges {
  static final String USER = "User feedback";
  static final String HELPFUL = "helpful";
  static final String ACCURACY = "accuracy";
  static final String HALLUCINATION = "hallucination";
  static final String TONE = "tone";
  static final String RESOLVED = "resolved";

  private static final List<String> PRAISE =
      List.of(
          "Quick and to the point",
          "Did exactly what I asked for",
          "Endlich eine klare Antwort!",
          "很有帮助，谢谢！",
          "Better than the phone line 👏");
  private static final List<String> BLAME =
      List.of(
          "Did not read my question",
          "Too long, the answer is in the last line",
          "Das stand so schon in der Hilfe",
          "It promised a mail that never came");
  private static final List<String> SOUND =
      List.of(
          "Every claim is backed by a tool result or a cited passage.",
          "The numbers in the answer equal those of the source.",
          "Complete, and nothing was added that the context does not hold.");
  private static final List<String> UNSOUND =
      List.of(
          "The answer names a delivery date that no tool returned.",
          "Passage [2] is cited for a claim that it does not make.",
          "The amount is right, the currency is not the customer's.");
  private static final List<String> REMARKS =
      List.of(
          "Good example for the onboarding deck.",
          "Why did it call the tool twice here? Worth a look.",
          "Tone is off in the second sentence, otherwise fine.",
          "Bitte in den Testdatensatz aufnehmen.",
          "Reproduced locally with release 4.11.2; the timeout of the order service is too short.",
          "客户后来打电话确认已解决。");

  private Judges() {}

  /** An answer that was given. */
  static void answer(Story story, Step trace) {
    Draw draw = story.draw;
    boolean good = draw.chance(0.82);
    if (draw.chance(0.35)) {
      String reason = draw.chance(0.4) ? draw.of(good ? PRAISE : BLAME) : null;
      story.score(trace, Score.named(USER, good ? 1 : 0, good ? "👍" : "👎", reason));
    }
    if (draw.chance(0.5)) {
      double accuracy = good ? 0.8 + draw.share() * 0.2 : 0.2 + draw.share() * 0.5;
      String reason = draw.of(good ? SOUND : UNSOUND);
      story.score(trace, Score.judged(ACCURACY, accuracy, reason));
      story.score(trace, Score.judged(HALLUCINATION, good ? 0 : draw.share(), reason));
    }
    if (draw.chance(0.25)) {
      double helpful = good ? 0.7 + draw.share() * 0.3 : draw.share() * 0.6;
      story.score(trace, Score.judged(HELPFUL, helpful, null));
    }
    remark(story, "traces", trace.id(), 0.04);
  }

  /** A call of a model. */
  static void call(Story story, Step span) {
    if (story.draw.chance(0.08)) {
      double accuracy = 0.6 + story.draw.share() * 0.4;
      story.score(span, Score.judged(ACCURACY, accuracy, story.draw.of(SOUND)));
    }
    remark(story, "spans", span.id(), 0.01);
  }

  /** A conversation that is over. */
  static void conversation(Story story, boolean solved) {
    Draw draw = story.draw;
    String thread = story.thread;
    if (thread == null || draw.chance(0.35)) {
      return;
    }
    story.scoreThread(
        Score.named(
            RESOLVED,
            solved ? 1 : 0,
            solved ? "yes" : "no",
            solved ? "The customer got what was asked for." : "It ended with an error."));
    if (draw.chance(0.5)) {
      String tone = draw.of(List.of("friendly", "friendly", "neutral", "curt"));
      double value = tone.equals("friendly") ? 1 : tone.equals("neutral") ? 0.5 : 0;
      story.scoreThread(Score.named(TONE, value, tone, null));
    }
    remark(story, Story.THREADS, thread, 0.12);
  }

  private static void remark(Story story, String kind, String id, double share) {
    if (story.draw.chance(share)) {
      story.comments.add(new Story.Comment(kind, id, story.draw.of(REMARKS)));
    }
  }
}
