package dev.opikdesktop.storage.coordination;

import java.util.Optional;
import java.util.function.Function;

/** A named cache of values by text keys. */
public interface Cache<V> {
  /** The value kept under the key. Does not wait for one that is being computed. */
  Optional<V> find(String key);

  /**
   * The value kept under the key, or else the one that the function gives, which is kept. Callers
   * in this process that ask for one key at the same time share one run of the function, in the
   * thread of the first; callers of other keys do not wait. An exception of the function reaches
   * every caller that shared the run, and nothing is kept. The function may use other keys and
   * caches, but not ask for its own key.
   */
  V get(String key, Function<String, V> compute);

  /** Keeps a value, in place of any other. */
  void put(String key, V value);

  /**
   * Forgets a key. A computation that was under way is not kept either: whoever asks afterwards
   * sees a value that was computed afterwards.
   */
  void invalidate(String key);

  /** {@link #invalidate(String)} of every key. */
  void invalidateAll();
}
