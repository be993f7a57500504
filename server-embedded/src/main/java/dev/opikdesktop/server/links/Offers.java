package dev.opikdesktop.server.links;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.opikdesktop.server.events.Target;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * The buttons of pages that were handed out. Each works once and for a while, and only for who has
 * read its page, which pages of others cannot.
 */
final class Offers {
  private static final int MOST = 1000;
  private static final Duration KEPT = Duration.ofMinutes(30);
  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Target> offers =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

  /** What a button says that shows something. */
  String make(Target target) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    offers.put(token, target);
    return token;
  }

  /** What the button shows; empty when it was used already, or never made. */
  Optional<Target> take(String token) {
    return Optional.ofNullable(offers.asMap().remove(token));
  }
}
