package dev.opikdesktop.server.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** openapi/opik-api.json: the operations, and what is outside the contract in an answer. */
final class ContractFile {
  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

  /** What the server sets out to serve at present; more groups may be served, one by one. */
  private static final Set<String> GROUPS_IN_SCOPE =
      Set.of(
          "Traces",
          "Spans",
          "Projects",
          "Feedback-definitions",
          "Check",
          "Liveness",
          "Service Toggles",
          "Workspace permissions",
          "Assertion Results",
          "Redirect",
          "Dashboards",
          "Insights Views",
          "Welcome Wizard",
          "Reports",
          "Report Failures",
          "Ollie State");

  private final List<Operation> operations = new ArrayList<>();
  private final ContractSchemas schemas;

  /**
   * One operation of the contract.
   *
   * @param pathParameters types by name
   * @param queryParameters types by name
   * @param request the type of a JSON body; missing where there is none
   * @param responses by status, {@code default} for any
   */
  record Operation(
      String group,
      String method,
      String path,
      JsonNode pathParameters,
      JsonNode queryParameters,
      JsonNode request,
      JsonNode responses) {
    boolean fits(String otherMethod, String otherPath) {
      String pattern = "\\Q" + PARAMETER.matcher(path).replaceAll("\\\\E[^/]+\\\\Q") + "\\E/?";
      return method.equals(otherMethod) && otherPath.matches(pattern);
    }

    boolean isInScope() {
      return GROUPS_IN_SCOPE.contains(group);
    }

    /** As requests name it: "GET /v1/private/traces/{id}". */
    String name() {
      return method + " " + path;
    }

    /** The status of an answer that is no error. */
    int success() {
      return responses.propertyNames().stream()
          .filter(status -> !status.equals("default"))
          .mapToInt(Integer::parseInt)
          .filter(status -> status < 400)
          .min()
          .orElse(200);
    }

    /** The type of an answer's body, and whether it is a stream of such; missing without a body. */
    JsonNode answer(int status) {
      JsonNode response = responses.has("default") ? responses.get("default") : at(status);
      JsonNode content = response.path("content");
      return content.has("application/octet-stream")
          ? content.get("application/octet-stream")
          : content.path("application/json");
    }

    private JsonNode at(int status) {
      return responses.path(String.valueOf(status));
    }

    boolean isStream() {
      return at(200).path("content").has("application/octet-stream");
    }

    boolean promisesLocation() {
      return Stream.of(at(201).path("headers"))
          .flatMap(JsonNode::valueStream)
          .anyMatch(header -> header.asString().equals("Location"));
    }
  }

  private ContractFile(JsonNode file) {
    schemas = new ContractSchemas(file.get("schemas"));
    for (JsonNode each : file.get("operations")) {
      operations.add(
          new Operation(
              each.get("group").asString(),
              each.get("method").asString(),
              each.get("path").asString(),
              each.path("path_params"),
              each.path("query_params"),
              each.path("request").path("application/json"),
              each.get("responses")));
    }
  }

  static ContractFile read() {
    return new ContractFile(Recording.json("/dev/opikdesktop/server/openapi/opik-api.json"));
  }

  List<Operation> operations() {
    return operations;
  }

  ContractSchemas schemas() {
    return schemas;
  }

  /** The path of the contract that a request's path stands for; fixed words before parameters. */
  Optional<String> path(String method, String path) {
    return operation(method, path).map(Operation::path);
  }

  /** Whether a request is for an operation that the server sets out to serve. */
  boolean isInScope(String method, String path) {
    return operation(method, path).filter(Operation::isInScope).isPresent();
  }

  private Optional<Operation> operation(String method, String path) {
    return operations.stream()
        .filter(each -> each.fits(method, path))
        .min(Comparator.comparingInt(each -> each.pathParameters().size()));
  }

  /**
   * Where an answer's body is not of the declared shape; nothing for answers whose shape the
   * contract does not give, and for errors only that they have one of the two shapes there are.
   *
   * @param body of a stream: the array of its records
   */
  List<String> faults(String method, String path, int status, JsonNode body) {
    if (status >= 400) {
      boolean coded = body.path("code").isInt() && body.path("message").isString();
      boolean errors = body.path("errors").isArray();
      return coded || errors ? List.of() : List.of("neither {code, message} nor {errors}: " + body);
    }
    JsonNode type =
        operation(method, path)
            .map(each -> each.answer(status))
            .orElseThrow(() -> new AssertionError("Not in the contract: " + method + " " + path));
    return type.isMissingNode() ? List.of() : schemas.faultsOfAnswer(type, body);
  }
}
