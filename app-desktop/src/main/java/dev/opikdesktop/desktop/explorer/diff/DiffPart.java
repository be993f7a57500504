package dev.opikdesktop.desktop.explorer.diff;

import dev.opikdesktop.desktop.explorer.chat.Transcript;
import dev.opikdesktop.desktop.explorer.text.PayloadText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** What can be compared of two sides. */
public enum DiffPart {
  MESSAGES("Messages"),
  INPUT("Input"),
  OUTPUT("Output"),
  METADATA("Metadata"),
  ERROR("Error");

  /** Lines are as long as what they say. */
  private static final int ENDLESS = Integer.MAX_VALUE / 4;

  /** A tree of a larger document takes more memory than is worth it: its keys stay as they are. */
  private static final int LARGEST = 16_000_000;

  private static final ObjectMapper SORTING =
      JsonMapper.builder()
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final String label;

  DiffPart(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** Whether it is written as JSON. */
  boolean isJson() {
    return this == INPUT || this == OUTPUT || this == METADATA;
  }

  /** Empty where it was not logged. */
  String written(Sources sources) {
    return switch (this) {
      case MESSAGES -> Transcript.of(sources.input(), sources.output(), "").text();
      case INPUT -> sources.input().json();
      case OUTPUT -> sources.output().json();
      case METADATA -> sources.metadata().json();
      case ERROR -> sources.error() == null ? "" : sources.error().wholeText();
    };
  }

  /**
   * Laid out for comparing, one value a line; takes its time with large payloads.
   *
   * @param raw as it was logged, not with its keys in order
   */
  PayloadText text(Sources sources, boolean raw) {
    String written = written(sources);
    if (!isJson()) {
      return PayloadText.ofPlain(written, ENDLESS);
    }
    return PayloadText.ofJson(raw ? written : sorted(written), ENDLESS);
  }

  /** Whether two sides say the same, whatever the order of their keys. */
  public boolean isEqual(Sources left, Sources right) {
    String one = written(left);
    String other = written(right);
    return one.equals(other)
        || (isJson() && !one.isEmpty() && !other.isEmpty() && sorted(one).equals(sorted(other)));
  }

  /** JSON with its keys in order, so that the order they were logged in is no difference. */
  public static String sorted(String json) {
    if (json.isEmpty() || json.length() > LARGEST) {
      return json;
    }
    try {
      return SORTING.writeValueAsString(SORTING.readTree(json));
    } catch (JacksonException cut) {
      return json;
    }
  }
}
