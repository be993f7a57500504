package dev.opikdesktop.server.statistics;

/**
 * One statistic (schema ProjectStatItemObject_Public).
 *
 * @param type COUNT with a whole number, AVG with a number, PERCENTAGE with percentiles
 */
record Stat(String name, String type, Object value) {
  static Stat count(String name, long value) {
    return new Stat(name, "COUNT", value);
  }

  static Stat average(String name, double value) {
    return new Stat(name, "AVG", value);
  }

  static Stat percentiles(String name, Percentiles value) {
    return new Stat(name, "PERCENTAGE", value);
  }
}
