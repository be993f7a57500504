package dev.opikdesktop.server.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base64RunsTest {
  private static final int SHORTEST = 12;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"AAAABBBBCCCC\" | AAAABBBBCCCC",
        "\"AAAABBBBCCC\" | ``",
        "{\"a\": [\"x AAAABBBBCCCC y\"]} | AAAABBBBCCCC",
        "\"data:image/png;base64,AAAABBBBCCCC\" | AAAABBBBCCCC",
        "\"AAAABBBBCCCCDDA=\" | AAAABBBBCCCCDDA=",
        "\"AAAABBBBCCCCDA==\" | AAAABBBBCCCCDA==",
        "\"AAAABBBBCCCCDDB=\" | ``",
        "\"AAAABBBBCCCCDB==\" | ``",
        "\"AAAABBBBCCCCDD==\" | ``",
        "\"AAAABBBBCCCC=\" | ``",
        "\"AAAABBBBCCCCA===\" | ``",
        "\"AAAABBBBCCCCD\" | ``",
        "\"\\nAAAABBBBCCCC\" | AAAABBBBCCCC",
        "\"\\\\nAAABBBBCCCC\" | nAAABBBBCCCC",
        "\"\\u00fcAAAABBBBCCCC\" | AAAABBBBCCCC",
        "\"\\/AAAABBBBCCCC\" | AAAABBBBCCCC",
        "\"ü/+AABBBBCCCC\" | /+AABBBBCCCC",
        "123456789012 | ``",
        "[1234567890E+5678] | ``",
        "\"AAAABBBB-CCC_DDDD\" | ``",
        "[\"AAAABBBBCCCC\",\"DDDDEEEEFFFF\"] | AAAABBBBCCCC,DDDDEEEEFFFF",
        "\"AAAABBBBCCCC,DDDD,EEEEFFFFGGGGHHHH\" | AAAABBBBCCCC,EEEEFFFFGGGGHHHH",
      })
  void whatIsLongAndWholeIsFound(String json, String found) {
    assertThat(String.join(",", found(json))).isEqualTo(found == null ? "" : found);
  }

  @Test
  void everyRunOfManyTextsIsFound() {
    Random random = new Random(4);
    Pattern naive = Pattern.compile("[A-Za-z0-9+/]{" + SHORTEST + ",}");
    for (int text = 0; text < 3000; text++) {
      StringBuilder json = new StringBuilder("\"");
      for (int i = random.nextInt(8); i >= 0; i--) {
        json.append("ABC/".repeat(random.nextInt(7))).append(" ".repeat(random.nextInt(20)));
      }
      String whole = json.append('"').toString();
      List<String> expected = naive.matcher(whole).results().map(result -> result.group()).toList();
      assertThat(found(whole)).as(whole).isEqualTo(expected);
    }
  }

  private static List<String> found(String json) {
    JsonText text = JsonText.of(json);
    return Base64Runs.in(text, SHORTEST).stream()
        .map(
            run ->
                new String(text.array(), run.from(), run.to() - run.from(), StandardCharsets.UTF_8))
        .toList();
  }
}
