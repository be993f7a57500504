package dev.opikdesktop.server.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.traces.PayloadHead.Form;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PayloadHeadTest {
  private static final String PICTURE = "data:image/png;base64,iVBORw0KGgo=";

  @Test
  void aShortTextIsItsOwnHead() {
    PayloadHead payload = cut("{\"a\":1}");

    assertThat(payload.form()).isEqualTo(Form.WHOLE);
    assertThat(text(payload.head())).isEqualTo("{\"a\":1}");
    assertThat(rest(payload)).isEmpty();
  }

  @Test
  void aTextAsLongAsIsShownIsNotCut() {
    assertThat(cut("😀".repeat(PayloadHead.SHOWN_CHARACTERS)).form()).isEqualTo(Form.WHOLE);
  }

  @Test
  void aLongTextIsCutBetweenCharacters() {
    PayloadHead payload = cut("é😀".repeat(PayloadHead.SHOWN_CHARACTERS));

    assertThat(payload.form()).isEqualTo(Form.CUT);
    assertThat(text(payload.head()).codePointCount(0, text(payload.head()).length()))
        .isEqualTo(PayloadHead.SHOWN_CHARACTERS);
    assertThat(text(rest(payload))).startsWith("😀é");
  }

  @Test
  void picturesAreShownAsAPlaceholder() {
    PayloadHead payload = cut("[\"" + PICTURE + "\", \"d " + PICTURE + "!\"]");

    assertThat(payload.form()).isEqualTo(Form.WITHOUT_IMAGES);
    assertThat(text(payload.head())).isEqualTo("[\"[image]\", \"d [image]!\"]");
  }

  @Test
  void aTextThatIsLongOnlyByItsPicturesIsNotCut() {
    PayloadHead payload = cut("[\"data:image/webp;base64," + "A".repeat(100_000) + "\",\"after\"]");

    assertThat(payload.form()).isEqualTo(Form.WITHOUT_IMAGES);
    assertThat(text(payload.head())).isEqualTo("[\"[image]\",\"after\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:image/;base64,AAAA",
        "data:image/x;base64,AAAA",
        "data:image/png;base64,",
        "data:image/png,AAAA",
        "data:image/012345678901234567890;base64,AAAA",
        "data:image/pn\\\"g;base64,AAAA",
        "data:image/png;base64",
        "data:imag"
      })
  void whatOnlyLooksLikeAPictureStays(String text) {
    assertThat(cut("\"" + text + "\"").form()).isEqualTo(Form.WHOLE);
  }

  @Test
  void headAndRestMakeTheWholeAgain() {
    String filler = ".".repeat(PayloadHead.SHOWN_CHARACTERS - 10);
    for (String middle : new String[] {"", "d", "é", "😀", PICTURE, PICTURE + PICTURE, "data:"}) {
      for (String end : new String[] {"", "short", filler, PICTURE + filler + "é"}) {
        for (int shift = 0; shift < 12; shift++) {
          String all = filler.substring(shift) + middle + end;
          PayloadHead payload = cut(all);
          assertThat(text(whole(payload))).isEqualTo(all);
          assertThat(text(payload.head()).codePoints().count())
              .isLessThanOrEqualTo(PayloadHead.SHOWN_CHARACTERS);
          assertThat(payload.form().isCut())
              .isEqualTo(
                  all.replaceAll("data:image/png;base64,[A-Za-z0-9+/=]+", "[image]")
                          .codePoints()
                          .count()
                      > PayloadHead.SHOWN_CHARACTERS);
        }
      }
    }
  }

  @Test
  void listsShowTheHeadAndReadsByIdTheWhole() {
    try (LocalClient client = new LocalClient(RunningServer.shared().server().restPort())) {
      String project = "heads-" + UUID.randomUUID();
      UUID id = TimeOrderedIds.next();
      String input = "{\"picture\":\"" + PICTURE + "\",\"text\":\"" + "é".repeat(20_000) + "\"}";
      String output = "[\"" + PICTURE + "\"]";
      client.post(
          "/v1/private/traces",
          """
          {"id": "%s", "project_name": "%s", "start_time": "2026-01-01T00:00:00Z",
            "input": %s, "output": %s}
          """
              .formatted(id, project, input, output));

      String list = "/v1/private/traces?project_name=" + project;
      JsonNode shown = client.get(list + "&truncate=true").json().at("/content/0");
      JsonNode whole = client.get(list).json().at("/content/0");
      JsonNode read = client.get("/v1/private/traces/" + id).json();
      JsonNode found = client.get(list + "&search=" + "%C3%A9".repeat(11)).json();

      assertThat(shown.path("input").isString()).isTrue();
      assertThat(shown.path("input").asString())
          .hasSize(PayloadHead.SHOWN_CHARACTERS)
          .startsWith("{\"picture\":\"[image]\",\"text\":\"éé");
      assertThat(shown.path("output").toString()).isEqualTo("[\"[image]\"]");
      for (JsonNode each : new JsonNode[] {whole, read}) {
        assertThat(each.path("input").toString()).isEqualTo(input);
        assertThat(each.path("output").toString()).isEqualTo(output);
      }
      assertThat(found.path("total").asInt()).isEqualTo(1);
    }
  }

  private static byte[] rest(PayloadHead payload) {
    return Arrays.copyOfRange(payload.text(), payload.restFrom(), payload.text().length);
  }

  /** What the stored columns make. */
  private static byte[] whole(PayloadHead payload) {
    byte[] rest = rest(payload);
    if (payload.form() == Form.WHOLE) {
      return payload.head();
    }
    if (payload.form() != Form.CUT) {
      return rest;
    }
    byte[] both = Arrays.copyOf(payload.head(), payload.head().length + rest.length);
    System.arraycopy(rest, 0, both, payload.head().length, rest.length);
    return both;
  }

  private static PayloadHead cut(String text) {
    return PayloadHead.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
