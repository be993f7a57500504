package dev.opikdesktop.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives a scenario what its labels presume: ids that a client chooses, projects that no listed step
 * creates (recordings/README.md).
 */
final class Presumed {
  /** Labels of projects, and how the name begins that the scenario uses for each. */
  private static final Map<String, String> PROJECTS =
      Map.of(
          "project", "p-",
          "project2", "p2-",
          "p2", "p2-",
          "project d", "dp-",
          "project i", "ip-",
          "q", "q-",
          "project without", "without-");

  /** Version 4, sent to be refused or not found. */
  private static final Set<String> RANDOM = Set.of("f", "g", "four");

  private Presumed() {}

  static void make(Recording recording, Notation notation, Instant zero, LocalClient client) {
    recording
        .clientIds()
        .propertyStream()
        .forEach(
            each ->
                notation.bind(
                    each.getKey(), idAt(zero.plusMillis(each.getValue().asLong())).toString()));
    String text = recording.text();
    Set<String> labels = Notation.labels(text);
    for (String label : RANDOM) {
      if (labels.contains(label) && !notation.isBound(label)) {
        notation.bind(label, UUID.randomUUID().toString());
      }
    }
    PROJECTS.forEach(
        (label, begin) -> {
          if (labels.contains(label) && !notation.isBound(label)) {
            String name = notation.filled(projectName(recording, text, begin));
            notation.bind(label, create(client, name));
          }
        });
    if (labels.contains("default")) {
      String named = "{\"name\": \"Default Project\"}";
      client.post("/v1/private/projects", named);
      Answer found = client.post("/v1/private/projects/retrieve", named);
      notation.bind("default", found.json().get("id").asString());
    }
  }

  private static String projectName(Recording recording, String text, String begin) {
    if (Matrix.has(recording.name())) {
      return Matrix.PROJECT;
    }
    Matcher named = Pattern.compile("\"(" + Pattern.quote(begin) + "[^\"]*-RUN)\"").matcher(text);
    return named.find() ? named.group(1) : begin + recording.name().replace('_', '-') + "-RUN";
  }

  private static String create(LocalClient client, String name) {
    String body = Json.MAPPER.createObjectNode().put("name", name).toString();
    Answer created = client.post("/v1/private/projects", body);
    assertThat(created.status()).as(name).isEqualTo(201);
    String location = created.header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static UUID idAt(Instant time) {
    UUID random = UUID.randomUUID();
    return new UUID(
        time.toEpochMilli() << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff,
        random.getLeastSignificantBits());
  }
}
