package dev.opikdesktop.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.conformance.ContractFile.Operation;
import dev.opikdesktop.server.http.LocalClient;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every served operation of openapi/opik-api.json, asked well and badly. What is served stands in
 * conformance/served-operations.tsv; what a valid request needs, in
 * conformance/valid-requests.jsonl.
 */
class ContractWalkTest {
  private static final ContractFile CONTRACT = ContractFile.read();
  private static final ServedOperations SERVED = ServedOperations.read();
  private static final ValidRequests REQUESTS = new ValidRequests(CONTRACT.schemas());
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final Set<String> CONFORMING = ConcurrentHashMap.newKeySet();

  @AfterAll
  static void printTotalAndCloseClient() {
    List<Operation> inScope = CONTRACT.operations().stream().filter(Operation::isInScope).toList();
    System.out.printf(
        "operations conforming: %d of %d%n",
        inScope.stream().filter(each -> CONFORMING.contains(each.name())).count(), inScope.size());
    CLIENT.close();
  }

  @TestFactory
  Stream<DynamicTest> everyServedOperationConforms() {
    return CONTRACT.operations().stream()
        .filter(each -> SERVED.lists(each.method(), each.path()))
        .filter(each -> !REQUESTS.special(each).has("tested_by"))
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> walk(each)));
  }

  @Test
  void theLinesOfValidRequestsNameOperationsOfTheContract() {
    List<String> names = CONTRACT.operations().stream().map(Operation::name).toList();
    assertThat(names).containsAll(REQUESTS.operations());
    assertThat(REQUESTS.operations()).doesNotHaveDuplicates();
  }

  private static void walk(Operation operation) {
    Set<String> notYet = SERVED.notYet(operation.method(), operation.path());
    List<String> complaints =
        new ContractWalk(operation, CONTRACT, REQUESTS, CLIENT).complaints(notYet);
    assertThat(complaints).as(() -> String.join("\n", complaints)).isEmpty();
    CONFORMING.add(operation.name());
  }
}
