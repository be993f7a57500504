package dev.opikdesktop.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads answers, where they are checked. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private Json() {}

  static JsonNode read(Wire.Answer answer) {
    return MAPPER.readTree(answer.body());
  }

  /** The objects of a stream, one a line. */
  static List<JsonNode> lines(Wire.Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .map(MAPPER::readTree)
        .toList();
  }
}
