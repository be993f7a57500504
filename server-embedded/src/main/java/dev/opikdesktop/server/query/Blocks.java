package dev.opikdesktop.server.query;

import dev.opikdesktop.server.http.Entries;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Wide entries whose keys and sizes are known, read in blocks of a few megabytes while the block
 * before is written: so memory holds two blocks, or one entry that is larger, whatever the page or
 * stream is.
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
    Iterator<Block<K>> blocks = blocks().iterator();
    Reading<List<T>> ahead = Reading.of(List.of());
    long bytesAhead = 0;
    while (blocks.hasNext()) {
      Block<K> next = blocks.next();
      if (bytesAhead + next.bytes > 2 * BLOCK_BYTES) {
        // Two at a time would be too much: this one is read when the one before is gone.
        ahead.result().forEach(entry);
        ahead = Reading.of(List.of());
      }
      // The engine reads the next block while this one is written.
      Reading<List<T>> current = ahead;
      ahead = Reading.start(() -> read.apply(next.keys));
      bytesAhead = next.bytes;
      current.result().forEach(entry);
    }
    ahead.result().forEach(entry);
  }

  private record Block<K>(List<K> keys, long bytes) {}

  private List<Block<K>> blocks() {
    List<Block<K>> blocks = new ArrayList<>();
    List<K> some = new ArrayList<>();
    long bytes = 0;
    for (Sized<K> sized : keys) {
      long more = sized.bytes + ENTRY_BYTES;
      if (!some.isEmpty() && bytes + more > BLOCK_BYTES) {
        blocks.add(new Block<>(some, bytes));
        some = new ArrayList<>();
        bytes = 0;
      }
      some.add(sized.key);
      bytes += more;
    }
    if (!some.isEmpty()) {
      blocks.add(new Block<>(some, bytes));
    }
    return blocks;
  }
}
