package dev.opikdesktop.server.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of files, as players of sound and film ask for them (RFC 9110, 13 and 14). */
class AttachmentRangesTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final String FILE = "song.mp3";
  private static final String CONTENT = "0123456789";

  private final AttachedProject project = new AttachedProject(CLIENT);
  private final String trace = TimeOrderedIds.next().toString();

  @BeforeEach
  void upload() {
    project.attach("trace", trace, FILE, CONTENT.getBytes(StandardCharsets.US_ASCII));
  }

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0-0",
    "bytes=2-4, 234, 2-4",
    "bytes=7-, 789, 7-9",
    "bytes=0-, 0123456789, 0-9",
    "bytes=9-9, 9, 9-9",
    "bytes=5-99, 56789, 5-9",
    "bytes=8-99999999999999999999, 89, 8-9",
    "bytes=-3, 789, 7-9",
    "bytes=-10, 0123456789, 0-9",
    "bytes=-99999999999999999999, 0123456789, 0-9",
    "bytes= 2-4 , 234, 2-4",
  })
  void aRangeIsAnsweredWithThatPart(String range, String part, String place) {
    Answer answer = project.download("trace", trace, FILE, "Range", range);

    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.text()).isEqualTo(part);
    assertThat(answer.header("Content-Range")).isEqualTo("bytes " + place + "/10");
    assertThat(answer.header("Content-Length")).isEqualTo("" + part.length());
    assertThat(answer.header("Content-Type")).isEqualTo("audio/mpeg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-11", "bytes=99999999999999999999-", "bytes=-0"})
  void aRangeBeyondTheEndIsRefusedAndTheSizeTold(String range) {
    Answer answer = project.download("trace", trace, FILE, "Range", range);

    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.header("Content-Range")).isEqualTo("bytes */10");
    assertThat(answer.json().get("code").asInt()).isEqualTo(416);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=4-2",
        "bytes=-",
        "bytes=a-b",
        "bytes=0-1,4-5",
        "lines=1-2",
        "bytes",
        "bytes=--1"
      })
  void whatIsNoSingleRangeIsAnsweredWithTheWholeFile(String range) {
    Answer answer = project.download("trace", trace, FILE, "Range", range);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(CONTENT);
    assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
  }

  @Test
  void anEmptyFileHasNoRange() {
    project.attach("trace", trace, "empty", new byte[0]);

    assertThat(project.download("trace", trace, "empty", "Range", "bytes=0-").status())
        .isEqualTo(416);
    assertThat(project.download("trace", trace, "empty", "Range", "bytes=-5").status())
        .isEqualTo(416);
  }

  @Test
  void aRangeOfAnotherUploadIsAnsweredWithTheWholeFile() {
    String tag = project.download("trace", trace, FILE).header("ETag");
    assertThat(
            project.download("trace", trace, FILE, "Range", "bytes=1-2", "If-Range", tag).status())
        .isEqualTo(206);

    upload();

    for (String condition : new String[] {tag, "Wed, 21 Oct 2015 07:28:00 GMT", "W/" + tag}) {
      assertThat(
              project
                  .download("trace", trace, FILE, "Range", "bytes=1-2", "If-Range", condition)
                  .status())
          .as(condition)
          .isEqualTo(200);
    }
  }

  @Test
  void whoHasTheFileIsToldSo() {
    String tag = project.download("trace", trace, FILE).header("ETag");

    for (String condition : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
      Answer answer = project.download("trace", trace, FILE, "If-None-Match", condition);
      assertThat(answer.status()).as(condition).isEqualTo(304);
      assertThat(answer.bytes()).isEmpty();
    }
    assertThat(project.download("trace", trace, FILE, "If-None-Match", "\"other\"").status())
        .isEqualTo(200);
  }

  @Test
  void aHeadTellsWhatAGetWouldGive() {
    Answer head = project.send("HEAD", "trace", trace, FILE, "Range", "bytes=1-2");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.bytes()).isEmpty();
    assertThat(head.header("Content-Length")).isEqualTo("10");
    assertThat(head.header("Content-Type")).isEqualTo("audio/mpeg");
    assertThat(head.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(head.header("ETag"))
        .isEqualTo(project.download("trace", trace, FILE).header("ETag"));
    assertThat(project.send("HEAD", "trace", trace, "nothing").status()).isEqualTo(404);
  }
}
