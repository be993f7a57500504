package dev.opikdesktop.transfer.run;

import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.Refusal;
import dev.opikdesktop.transfer.records.TransferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was written, and what was not.
 *
 * @param counts how many of each kind; spans of OpenTelemetry are spans
 * @param projects their names
 * @param leftOut the first things that were not taken over
 * @param countLeftOut how many there are of them in all
 * @param end why nothing could be read behind what was written; null if it was read to its end
 */
public record Imported(
    Map<RecordKind, Long> counts,
    Set<String> projects,
    List<Refusal> leftOut,
    long countLeftOut,
    @Nullable TransferException end) {

  /**
   * This, if all was taken over.
   *
   * @throws TransferException naming what was not
   */
  public Imported requireAll() {
    if (end != null) {
      throw end;
    }
    if (countLeftOut > 0) {
      StringBuilder message =
          new StringBuilder(
              "%,d times something was left out; all else is imported.".formatted(countLeftOut));
      leftOut.forEach(each -> message.append("\n  " + each.place() + ": " + each.reason()));
      if (countLeftOut > leftOut.size()) {
        message.append("\n  and %,d more".formatted(countLeftOut - leftOut.size()));
      }
      throw new TransferException(message.toString());
    }
    return this;
  }

  /** What there is, in words: {@code 12 traces, 80 spans}. */
  public static String words(Map<RecordKind, Long> counts) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> entry.getValue() + " " + entry.getKey().word())
        .collect(Collectors.joining(", "));
  }

  /** Collects what is not taken over. */
  static final class LeftOut {
    private static final int MOST = 20;

    private final List<Refusal> first = new ArrayList<>();
    private long count;

    void add(Refusal refusal) {
      if (count++ < MOST) {
        first.add(refusal);
      }
    }

    Imported with(
        Map<RecordKind, Long> counts, Set<String> projects, @Nullable TransferException end) {
      return new Imported(counts, projects, List.copyOf(first), count, end);
    }
  }
}
