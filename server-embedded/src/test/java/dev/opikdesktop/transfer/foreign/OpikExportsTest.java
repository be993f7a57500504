package dev.opikdesktop.transfer.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.transfer.records.ImportSource.Entry;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.TransferException;
import dev.opikdesktop.transfer.records.TransferRecord;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Folders that {@code opik export} has written. */
final class OpikExportsTest {
  private static final String TRACE = "019cb725-a7a3-7a02-b9f6-5b3a7f1c0001";
  private static final String SPAN = "019cb725-a7a4-7a02-b9f6-5b3a7f1c0002";

  @TempDir Path folder;
  private Path project;

  @BeforeEach
  void writeAnExport() throws Exception {
    project =
        Files.createDirectories(
            folder.resolve("default/projects/019cb725-0000-7000-8000-00000000aaaa"));
    Files.writeString(project.resolve("project.json"), "{\"id\": \"019c\", \"name\": \"shop/1\"}");
    Path files = Files.createDirectories(project.resolve("attachments/span").resolve(SPAN));
    Files.writeString(files.resolve("notes.txt"), "Grüße");
    Files.writeString(project.resolve("trace_" + TRACE + ".json"), trace());
  }

  @Test
  void theFolderMayBeThatOfTheExportOfAWorkspaceOrOfAProject() {
    for (Path path : List.of(folder, folder.resolve("default"), project)) {
      assertThat(Read.of(path).projects()).containsExactly("shop/1");
      assertThat(Read.of(path).records()).hasSize(7);
    }
  }

  @Test
  void aTraceKeepsItsIdAndHasTimesInIso() {
    JsonNode trace = only(RecordKind.TRACE);

    assertThat(trace.get("id").stringValue()).isEqualTo(TRACE);
    assertThat(trace.get("start_time").stringValue()).isEqualTo("2026-03-04T05:06:07.123456+00:00");
    assertThat(trace.get("last_updated_at").stringValue()).isEqualTo("2026-03-04T05:07:00+00:00");
    assertThat(trace.get("input").toString())
        .isEqualTo("{\"question\":\"Hauptstadt? 🗼\",\"n\":[1,2.5]}");
    assertThat(trace.has("output")).isFalse();
    assertThat(trace.has("usage")).isFalse();
    assertThat(trace.get("thread_id").stringValue()).isEqualTo("t-1");
  }

  @Test
  void aSpanKeepsItsParentUsageAndCost() {
    JsonNode span = only(RecordKind.SPAN);

    assertThat(span.get("id").stringValue()).isEqualTo(SPAN);
    assertThat(span.get("trace_id").stringValue()).isEqualTo(TRACE);
    assertThat(span.at("/usage/original_usage.cached").intValue()).isEqualTo(3);
    assertThat(span.get("total_estimated_cost").doubleValue()).isEqualTo(0.006);
    assertThat(span.get("type").stringValue()).isEqualTo("llm");
  }

  @Test
  void aScoreThatTwoPeopleGaveIsOneOfEach() {
    List<JsonNode> scores = Read.of(folder).records(RecordKind.FEEDBACK_SCORE);

    assertThat(scores).hasSize(3);
    assertThat(scores.get(0).get("author").stringValue()).isEqualTo("ann");
    assertThat(scores.get(0).get("value").doubleValue()).isEqualTo(1);
    assertThat(scores.get(1).get("author").stringValue()).isEqualTo("bob");
    assertThat(scores.get(1).get("value").doubleValue()).isEqualTo(0.5);
    assertThat(scores.get(1).get("reason").stringValue()).isEqualTo("half");
    assertThat(scores.get(0).has("reason")).isFalse();
    assertThat(scores.get(2).get("entity_type").stringValue()).isEqualTo("span");
    assertThat(scores.get(2).get("entity_id").stringValue()).isEqualTo(SPAN);
  }

  @Test
  void commentsKeepTheirIds() {
    JsonNode comment = only(RecordKind.COMMENT);

    assertThat(comment.get("id").stringValue()).isEqualTo("019cb725-ffff-7a02-b9f6-5b3a7f1c0003");
    assertThat(comment.get("entity_id").stringValue()).isEqualTo(TRACE);
    assertThat(comment.get("created_at").stringValue()).isEqualTo("2026-03-04T05:08:00Z");
  }

  @Test
  void attachmentsComeWithTheirBytes() throws Exception {
    TransferRecord record =
        Read.of(folder).records().stream()
            .filter(found -> found.kind() == RecordKind.ATTACHMENT)
            .findFirst()
            .orElseThrow();

    assertThat(only(RecordKind.ATTACHMENT).get("mime_type").stringValue()).isEqualTo("text/plain");
    try (InputStream in = Objects.requireNonNull(record.content()).open()) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("Grüße");
    }
  }

  @Test
  void anAttachmentOutsideOfTheFolderIsNotRead() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
    String evil =
        trace()
            .replace(
                "\"entity_id\": \"" + SPAN + "\", \"file_name\": \"notes.txt\"",
                "\"entity_id\": \"../../../../..\", \"file_name\": \"secret.txt\"");
    Files.writeString(project.resolve("trace_" + TRACE + ".json"), evil);

    Read read = Read.of(folder);

    assertThat(secret).exists();
    assertThat(read.records(RecordKind.ATTACHMENT)).isEmpty();
    assertThat(read.refusals()).singleElement().asString().contains("not in the folder");
  }

  @Test
  void aPictureThatStandsInThePayloadAgainIsNoAttachmentAsWell() throws Exception {
    String picture = "input-attachment-1-1772600767123.png";
    String more =
        """
        {"entity_type": "trace", "entity_id": "%s", "file_name": "%s", "mime_type": "image/png"},
        """
            .formatted(TRACE, picture);
    Path files = Files.createDirectories(project.resolve("attachments/trace").resolve(TRACE));
    Files.writeString(files.resolve(picture), "png");
    String inline = trace().replace("\"attachments\": [", "\"attachments\": [" + more);
    Path file = project.resolve("trace_" + TRACE + ".json");

    Files.writeString(file, inline);
    assertThat(Read.of(folder).records(RecordKind.ATTACHMENT)).hasSize(1);

    Files.writeString(file, inline.replace("Hauptstadt?", "[" + picture + "]"));
    assertThat(Read.of(folder).records(RecordKind.ATTACHMENT)).hasSize(2);
  }

  @Test
  void aFileThatIsCutShortIsNamedAndTheOthersAreRead() throws Exception {
    String other = TRACE.replace("0001", "0000");
    String whole = trace().replace(TRACE, other);
    Files.writeString(
        project.resolve("trace_" + other + ".json"),
        whole.substring(0, whole.indexOf("\"comments\"")));

    Read read = Read.of(folder);

    assertThat(read.failure()).isNull();
    assertThat(read.records(RecordKind.TRACE)).hasSize(1);
    assertThat(read.refusals())
        .singleElement()
        .asString()
        .contains("trace_" + other + ".json", "line ", "cut short");
  }

  @Test
  void readingGoesOnBehindEveryEntry() {
    List<Entry> all = Read.of(folder).entries();
    for (int i = 0; i < all.size(); i++) {
      assertThat(Read.of(folder, all.get(i).position()).entries())
          .extracting(Entry::position)
          .isEqualTo(all.subList(i + 1, all.size()).stream().map(Entry::position).toList());
    }
  }

  @Test
  void whatIsNotKeptYetIsSaid() throws Exception {
    Files.createDirectories(project.resolve("datasets"));
    Files.writeString(project.resolve("datasets/dataset_1.json"), "{}");

    assertThat(Read.of(folder).refusals())
        .singleElement()
        .asString()
        .endsWith("datasets: 1 files are left out: datasets are not kept yet");
  }

  @Test
  void aSingleTraceMayBeNamed() {
    Read read = Read.of(project.resolve("trace_" + TRACE + ".json"));

    assertThat(read.projects()).containsExactly("shop/1");
    assertThat(read.records()).hasSize(7);
  }

  @Test
  void withoutAProjectFileTheTraceNamesTheProject() throws Exception {
    Files.delete(project.resolve("project.json"));

    assertThat(Read.of(folder).projects()).containsExactly("named by the trace");
  }

  @Test
  void aFolderOfSomethingElseIsRefused() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("x.txt"), "x");

    assertThatThrownBy(() -> ForeignFiles.open(other, null).close())
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("Nothing in the folder");
  }

  @Test
  void aTableHasARowForEachSpan() throws Exception {
    Files.delete(project.resolve("trace_" + TRACE + ".json"));
    Files.writeString(
        project.resolve("trace_" + TRACE + ".csv"),
        """
        trace_id,trace_name,trace_start_time,trace_end_time,trace_input_question,trace_input_of_n,trace_tags,trace_feedback_scores,span_id,span_trace_id,span_name,span_start_time,span_usage_total_tokens,span_model
        %1$s,"a ""name"", quoted",2026-03-04 05:06:07.123456+00:00,,"line 1
        line 2",17,"['a', ""it's""]","[{'name': 'x', 'value': 0.5, 'source': 'sdk', 'reason': None, 'created_at': datetime.datetime(2026, 3, 4, 5, 6, 7, 5, tzinfo=TzInfo(0)), 'value_by_author': None}]",%2$s,%1$s,first,2026-03-04 05:06:07+00:00,12,gpt-4o
        %1$s,"a ""name"", quoted",2026-03-04 05:06:07.123456+00:00,,"line 1
        line 2",17,"['a', ""it's""]",,019cb725-a7a4-7a02-b9f6-5b3a7f1c0009,%1$s,second,2026-03-04 05:06:07+00:00,,
        """
            .formatted(TRACE, SPAN));

    Read read = Read.of(folder);

    JsonNode trace = read.records(RecordKind.TRACE).getFirst();
    assertThat(read.records(RecordKind.TRACE)).hasSize(1);
    assertThat(trace.get("name").stringValue()).isEqualTo("a \"name\", quoted");
    assertThat(trace.get("input").toString())
        .isEqualTo("{\"question\":\"line 1\\nline 2\",\"of_n\":17}");
    assertThat(trace.get("tags").toString()).isEqualTo("[\"a\",\"it's\"]");
    assertThat(trace.has("end_time")).isFalse();
    assertThat(read.records(RecordKind.SPAN)).hasSize(2);
    assertThat(read.records(RecordKind.SPAN).getFirst().at("/usage/total_tokens").intValue())
        .isEqualTo(12);
    JsonNode score = read.records(RecordKind.FEEDBACK_SCORE).getFirst();
    assertThat(score.get("created_at").stringValue()).isEqualTo("2026-03-04T05:06:07.000005Z");
    assertThat(read.records(RecordKind.ATTACHMENT)).hasSize(1);
  }

  private JsonNode only(RecordKind kind) {
    List<JsonNode> found = Read.of(folder).records(kind);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static String trace() {
    return """
    {
      "trace": {
        "id": "%1$s", "project_id": "019c", "name": "question",
        "start_time": "2026-03-04 05:06:07.123456+00:00", "end_time": null,
        "input": {"question": "Hauptstadt? 🗼", "n": [1, 2.5]}, "output": null,
        "metadata": {"a": {"b": 1}}, "tags": ["x"], "usage": {"total_tokens": 7},
        "created_at": "2026-03-04 05:06:08+00:00", "last_updated_at": "2026-03-04 05:07:00+00:00",
        "created_by": "ann", "thread_id": "t-1",
        "feedback_scores": [{
          "name": "good", "value": 0.75, "source": "ui", "reason": "ann's, half",
          "created_at": "2026-03-04 05:08:00", "last_updated_by": "bob",
          "value_by_author": {
            "ann": {"value": 1.0, "source": "ui", "reason": null},
            "bob": {"value": 0.5, "source": "ui", "reason": "half"}}}],
        "comments": [{"id": "019cb725-ffff-7a02-b9f6-5b3a7f1c0003", "text": "well",
          "created_at": "2026-03-04 05:08:00", "created_by": "ann"}]
      },
      "spans": [{
        "id": "%2$s", "trace_id": "%1$s", "parent_span_id": null, "name": "chat", "type": "llm",
        "start_time": "2026-03-04 05:06:07.200000+00:00", "model": "gpt-4o", "provider": "openai",
        "usage": {"total_tokens": 7, "original_usage.cached": 3}, "total_estimated_cost": 0.006,
        "feedback_scores": [{"name": "short", "value": 0.5, "source": "sdk",
          "last_updated_by": "admin"}]
      }],
      "attachments": [
        {"entity_type": "span", "entity_id": "%2$s", "file_name": "notes.txt", "mime_type": "text/plain", "file_size": 7}
      ],
      "downloaded_at": "2026-11-26T03:00:00.000001",
      "project_name": "named by the trace"
    }
    """
        .formatted(TRACE, SPAN);
  }
}
