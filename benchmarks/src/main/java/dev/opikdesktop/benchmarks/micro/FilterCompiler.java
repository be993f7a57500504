package dev.opikdesktop.benchmarks.micro;

import dev.opikdesktop.server.query.CompiledCondition;
import dev.opikdesktop.server.spans.SpanSelection;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Filters as they come over the wire become a condition of SQL. */
@State(Scope.Benchmark)
public class FilterCompiler {
  private static final String FILTERS =
      """
      [{"field": "output", "operator": "contains", "value": "quicksilver"},
       {"field": "feedback_scores", "key": "quality", "operator": ">", "value": "0.5"},
       {"field": "tags", "operator": "contains", "value": "rare"},
       {"field": "duration", "operator": ">=", "value": "250"},
       {"field": "metadata", "key": "$.region.name", "operator": "=", "value": "eu-west"}]
      """;

  /** Five filters, read and compiled. */
  @Benchmark
  public CompiledCondition compilesFiveFilters() {
    return CompiledCondition.of(SpanSelection.filters(FILTERS, Optional.empty()));
  }
}
