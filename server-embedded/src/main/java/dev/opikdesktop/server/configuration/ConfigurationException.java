package dev.opikdesktop.server.configuration;

import java.util.List;

/** The configuration is wrong. The message lists every fault, one a line, for the user. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  public ConfigurationException(List<String> faults) {
    super(text(faults), null, false, false);
    this.faults = List.copyOf(faults);
  }

  /** Each names where the value stands and what would be right. */
  public List<String> faults() {
    return faults;
  }

  private static String text(List<String> faults) {
    String count = faults.size() == 1 ? "a fault" : faults.size() + " faults";
    return "The configuration has " + count + ":\n  " + String.join("\n  ", faults);
  }
}
