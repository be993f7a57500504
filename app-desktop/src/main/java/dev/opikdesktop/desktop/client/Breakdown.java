package dev.opikdesktop.desktop.client;

/**
 * What a metric is split by: a series for each of the ten groups that weigh most, and one named
 * {@link #OTHERS} for what is in none of them.
 *
 * @param field the wire's word: {@code model}, {@code provider}, {@code type}, {@code name}, {@code
 *     tags}, {@code error_type} or {@code metadata}
 * @param metadataKey a path into the metadata; empty for another field
 * @param subMetric which of the metric's own series is split; empty where it has one
 */
public record Breakdown(String field, String metadataKey, String subMetric) {
  public static final Breakdown NONE = new Breakdown("none", "", "");

  /** The name of the series of all other groups. */
  public static final String OTHERS = "__others__";

  /** The name of the series of what says nothing. */
  public static final String UNKNOWN = "Unknown";
}
