package dev.opikdesktop.server.query;

import dev.opikdesktop.server.query.Field.Reads;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The newest rows that may have what is sought, found along the sorting key by what an index of
 * words says. Only they are looked into: all rows that have a rare word are among them, and of a
 * common one so many that a page is full without the others.
 *
 * @param keys of rows, of older versions too
 * @param all whether there are no more
 */
public record Candidates<K>(List<K> keys, boolean all) {
  /** More would take longer to send than to look for otherwise. */
  private static final long MOST_WANTED = 2000;

  /** Some have the text where it is not looked for, or had it before. */
  private static final int PER_WANTED = 4;

  private static final int AT_LEAST = 100;

  public Candidates {
    keys = List.copyOf(keys);
  }

  /**
   * Finds them for a condition on words; there are none for another.
   *
   * @param wanted how many rows are, newest first
   * @param newest reads the keys of as many rows as it is told, or fewer if there are no more
   */
  public static <K> Optional<Candidates<K>> of(
      Condition condition, long wanted, IntFunction<List<K>> newest) {
    if (!condition.isByWords() || condition.reads().contains(Reads.SPANS) || wanted > MOST_WANTED) {
      return Optional.empty();
    }
    int enough = (int) wanted * PER_WANTED + AT_LEAST;
    List<K> keys = newest.apply(enough);
    return Optional.of(new Candidates<>(keys, keys.size() < enough));
  }
}
