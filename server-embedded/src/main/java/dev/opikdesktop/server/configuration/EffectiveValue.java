package dev.opikdesktop.server.configuration;

/**
 * What a setting comes to, and why.
 *
 * @param shown for people: a secret is masked, "" stands for nothing
 * @param origin "default", the file with its line, the environment variable, or "command line"
 */
public record EffectiveValue(Setting setting, String shown, String origin) {
  public static final String MASK = "********";

  static final String DEFAULT = "default";
  static final String COMMAND_LINE = "command line";
  static final String VARIABLE = "environment variable ";

  public boolean isDefault() {
    return origin.equals(DEFAULT);
  }

  /** Whether it stands in the configuration file. */
  public boolean isOfFile() {
    return !isDefault() && !origin.equals(COMMAND_LINE) && !origin.startsWith(VARIABLE);
  }
}
