package dev.opikdesktop.server.system;

/**
 * A store that the server cannot do without.
 *
 * @param name as it is shown, for example {@code clickhouse}
 * @param probe throws when the store does not answer
 */
public record HealthCheck(String name, Probe probe) {
  /** Asks the store for a sign of life. */
  @FunctionalInterface
  public interface Probe {
    void ask() throws Exception;
  }
}
