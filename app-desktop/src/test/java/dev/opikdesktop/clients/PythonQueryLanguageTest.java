package dev.opikdesktop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.spans.SpanSelection;
import dev.opikdesktop.server.threads.ThreadSelection;
import dev.opikdesktop.server.traces.TraceSelection;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Queries that the genuine Python client takes mean here what its filters mean. */
@Tag("clients")
final class PythonQueryLanguageTest {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

  @ParameterizedTest
  @ValueSource(strings = {"newest", "older"})
  void whatTheClientTakesMeansWhatItsFiltersMean(String age, @TempDir Path folder)
      throws Exception {
    JsonNode report =
        new ClientScript(folder, NOWHERE, NOWHERE)
            .python(new ClientPackages().python(age), "python_oql.py");

    int understood = 0;
    for (JsonNode taken : report.get("taken")) {
      String text = taken.get("text").asString();
      String entities = taken.get("entities").asString();
      Optional<Condition> filtered =
          read(entities, taken.get("filters").toString(), Optional.empty());
      assertThat(read(entities, "[]", Optional.of(text))).as(text).isEqualTo(filtered);
      understood += filtered.isPresent() ? 1 : 0;
    }
    assertThat(understood).isGreaterThan(1_000);
  }

  /** Nothing for what is refused: a field, an operator or a value that is none. */
  private static Optional<Condition> read(String entities, String filters, Optional<String> oql) {
    try {
      return Optional.of(
          switch (entities) {
            case "traces" -> TraceSelection.filters(filters, oql);
            case "spans" -> SpanSelection.filters(filters, oql);
            default -> ThreadSelection.filters(filters, oql);
          });
    } catch (ApiException refused) {
      return Optional.empty();
    }
  }
}
