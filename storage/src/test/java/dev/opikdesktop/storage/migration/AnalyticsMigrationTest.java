package dev.opikdesktop.storage.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.ClickHouseAnalytics;
import dev.opikdesktop.storage.analytics.ClickHouseEndpoint;
import dev.opikdesktop.storage.analytics.Statement;
import dev.opikdesktop.storage.engine.Engine;
import dev.opikdesktop.storage.engine.TestEngine;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnalyticsMigrationTest {
  private static final Changelog CHANGELOG = Changelog.analytics();

  /** The real changelog and a step that fails. */
  private static final Changelog FAILING = Changelog.read("db/failing-analytics/changelog.xml");

  private Analytics analytics;

  @BeforeEach
  void openAnEmptyDatabase() {
    Engine engine = TestEngine.engine();
    String database = TestEngine.freshDatabase();
    analytics =
        new ClickHouseAnalytics(
            () ->
                new ClickHouseEndpoint(
                    engine.endpoint(), engine.user(), engine.password(), database));
  }

  @AfterEach
  void close() {
    analytics.close();
  }

  @Test
  void nothingIsAppliedToAnEmptyDatabase() {
    assertThat(AnalyticsMigration.isApplied(analytics, CHANGELOG)).isFalse();
  }

  @Test
  void aMigratedDatabaseHasTheWholeChangelog() {
    AnalyticsMigration.run(analytics, CHANGELOG);
    assertThat(AnalyticsMigration.isApplied(analytics, CHANGELOG)).isTrue();
    assertThat(texts("SELECT name FROM system.tables WHERE database = currentDatabase()"))
        .contains("traces", "spans", "DATABASECHANGELOG");
  }

  @Test
  void theHistoryRecordsEachChangesetWithItsFileAndChecksum() {
    AnalyticsMigration.run(analytics, CHANGELOG);
    List<String> history =
        texts("SELECT concat(FILENAME, '|', EXECTYPE, '|', MD5SUM) FROM DATABASECHANGELOG");
    assertThat(history)
        .hasSize(CHANGELOG.changes())
        .allMatch(row -> row.matches("db/analytics/[0-9a-z-]+\\.sql\\|EXECUTED\\|9:[0-9a-f]{32}"));
  }

  @Test
  void runningAgainChangesNothing() {
    AnalyticsMigration.run(analytics, CHANGELOG);
    List<String> before = texts("SELECT toString(tuple(*)) FROM DATABASECHANGELOG ORDER BY ID");
    AnalyticsMigration.run(analytics, CHANGELOG);
    assertThat(texts("SELECT toString(tuple(*)) FROM DATABASECHANGELOG ORDER BY ID"))
        .isEqualTo(before);
  }

  @Test
  void aMigrationThatFailsNamesItsStepAndLeavesWhatWasThere() {
    AnalyticsMigration.run(analytics, CHANGELOG);
    assertThatThrownBy(() -> AnalyticsMigration.run(analytics, FAILING))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("fails-on-purpose");
    assertThat(AnalyticsMigration.isApplied(analytics, FAILING)).isFalse();
    assertThat(AnalyticsMigration.isApplied(analytics, CHANGELOG)).isTrue();
    assertThat(texts("SELECT toString(count()) FROM traces")).containsExactly("0");
  }

  private List<String> texts(String sql) {
    return analytics.query(Statement.of(sql), row -> row.string());
  }
}
