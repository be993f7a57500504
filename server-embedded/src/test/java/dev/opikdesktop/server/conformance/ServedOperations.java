package dev.opikdesktop.server.conformance;

import dev.opikdesktop.server.conformance.Recording.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The operations that conformance/served-operations.tsv lists. */
record ServedOperations(List<Operation> operations) {

  /**
   * One line.
   *
   * @param path with {@code {name}} for parameters
   * @param notYet query parameters that are not understood yet, {@code sorting:FIELD}, {@code
   *     filters:FIELD}
   */
  record Operation(String method, String path, Set<String> notYet) {
    boolean sortsNotYetBy(String field) {
      return notYet.contains("sorting:" + field)
          || notYet.contains("sorting:" + field.replaceFirst("\\..*", ".*"));
    }
  }

  static ServedOperations read() {
    return new ServedOperations(
        Recording.textLines("/conformance/served-operations.tsv").stream()
            .filter(line -> !line.startsWith("#") && !line.startsWith("method\t"))
            .map(line -> line.split("\t", -1))
            .map(
                cells ->
                    new Operation(
                        cells[0],
                        cells[1],
                        cells[2].isEmpty() ? Set.of() : Set.of(cells[2].split(" "))))
            .toList());
  }

  boolean lists(String method, String path) {
    return operations.stream()
        .anyMatch(each -> each.method.equals(method) && each.path.equals(path));
  }

  /** Query parameters that a listed operation does not understand yet. */
  Set<String> notYet(String method, String path) {
    return operations.stream()
        .filter(each -> each.method.equals(method) && each.path.equals(path))
        .findFirst()
        .orElseThrow()
        .notYet;
  }

  /**
   * The operation that a step asks for, if it is served with all that the step says.
   *
   * @param contract the operations of the contract, so that /traces/stats is not taken for a trace
   */
  Optional<Operation> of(Step step, ContractFile contract) {
    return contract.path(step.method(), step.path()).stream()
        .flatMap(path -> operations.stream().filter(each -> each.path.equals(path)))
        .filter(each -> each.method.equals(step.method()))
        .filter(each -> step.query().propertyNames().stream().noneMatch(each.notYet::contains))
        .filter(each -> !each.sortsNotYetBy(sortedBy(step)))
        .filter(
            each ->
                filteredBy(step).map(field -> "filters:" + field).noneMatch(each.notYet::contains))
        .findFirst();
  }

  private static Stream<String> filteredBy(Step step) {
    return step.query()
        .path("filters")
        .valueStream()
        .map(filter -> filter.path("field").asString(""));
  }

  /** Only the first field counts. */
  private static String sortedBy(Step step) {
    return step.query().path("sorting").path(0).path("field").asString("");
  }
}
