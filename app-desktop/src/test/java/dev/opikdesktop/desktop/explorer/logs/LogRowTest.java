package dev.opikdesktop.desktop.explorer.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogsApi;
import org.junit.jupiter.api.Test;
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
        "{\"id\": \"t\", \"start_time\": \"2026-11-26T12:00:00Z\", \"span_count\": 2%s}";

    assertThat(column("output").text().apply(row(running.formatted(""))))
        .isEqualTo("running, 2 spans so far");
    assertThat(column("output").text().apply(row(running.formatted(", \"output\": \"Soon\""))))
        .isEqualTo("Soon");
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
