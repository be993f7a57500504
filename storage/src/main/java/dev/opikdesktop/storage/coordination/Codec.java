package dev.opikdesktop.storage.coordination;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;

/**
 * How a value becomes bytes and comes back. A cache that stays in the process never calls it; one
 * that is shared between replicas does, and replicas of two versions of the program may meet there:
 * {@link #decode} throws {@link IllegalArgumentException} for bytes that it does not know, which
 * counts as a value that is not there.
 */
public interface Codec<V> {
  /** Text in UTF-8. */
  Codec<String> TEXT = of(Function.identity(), Function.identity());

  /** An id in its usual text form. */
  Codec<UUID> ID = of(UUID::toString, UUID::fromString);

  byte[] encode(V value);

  V decode(byte[] bytes);

  /** A codec by way of text. */
  static <V> Codec<V> of(Function<V, String> toText, Function<String, V> fromText) {
    return new Codec<>() {
      @Override
      public byte[] encode(V value) {
        return toText.apply(value).getBytes(StandardCharsets.UTF_8);
      }

      @Override
      public V decode(byte[] bytes) {
        return fromText.apply(new String(bytes, StandardCharsets.UTF_8));
      }
    };
  }
}
