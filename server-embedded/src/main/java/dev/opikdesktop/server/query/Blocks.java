package dev.opikdesktop.server.query;

import dev.opikdesktop.server.http.Entries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Wide entries whose keys and sizes are known, read in blocks of a few megabytes while they are
 * written: so memory holds one block, or one entry that is larger, whatever the page or stream is.
 *
 * @param <K> what an entry is found by
 */
public final class Blocks<K, T> implements Entries<T> {
  /** Less would make more statements, of some ten milliseconds each. */
  private static final long BLOCK_BYTES = 4L << 20;

  /** What an entry takes besides its payloads. */
  private static final long ENTRY_BYTES = 512;

  private final List<Sized<K>> keys;
  private final Function<List<K>, List<T>> read;

  /**
   * Nothing is read here.
   *
   * @param read the entries of some keys, in their order; those that are gone by then are left out
   */
  public Blocks(List<Sized<K>> keys, Function<List<K>, List<T>> read) {
    this.keys = List.copyOf(keys);
    this.read = read;
  }

  /** A key, and how many bytes of payload lie behind it. */
  public record Sized<K>(K key, long bytes) {}

  @Override
  public int size() {
    return keys.size();
  }

  @Override
  public void forEach(Consumer<T> entry) {
    List<K> next = new ArrayList<>();
    long bytes = 0;
    for (Sized<K> sized : keys) {
      long more = sized.bytes + ENTRY_BYTES;
      if (!next.isEmpty() && bytes + more > BLOCK_BYTES) {
        read.apply(next).forEach(entry);
        next = new ArrayList<>();
        bytes = 0;
      }
      next.add(sized.key);
      bytes += more;
    }
    if (!next.isEmpty()) {
      read.apply(next).forEach(entry);
    }
  }
}
