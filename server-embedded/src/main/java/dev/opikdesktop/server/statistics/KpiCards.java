package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.query.Selection;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The few numbers that head a project's page. */
final class KpiCards {
  private static final int COST_SCALE = 12;

  private final Analytics analytics;

  KpiCards(Analytics analytics) {
    this.analytics = analytics;
  }

  /**
   * What some entities come to.
   *
   * @param averageDuration in milliseconds, null where nothing has a duration
   * @param cost in US dollars
   */
  record Numbers(long count, @Nullable Double averageDuration, long errors, BigDecimal cost) {
    private static final double ALL = 100;

    static Numbers read(RowBinaryReader in) throws IOException {
      return new Numbers(in.int64(), in.nullableFloat64(), in.int64(), in.decimal128(COST_SCALE));
    }

    /** Of a hundred. */
    double errorRate() {
      return count == 0 ? 0 : ALL * errors / count;
    }
  }

  Numbers of(Caller caller, Measured entities, Selection selection) {
    Statement statement =
        selection.statement(
            caller,
            entities.spending(),
            """
            SELECT count(),
              CAST(avg(%s), 'Nullable(Float64)'),
              countIf(%s),
              CAST(sum(ifNull(%s, 0)), 'Decimal(38, 12)')
            FROM %%s
            WHERE %%s
            """
                .formatted(entities.duration(), entities.failed(), entities.cost()));
    return analytics.query(statement, Numbers::read).getFirst();
  }
}
