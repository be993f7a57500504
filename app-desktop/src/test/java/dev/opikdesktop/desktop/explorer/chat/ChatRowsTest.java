package dev.opikdesktop.desktop.explorer.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.explorer.chat.ChatRow.Kind;
import dev.opikdesktop.desktop.explorer.chat.ChatRow.Run;
import dev.opikdesktop.desktop.explorer.chat.Message.Role;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChatRowsTest {
  @Test
  void markdownBecomesParagraphsListsTablesAndCode() {
    List<ChatRow> rows =
        rows(
            """
            # Refund
            It is *on its* **way**, see [the order](https://shop/1)
            and `code`.

            1. one
               - inner
            2. two

            > said

            | a | b |
            |---|---|
            | 1 | 2 |

            ```json
            {"a":1}
            ```
            ***
            <b>as it is</b>
            """);

    assertThat(rows.stream().map(ChatRowsTest::line))
        .containsExactly(
            "assistant",
            "HEADING Refund",
            "PLAIN It is on its way, see the order\nand code.",
            "PLAIN 1. one",
            "PLAIN   • inner",
            "PLAIN 2. two",
            "QUOTE said",
            "table a,b;1,2",
            "json: {|  \"a\": 1|}",
            "rule",
            "PLAIN <b>as it is</b>");
    assertThat(((ChatRow.Words) rows.get(2).body()).runs())
        .contains(
            new Run("way", true, false, false, null),
            new Run("the order", false, false, false, "https://shop/1"),
            new Run("code", false, false, true, null));
    assertThat(rows.get(1).first()).isTrue();
    assertThat(rows.getLast().last()).isTrue();
  }

  @Test
  void aLongParagraphIsSeveralRowsAndLosesNothing() {
    String text = "some words ".repeat(3_000).strip();

    List<ChatRow> rows = rows(text);

    assertThat(rows).hasSizeGreaterThan(7);
    assertThat(
            rows.stream()
                .filter(row -> row.body() instanceof ChatRow.Words)
                .flatMap(row -> ((ChatRow.Words) row.body()).runs().stream())
                .map(Run::text)
                .collect(Collectors.joining()))
        .isEqualTo(text);
  }

  @Test
  void aMessageOfFiftyMegabytesIsManySmallRowsInSeconds() {
    long started = System.nanoTime();

    List<ChatRow> rows = rows("A line of a very long report.\n".repeat(1_700_000));

    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
    assertThat(rows).hasSizeGreaterThan(50_000);
  }

  private static List<ChatRow> rows(String text) {
    return ChatRows.of(
        List.of(new Message(Role.ASSISTANT, "assistant", "", List.of(new Message.Text(text)))));
  }

  private static String line(ChatRow row) {
    return switch (row.body()) {
      case ChatRow.Head head -> head.label();
      case ChatRow.Words words ->
          words.kind()
              + " "
              + "  ".repeat(Math.max(0, words.indent() - 1))
              + (words.marker().isEmpty() ? "" : words.marker() + " ")
              + text(words.runs());
      case ChatRow.Code code -> {
        StringBuilder lines = new StringBuilder(code.title() + ": ");
        for (int i = code.from(); i < code.to(); i++) {
          lines.append(i == code.from() ? "" : "|").append(code.lines().row(i).text());
        }
        yield lines.toString();
      }
      case ChatRow.Table table ->
          "table "
              + table.lines().stream()
                  .map(
                      cells ->
                          cells.stream().map(ChatRowsTest::text).collect(Collectors.joining(",")))
                  .collect(Collectors.joining(";"));
      case ChatRow.Picture picture -> "picture " + picture.source();
      case ChatRow.File file -> "file " + file.title();
      case ChatRow.Rule rule -> "rule";
    };
  }

  private static String text(List<Run> runs) {
    return runs.stream().map(Run::text).collect(Collectors.joining());
  }

  @Test
  void aTextThatIsJsonIsShownAsSuch() {
    assertThat(rows("{\"a\":[1]}").stream().map(ChatRowsTest::line))
        .containsExactly("assistant", ": {|  \"a\": [|    1|  ]|}");
    assertThat(((ChatRow.Words) rows("{not json}").get(1).body()).kind()).isEqualTo(Kind.PLAIN);
  }
}
