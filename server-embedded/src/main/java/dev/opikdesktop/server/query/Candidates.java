package dev.opikdesktop.server.query;

import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.query.Field.Reads;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

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

  /**
   * One page.
   *
   * @param total how many there are on all pages, which may still be counted
   */
  public record Found<E>(Reading<Long> total, List<E> entries) {}

  /**
   * How entries are found.
   *
   * @param among those of some candidates, all in order
   * @param sorted those of the page, without candidates
   * @param count how many there are on all pages
   * @param countsAtOnce or only when the page does not tell
   */
  public record Search<K, E>(
      Function<Candidates<K>, List<E>> among,
      Supplier<List<E>> sorted,
      Supplier<Long> count,
      boolean countsAtOnce) {}

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

  /** A page out of the candidates, as far as they reach, or without them. */
  public static <K, E> Found<E> page(
      Optional<Candidates<K>> candidates, PageRequest page, Search<K, E> search) {
    long end = page.offset() + page.size();
    if (candidates.isPresent() && candidates.get().all()) {
      List<E> all = search.among.apply(candidates.get());
      return new Found<>(
          Reading.of((long) all.size()),
          all.stream().skip(page.offset()).limit(page.size()).toList());
    }
    Optional<Reading<Long>> counted =
        search.countsAtOnce ? Optional.of(Reading.start(search.count)) : Optional.empty();
    List<E> entries =
        candidates
            .map(search.among)
            .filter(found -> found.size() >= end)
            .map(found -> found.subList((int) page.offset(), (int) end))
            .orElseGet(search.sorted);
    boolean isLast = entries.size() < page.size() && (page.offset() == 0 || !entries.isEmpty());
    return new Found<>(
        counted.orElseGet(
            () ->
                isLast ? Reading.of(page.offset() + entries.size()) : Reading.start(search.count)),
        entries);
  }
}
