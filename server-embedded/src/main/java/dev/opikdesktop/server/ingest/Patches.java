package dev.opikdesktop.server.ingest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which fields of a row were patched after its create, and when, in microseconds since the epoch.
 *
 * @param <F> the fields that can be patched
 */
public record Patches<F extends Enum<F>>(Class<F> fields, Map<F, Long> times) {
  public static <F extends Enum<F>> Patches<F> none(Class<F> fields) {
    return new Patches<>(fields, Map.of());
  }

  /** Reads what {@link #byName} wrote. Unknown names are left out. */
  public static <F extends Enum<F>> Patches<F> of(Class<F> fields, Map<String, Long> byName) {
    if (byName.isEmpty()) {
      return none(fields);
    }
    Map<F, Long> times = new EnumMap<>(fields);
    for (F field : fields.getEnumConstants()) {
      Long time = byName.get(name(field));
      if (time != null) {
        times.put(field, time);
      }
    }
    return new Patches<>(fields, times);
  }

  /** The form that is stored. */
  public Map<String, Long> byName() {
    if (times.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> byName = new LinkedHashMap<>();
    times.forEach((field, time) -> byName.put(name(field), time));
    return byName;
  }

  /** Only the patches that are later than a create. */
  public Patches<F> after(Instant createVersion) {
    long micros = micros(createVersion);
    Map<F, Long> later = new EnumMap<>(fields);
    times.forEach(
        (field, time) -> {
          if (time > micros) {
            later.put(field, time);
          }
        });
    return new Patches<>(fields, later);
  }

  /** These and some more of the given time. */
  public Patches<F> and(Set<F> changed, Instant time) {
    Map<F, Long> more = new EnumMap<>(fields);
    more.putAll(times);
    for (F field : changed) {
      more.put(field, micros(time));
    }
    return new Patches<>(fields, more);
  }

  /** The given version of a create, or an earlier one that is less than those of all patches. */
  public Instant beforeAll(Instant version) {
    return times.values().stream()
        .map(time -> Instant.EPOCH.plus(time - 1, ChronoUnit.MICROS))
        .filter(before -> before.isBefore(version))
        .min(Comparator.naturalOrder())
        .orElse(version);
  }

  /** The patched fields. */
  public Set<F> names() {
    return times.isEmpty() ? EnumSet.noneOf(fields) : EnumSet.copyOf(times.keySet());
  }

  private static String name(Enum<?> field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
