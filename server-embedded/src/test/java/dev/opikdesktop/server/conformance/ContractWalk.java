package dev.opikdesktop.server.conformance;

import dev.opikdesktop.server.conformance.Breakages.Broken;
import dev.opikdesktop.server.conformance.ContractFile.Operation;
import dev.opikdesktop.server.conformance.ValidRequests.Request;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Asks one operation everything that its description allows, and much that it does not: what has to
 * be answered in the declared shape, and what has to be refused in one of the two shapes of errors
 * (Opik contract 1.5, 1.6).
 */
final class ContractWalk {
  private static final Map<String, List<String>> BROKEN_PARAMETERS =
      Map.of(
          "filters",
          List.of(
              "x",
              "{}",
              "[{\"field\":\"no_such_field\",\"operator\":\"=\",\"value\":\"a\"}]",
              "[{\"field\":\"id\",\"operator\":\"is_empty\",\"value\":\"\"}]",
              "[{\"field\":\"id\",\"operator\":\"no such operator\",\"value\":\"a\"}]",
              "[{\"field\":\"id\",\"operator\":\"=\"}]"),
          "sorting",
          List.of("x"),
          "exclude",
          List.of("x", "[\"no_such_field\"]"));

  private final Operation operation;
  private final ContractFile contract;
  private final ValidRequests requests;
  private final LocalClient client;
  private final JsonNode special;
  private final List<String> complaints = new ArrayList<>();

  ContractWalk(
      Operation operation, ContractFile contract, ValidRequests requests, LocalClient client) {
    this.operation = operation;
    this.contract = contract;
    this.requests = requests;
    this.client = client;
    this.special = requests.special(operation);
  }

  /**
   * What is wrong, one line each.
   *
   * @param notYet query parameters that the server does not understand yet
   */
  List<String> complaints(Set<String> notYet) {
    List<Request> valid = requests.of(operation, notYet);
    for (Request request : valid) {
      Scene scene = new Scene(requests, client);
      answersWell(scene, request.filled(scene::filled));
    }
    Scene scene = new Scene(requests, client);
    Request request = valid.getFirst().filled(scene::filled);
    answersUnderOtherPaths(scene, valid.getLast());
    refusesOtherWorkspaces(scene, request);
    refusesPaths(scene, request);
    refusesParameters(scene, request, notYet);
    if (!operation.request().isMissingNode()) {
      refusesBodies(scene, valid.getFirst());
    }
    return complaints;
  }

  private void answersWell(Scene scene, Request request) {
    if (!request.body().isMissingNode()) {
      contract.schemas().faultsOfRequest(operation.request(), request.body()).stream()
          .map(fault -> "The request of the test is not valid: " + fault + ": " + request)
          .forEach(complaints::add);
    }
    Answer answer = scene.send(request);
    int status = special.path("status").asInt(operation.success());
    if (answer.status() != status) {
      complain(request, request.body().toString(), answer, "not " + status);
      return;
    }
    if (operation.promisesLocation()
        && !answer.header("Location").matches("https?://.+/[-0-9a-f]{36}")) {
      complain(request, "", answer, "Location is '" + answer.header("Location") + "'");
    }
    if (operation.isStream()) {
      framed(request, answer);
    }
    JsonNode body = Scene.body(answer, operation.isStream());
    JsonNode fields = special.path("answer_fields");
    if (!fields.isMissingNode()) {
      List<String> names = fields.valueStream().map(JsonNode::asString).toList();
      if (!List.copyOf(body.propertyNames()).equals(names)) {
        complain(request, "", answer, "has not the fields " + names);
      }
    } else if (operation.answer(status).isMissingNode()) {
      if (status < 400 && answer.bytes().length > 0) {
        complain(request, "", answer, "has a body");
      }
    } else {
      contract
          .faults(operation.method(), operation.path(), status, body)
          .forEach(fault -> complain(request, "", answer, fault));
    }
  }

  private void framed(Request request, Answer answer) {
    if (!answer.header("Content-Type").equals("application/octet-stream")
        || !(answer.text().isEmpty() || answer.text().endsWith("\r\n"))) {
      complain(request, "", answer, "no stream of records that end in CR LF");
    }
  }

  private void answersUnderOtherPaths(Scene scene, Request request) {
    Request filled = request.filled(scene::filled);
    Answer answer = scene.send(filled.withPath("/api" + filled.path() + "/"));
    int status = special.path("status").asInt(operation.success());
    if (answer.status() != status) {
      complain(filled, "", answer, "not " + status + " under /api and with a slash at the end");
    }
  }

  private void refusesOtherWorkspaces(Scene scene, Request request) {
    if (request.path().startsWith("/v1/private/")) {
      refused(
          "workspace unknown", 404, request, scene.send(request, "Comet-Workspace", "elsewhere"));
    }
  }

  private void refusesPaths(Scene scene, Request request) {
    operation
        .pathParameters()
        .propertyStream()
        .filter(each -> each.getValue().path("type").asString("").equals("string:uuid"))
        .forEach(
            each -> {
              String open = operation.path().replace("{" + each.getKey() + "}", "x");
              String path = open.replaceAll("\\{[^}]+}", scene.filled("<new>"));
              refused("path of wrong type", 404, request, scene.send(request.withPath(path)));
            });
    OptionalInt absent =
        special.has("absent")
            ? OptionalInt.of(special.get("absent").asInt())
            : operation.method().equals("GET") ? OptionalInt.of(404) : OptionalInt.empty();
    if (!operation.pathParameters().isEmpty() && absent.isPresent()) {
      String path = operation.path();
      for (String name : operation.pathParameters().propertyNames()) {
        path = path.replace("{" + name + "}", scene.filled("<new>"));
      }
      refused("path of nothing", absent.getAsInt(), request, scene.send(request.withPath(path)));
    }
  }

  private void refusesParameters(Scene scene, Request request, Set<String> notYet) {
    operation
        .queryParameters()
        .propertyStream()
        .filter(each -> !notYet.contains(each.getKey()))
        .forEach(
            each -> {
              String name = each.getKey();
              JsonNode type = each.getValue();
              String plain = type.isString() ? type.asString() : type.path("type").asString("");
              if (type.path("required").asBoolean(false)) {
                refused(
                    "query " + name + " missing",
                    400,
                    request,
                    scene.send(request.withoutQuery(name)));
              }
              switch (plain) {
                case "integer:int32" -> parameter(scene, request, name, "x", 404);
                case "string:uuid" -> parameter(scene, request, name, "x", 404);
                case "string:date-time" -> parameter(scene, request, name, "x", 400);
                default -> {}
              }
              if (type.has("enum")) {
                parameter(scene, request, name, "no such word", 400);
              }
              if (type.has("minimum")) {
                parameter(scene, request, name, "" + (type.get("minimum").asInt() - 1), 400);
              }
              if (type.has("maximum")) {
                parameter(scene, request, name, "" + (type.get("maximum").asInt() + 1), 400);
              }
              BROKEN_PARAMETERS
                  .getOrDefault(name, List.of())
                  .forEach(value -> parameter(scene, request, name, value, 400));
            });
    if (operation.queryParameters().has("from_time")
        && operation.queryParameters().has("to_time")) {
      Request turned = request.withQuery("from_time", "2").withQuery("to_time", "1");
      refused("query from_time after to_time", 400, turned, scene.send(turned));
    }
  }

  private void parameter(Scene scene, Request request, String name, String value, int status) {
    Request broken = request.withQuery(name, value);
    refused("query " + name + "=" + value, status, broken, scene.send(broken));
  }

  private void refusesBodies(Scene scene, Request request) {
    List<Broken> all =
        new ArrayList<>(Breakages.of(contract.schemas(), operation.request(), request.body()));
    Request filled = request.filled(scene::filled);
    if (request.body().path("filters").isArray()) {
      for (String filters : BROKEN_PARAMETERS.get("filters").subList(2, 6)) {
        var body = request.body().deepCopy().asObject();
        body.set("filters", Json.MAPPER.readTree(filters));
        all.add(new Broken("filters=" + filters, 400, body.toString()));
      }
    }
    for (Broken broken : all) {
      String body = scene.filled(broken.body());
      refused(broken.what(), broken.status(), filled, scene.sendBody(filled, body), body);
    }
  }

  private void refused(String what, int usual, Request request, Answer answer) {
    refused(what, usual, request, answer, request.body().toString());
  }

  private void refused(String what, int usual, Request request, Answer answer, String body) {
    int status = odd(what).orElse(usual);
    if (answer.status() != status) {
      complain(request, body, answer, what + ": not " + status);
    } else if (status >= 400) {
      JsonNode error = Scene.body(answer, false);
      boolean coded = error.path("code").asInt() == status && error.path("message").isString();
      boolean errors = error.path("errors").isArray() && !error.path("errors").isEmpty();
      boolean parameter = status == 400 && what.matches("query (page=.*|size=.*|.* missing)");
      boolean right = status == 422 || parameter ? errors : status == 400 ? coded : coded || errors;
      if (!right && status != 501) {
        complain(request, body, answer, what + ": wrong shape of the error");
      }
    }
  }

  /** The status of a broken request that is treated otherwise than its fellows. */
  private OptionalInt odd(String what) {
    return special
        .path("odd")
        .propertyStream()
        .filter(each -> what.matches(each.getKey()))
        .mapToInt(each -> each.getValue().asInt())
        .findFirst();
  }

  private void complain(Request request, String body, Answer answer, String fault) {
    String sent = body.length() > 600 ? body.substring(0, 600) + "…" : body;
    String text = answer.text().length() > 600 ? answer.text().substring(0, 600) : answer.text();
    complaints.add(
        "%s%n  sent     %s %s %s %s%n  answered %s %s"
            .formatted(
                fault,
                request.method(),
                request.path(),
                request.query(),
                sent,
                answer.status(),
                text));
  }
}
