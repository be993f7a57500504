package dev.opikdesktop.server.costs;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one model of one provider costs, in US dollars a unit. An absent price means that the model
 * is not charged that way.
 *
 * @param mode what the model does, as in the price list: "chat", "audio_speech", …
 * @param tiers dearer rates for long prompts, the longest first
 */
record Price(
    String mode,
    Rates base,
    List<Tier> tiers,
    @Nullable BigDecimal inputAudioToken,
    @Nullable BigDecimal outputAudioToken,
    @Nullable BigDecimal inputCharacter,
    @Nullable BigDecimal outputSecond) {

  /** Dollars a token. */
  record Rates(
      @Nullable BigDecimal input,
      @Nullable BigDecimal output,
      @Nullable BigDecimal cacheRead,
      @Nullable BigDecimal cacheCreation) {

    /** The cached part of a prompt costs what any other part does when the list says nothing. */
    BigDecimal cacheReadOrInput() {
      return cacheRead == null ? orZero(input) : cacheRead;
    }

    BigDecimal cacheCreationOrInput() {
      return cacheCreation == null ? orZero(input) : cacheCreation;
    }

    private Rates orElse(Rates other) {
      return new Rates(
          input == null ? other.input : input,
          output == null ? other.output : output,
          cacheRead == null ? other.cacheRead : cacheRead,
          cacheCreation == null ? other.cacheCreation : cacheCreation);
    }
  }

  /**
   * Rates for the whole call once its prompt is longer than so many tokens.
   *
   * @param abovePromptTokens 200,000 for "above_200k_tokens"
   */
  record Tier(long abovePromptTokens, Rates rates) {}

  /** The rates for a prompt of that many tokens; what the tier leaves open is the base rate. */
  Rates ratesFor(long promptTokens) {
    for (Tier tier : tiers) {
      if (promptTokens > tier.abovePromptTokens()) {
        return tier.rates().orElse(base);
      }
    }
    return base;
  }

  static BigDecimal orZero(@Nullable BigDecimal price) {
    return price == null ? BigDecimal.ZERO : price;
  }
}
