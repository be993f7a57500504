package dev.opikdesktop.storage.engine.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.storage.engine.child.SqlText.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT 1                                        | QUERY",
        "(SELECT 1)                                      | QUERY",
        "SHOW TABLES                                     | COMMAND",
        "ALTER TABLE t DELETE WHERE a = 'SELECT'         | COMMAND",
        "use db                                          | SESSION",
        "INSERT INTO t VALUES (1)                        | INSERT_VALUES",
        "INSERT INTO t (values, format) VALUES (1)       | INSERT_VALUES",
        "INSERT INTO t SELECT 1 FORMAT x                 | COMMAND",
        "INSERT INTO t FORMAT CSV 1                      | INSERT_DATA",
        "INSERT INTO t                                   | INSERT_OPEN",
        "INSERT INTO db.values FORMAT CSV 1              | INSERT_DATA",
        "INSERT INTO `values` SETTINGS a = 1 FORMAT CSV 1 | INSERT_DATA"
      })
  void theKindIsTold(String sql, Kind kind) {
    assertThat(SqlText.of(sql).kind()).isEqualTo(kind);
  }

  @Test
  void commentsAreSkipped() {
    assertThat(SqlText.of("-- INSERT\n/* SET */ SELECT 1").kind()).isEqualTo(Kind.QUERY);
    assertThat(SqlText.of(" -- nothing").kind()).isEqualTo(Kind.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 FORMAT CSV",
        "SELECT 1 format CSV;",
        "SELECT 1 FORMAT CSV SETTINGS max_threads = 1, max_block_size = 2",
        "SELECT 1 FORMAT CSV -- really"
      })
  void theResultsFormatIsFoundAtTheEnd(String sql) {
    assertThat(SqlText.of(sql).format()).isEqualTo("CSV");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT format FROM t",
        "SELECT a AS format, b",
        "SELECT 'FORMAT CSV'",
        "SELECT (SELECT 1 FORMAT CSV)",
        "SELECT * FROM t WHERE format = x"
      })
  void aColumnCalledFormatIsNone(String sql) {
    assertThat(SqlText.of(sql).format()).isNull();
  }

  @Test
  void anInsertsDataStartsAfterOneLineEnd() {
    String sql = "INSERT INTO t FORMAT CSV \n\n1";

    SqlText text = SqlText.of(sql);

    assertThat(sql.substring(0, text.statementEnd())).isEqualTo("INSERT INTO t ");
    assertThat(sql.substring(text.dataStart())).isEqualTo("\n1");
    assertThat(text.format()).isEqualTo("CSV");
  }
}
