package dev.opikdesktop.desktop.client;

/**
 * What a feedback score of a name may be, as it is kept.
 *
 * @param description empty for none
 */
public record FeedbackDefinition(String id, String description, ScoreDefinition score) {
  public String name() {
    return score.name();
  }
}
