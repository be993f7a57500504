package dev.opikdesktop.benchmarks;

import static dev.opikdesktop.benchmarks.Question.require;

import dev.opikdesktop.benchmarks.Question.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Words, and parts of words, in any input or output of a project: as the search of a list, which
 * also counts, and as a filter of a search stream.
 */
final class WordQuestions {
  private final long spans;
  private final String project;

  WordQuestions(Workload load, int traces, String project) {
    this.spans = (long) traces * load.spansPerTrace();
    this.project = project;
  }

  /**
   * @param least how many spans have it at least
   * @param most at most
   */
  private record Wanted(String name, String word, long least, long most) {}

  List<Question> all() {
    long rare = (spans - Workload.RARE_AT + Workload.RARE_EVERY - 1) / Workload.RARE_EVERY;
    long chinese = spans / Workload.CHINESE_EVERY;
    List<Question> all = new ArrayList<>();
    for (Wanted wanted :
        List.of(
            new Wanted("a rare word", Workload.RARE_WORD, rare, rare),
            new Wanted("a part of a rare word", "icksilve", rare, rare),
            new Wanted("a common word", "mountain", spans * 8 / 10, spans),
            new Wanted("a part of a common word", "ountai", spans * 8 / 10, spans),
            new Wanted("rare Chinese", Workload.RARE_CHINESE, rare, rare),
            new Wanted("common Chinese", "数据", chinese / 2, chinese),
            new Wanted("a word that is nowhere", "xylophonist", 0, 0))) {
      all.add(list(wanted));
      all.add(stream(wanted));
    }
    return all;
  }

  private Question list(Wanted wanted) {
    return Questions.get(
        wanted.name() + ", list",
        Kind.WORD,
        "/v1/private/spans?project_id="
            + project
            + "&size="
            + Questions.PAGE
            + "&search="
            + Questions.encoded(wanted.word()),
        answers -> {
          long total = Json.read(answers.getFirst()).path("total").asLong();
          require(total >= wanted.least() && total <= wanted.most(), "total %s", total);
          Questions.each(Questions.page(answers, total), entry -> has(entry, wanted.word()));
        });
  }

  /** A stream has no search, but a filter on the output, where all of these words are. */
  private Question stream(Wanted wanted) {
    String body =
        ("{\"project_id\":\"%s\",\"limit\":%d,\"filters\":[{\"field\":\"output\","
                + "\"operator\":\"contains\",\"value\":\"%s\"}]}")
            .formatted(project, Questions.PAGE, wanted.word());
    return new Question(
        wanted.name() + ", stream",
        Kind.WORD,
        List.of(Request.json("POST", "/v1/private/spans/search", body)),
        answers -> {
          List<JsonNode> lines = Json.lines(answers.getFirst());
          long most = Math.min(Questions.PAGE, wanted.most());
          long least = wanted.least() == wanted.most() ? most : Math.min(most, 1);
          require(lines.size() >= least && lines.size() <= most, "%s spans", lines.size());
          Questions.each(lines, entry -> has(entry, wanted.word()));
        });
  }

  private static boolean has(JsonNode entry, String word) {
    String text = entry.path("input").toString() + entry.path("output");
    return text.toLowerCase(Locale.ROOT).contains(word);
  }
}
