package dev.opikdesktop.storage.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.engine.Engine;
import dev.opikdesktop.storage.engine.TestEngine;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineAnalyticsTest extends AnalyticsContract {
  @Override
  protected Analytics open() {
    Engine engine = TestEngine.engine();
    String database = TestEngine.freshDatabase();
    return new ClickHouseAnalytics(
        () ->
            new ClickHouseEndpoint(engine.endpoint(), engine.user(), engine.password(), database));
  }

  @Test
  void aStoreThatIsNotThereIsUnavailableAndNotReady() {
    URI nowhere = URI.create("http://127.0.0.1:1");
    try (Analytics away =
        new ClickHouseAnalytics(() -> new ClickHouseEndpoint(nowhere, "default", "", "opik"))) {
      assertThat(away.isReady()).isFalse();
      assertThatThrownBy(() -> away.execute(Statement.of("SELECT 1")))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }
  }

  @Test
  void theServerTellsWhichRightsItsUserLacks() {
    try (Analytics analytics = open()) {
      assertThat(ClickHouseGrants.missing(analytics, "not_there")).isEmpty();
      // The engine has users and policies from its start alone.
      assertThat(
              ClickHouseGrants.missing(
                  analytics, "opik", List.of("SELECT", "CREATE ROW POLICY", "UNKNOWN TO IT")))
          .containsExactly("CREATE ROW POLICY");
      assertThatThrownBy(() -> ClickHouseGrants.missing(analytics, "x.*; DROP"))
          .hasMessageContaining("letters, digits and _");
    }
  }
}
