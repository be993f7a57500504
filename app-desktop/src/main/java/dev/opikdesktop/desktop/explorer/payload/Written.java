package dev.opikdesktop.desktop.explorer.payload;

import dev.opikdesktop.desktop.explorer.text.PayloadText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** How a payload is written down. */
public enum Written {
  PRETTY("Pretty"),
  YAML("YAML"),
  RAW("Raw");

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final YAMLMapper TO_YAML =
      YAMLMapper.builder()
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .enable(YAMLWriteFeature.LITERAL_BLOCK_STYLE)
          .disable(YAMLWriteFeature.SPLIT_LINES)
          .build();

  private final String label;

  Written(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** Takes its time with large payloads. */
  PayloadText of(String json, int columns) {
    return switch (this) {
      case PRETTY -> PayloadText.ofJson(json, columns);
      case YAML -> yaml(json, columns);
      case RAW -> PayloadText.ofPlain(json, columns);
    };
  }

  private static PayloadText yaml(String json, int columns) {
    if (json.isEmpty()) {
      return PayloadText.ofPlain(json, columns);
    }
    try {
      JsonNode node = JSON.readTree(json);
      return PayloadText.ofYaml(TO_YAML.writeValueAsString(node).stripTrailing(), columns);
    } catch (JacksonException cut) {
      return PayloadText.ofPlain(json, columns);
    }
  }
}
