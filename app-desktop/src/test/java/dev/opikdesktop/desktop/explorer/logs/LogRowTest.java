package dev.opikdesktop.desktop.explorer.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.ErrorInfo;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogsApi;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class LogRowTest {
  @Test
  void oneFailedGuardrailIsTold() {
    LogRow row =
        row(
            """
            {"id": "t", "guardrails_validations": [
              {"span_id": "a", "checks": [{"name": "PII", "result": "passed"}]},
              {"span_id": "b", "checks": [{"name": "PII", "result": "failed"},
                                          {"name": "TOPIC", "result": "passed"}]}]}\
            """);

    assertThat(row.passedGuardrails()).isFalse();
    assertThat(LogTips.of(column("guardrails"), row)).isEqualTo("PII failed\nTOPIC passed");
  }

  @Test
  void aTraceThatWasNotCheckedHasNeitherPassedNorFailed() {
    assertThat(row("{\"id\": \"t\"}").passedGuardrails()).isNull();
  }

  @Test
  void aRunningTraceSaysHowFarItIsUntilSomethingComesOut() {
    String running =
        "{\"id\": \"t\", \"start_time\": \"" + Instant.now() + "\", \"span_count\": 2%s}";

    assertThat(column("output").text().apply(row(running.formatted(""))))
        .isEqualTo("running, 2 spans so far");
    assertThat(column("output").text().apply(row(running.formatted(", \"output\": \"Soon\""))))
        .isEqualTo("Soon");
  }

  @Test
  void aTraceThatBeganLongAgoIsNotSaidToRun() {
    LogRow left =
        row("{\"id\": \"t\", \"start_time\": \"2026-01-26T12:00:00Z\", \"span_count\": 7}");

    assertThat(column("output").text().apply(left)).isEqualTo("no end, 7 spans");
    assertThat(left.isRunning(left.startTime().plusSeconds(60))).isTrue();
    assertThat(left.isRunning(left.startTime().plusSeconds(3600))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "java.net.SocketTimeoutException, SocketTimeoutException",
    "dev.shop.Orders$NotFound, NotFound",
    "openai.RateLimitError, RateLimitError",
    "ValueError, ValueError",
    "HTTP 4.5, HTTP 4.5",
    "'', Error"
  })
  void anErrorsMarkIsItsClassWithoutThePackage(String type, String mark) {
    assertThat(new ErrorInfo(type, null, null).mark()).isEqualTo(mark);
  }

  @Test
  void aThreadThatMayGoOnHasTakenTimeAlready() {
    LogRow thread =
        LogRow.of(
            LogsApi.record(
                LogKind.THREADS,
                JsonMapper.shared()
                    .readTree("{\"id\": \"t\", \"status\": \"active\", \"duration\": 2000}")));

    assertThat(column("duration").text().apply(thread)).isEqualTo("2.00 s");
  }

  @Test
  void beforeADeletionIsSaidWhatIsLost() {
    LogRow row =
        row(
            "{\"id\": \"t\", \"name\": \"research\", \"start_time\": \"2026-01-26T12:00:00Z\","
                + " \"span_count\": 7}");

    DeleteQuestion one = DeleteQuestion.of(LogKind.TRACES, 1, List.of(row));
    assertThat(one.question()).isEqualTo("Delete trace research with everything in it?");
    assertThat(one.consequence()).startsWith("It began 26 Jan").contains(", has 7 spans and");
    assertThat(DeleteQuestion.of(LogKind.TRACES, 1, List.of()).question())
        .isEqualTo("Delete 1 trace with everything in it?");
    assertThat(DeleteQuestion.of(LogKind.TRACES, 1200, List.of()))
        .isEqualTo(
            new DeleteQuestion(
                "Delete 1,200 traces with everything in them?", "They can't be brought back."));
  }

  static LogRow row(String json) {
    return LogRow.of(LogsApi.record(LogKind.TRACES, JsonMapper.shared().readTree(json)));
  }

  static LogColumn column(String id) {
    return LogColumns.of(LogKind.TRACES).stream()
        .filter(column -> column.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
