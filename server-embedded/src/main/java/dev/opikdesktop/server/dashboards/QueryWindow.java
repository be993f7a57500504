package dev.opikdesktop.server.dashboards;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time that a widget shows, which takes the places of {@code {{window_start}}} and {@code
 * {{window_end}}} in its query: as a time, or as text where the query has quotes around it.
 */
record QueryWindow(Instant start, Instant end) {
  private static final Pattern PLACE =
      Pattern.compile(
          "'\\{\\{\\s*(window_start|window_end)\\s*}}'|\\{\\{\\s*(window_start|window_end)\\s*}}");

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter NANOS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.nnnnnnnnn", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** From the beginning of time until now, where a request does not say. */
  static QueryWindow of(@Nullable Instant start, @Nullable Instant end) {
    return new QueryWindow(
        start == null ? Instant.EPOCH : start, end == null ? Instant.now() : end);
  }

  String bind(String sql) {
    return PLACE
        .matcher(sql)
        .replaceAll(
            place -> {
              boolean quoted = place.group(1) != null;
              String name = quoted ? place.group(1) : place.group(2);
              Instant time = name.equals("window_start") ? start : end;
              String text = "'" + (time.getNano() == 0 ? SECONDS : NANOS).format(time) + "'";
              return Matcher.quoteReplacement(
                  quoted ? text : "toDateTime64(" + text + ", 9, 'UTC')");
            });
  }
}
