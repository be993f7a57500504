package dev.opikdesktop.server.configuration;

/**
 * What a setting comes to, and why.
 *
 * @param shown for people: a secret is masked, "" stands for nothing
 * @param origin "default", the file with its line, the environment variable, or "command line"
 */
public record EffectiveValue(Setting setting, String shown, String origin) {
  public static final String MASK = "********";
}
