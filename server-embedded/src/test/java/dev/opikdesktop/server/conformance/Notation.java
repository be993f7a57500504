package dev.opikdesktop.server.conformance;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the tokens of one scenario stand for in this run: {@code <label>}, {@code <id:1>}, {@code
 * <T0+5.25s>}, {@code <time>}, {@code RUN} and so on (recordings/README.md). Tokens that the server
 * fills are learnt from its answers: the first answer binds, later ones must agree.
 */
final class Notation {
  private static final Pattern TOKEN = Pattern.compile("<([^<>]{1,80})>");
  private static final Pattern LABEL = Pattern.compile("[A-Z]?[a-z][A-Za-z0-9 _-]*");
  private static final Pattern TIME = Pattern.compile("T0([+-][0-9.]+)s|day([+-][0-9]+)?");
  private static final Pattern RUN = Pattern.compile("\\bRUN\\b");
  private static final Pattern SHORTENED =
      Pattern.compile("(?s)(.*)<… ([0-9]+) characters, sha1 ([0-9a-f]+)>");
  private static final String BASE_AND_SLASH = "<base64 of base>Lw==";
  private static final Pattern MILLIS = Pattern.compile("[0-9]{13}");
  private static final String UUID_PATTERN =
      "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
  private static final Set<String> FREE = Set.of("time", "text", "n", "bytes", "ms");
  private static final String PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1Pe";
  private static final int PICTURE_DATA = 200_000;
  private static final int PICTURE_STEP = 37;
  private static final String LAST = "last 8 of ";

  private final String base;
  private final Instant zero;
  private final String run;
  private final Map<String, String> bound;
  private final Map<String, String> renamed = new HashMap<>();

  /** Further ids of labels that a recording gives to several entities. */
  private final Map<String, Set<String>> further = new HashMap<>();

  /**
   * @param base the server's address without a trailing slash
   * @param zero what T0 is in this run
   * @param run digits that make names unique
   */
  Notation(String base, Instant zero, String run) {
    this(base, zero, run, new HashMap<>());
  }

  private Notation(String base, Instant zero, String run, Map<String, String> bound) {
    this.base = base;
    this.zero = zero;
    this.run = run;
    this.bound = bound;
  }

  /** A copy to try a match on, which can be thrown away. */
  Notation copy() {
    Notation copy = new Notation(base, zero, run, new HashMap<>(bound));
    copy.renamed.putAll(renamed);
    copy.further.putAll(further);
    return copy;
  }

  /** Takes over what a copy learnt. */
  void take(Notation copy) {
    bound.putAll(copy.bound);
    further.putAll(copy.further);
  }

  /** What T0 is in this run. */
  Instant zero() {
    return zero;
  }

  void bind(String label, String value) {
    bound.put(label, value);
  }

  /**
   * Learns the id of an entity that the server has just made, where its label is that of another
   * one already.
   *
   * @param recorded an address that ends in the label
   * @param sent labels of the request, whose ids the client has chosen
   */
  void learnFurther(String recorded, String actual, Set<String> sent) {
    String token = recorded.substring(recorded.lastIndexOf('/') + 1);
    String id = actual.substring(actual.lastIndexOf('/') + 1);
    for (String label : labels(token)) {
      if (isBound(label) && !sent.contains(label) && id.matches(UUID_PATTERN)) {
        Set<String> ids = new LinkedHashSet<>(further.getOrDefault(label, Set.of()));
        ids.add(id);
        further.put(label, ids);
      }
    }
  }

  /** Makes a text that stands alone as a value another one in this run. */
  void rename(String text, String inThisRun) {
    renamed.put(text, inThisRun);
  }

  /** The labels in a text, bound or not. */
  static Set<String> labels(String text) {
    Set<String> labels = new LinkedHashSet<>();
    Matcher tokens = TOKEN.matcher(text);
    while (tokens.find()) {
      String token = tokens.group(1);
      if (isLabel(token)) {
        labels.add(token);
      } else if (token.startsWith(LAST)) {
        labels.add(token.substring(LAST.length()));
      }
    }
    return labels;
  }

  private static boolean isLabel(String token) {
    return LABEL.matcher(token).matches()
        && !FREE.contains(token)
        && !token.startsWith(LAST)
        && !token.startsWith("day")
        && !token.startsWith("base");
  }

  boolean isBound(String label) {
    return bound.containsKey(label);
  }

  /** A text to send. Tokens that nothing is known of stay as they are. */
  String filled(String text) {
    String other = renamed.get(text);
    if (other != null) {
      return other;
    }
    Matcher shortened = SHORTENED.matcher(text);
    if (shortened.matches()) {
      return lengthened(shortened).orElse(text);
    }
    // Two pieces of base64 side by side are one only if nothing pads the first.
    String joined = text.replace(BASE_AND_SLASH, base64(base + "/"));
    return TOKEN
        .matcher(RUN.matcher(joined).replaceAll(run))
        .replaceAll(token -> Matcher.quoteReplacement(known(token.group(1)).orElse(token.group())));
  }

  /** Whether a text is shortened in a way that cannot be undone. */
  static boolean isLost(String text) {
    Matcher shortened = SHORTENED.matcher(text);
    return shortened.matches() && lengthened(shortened).isEmpty();
  }

  /**
   * A shortened text of one repeated character can be made again, and the picture of the recordings
   * too. The hash proves it.
   */
  private static Optional<String> lengthened(Matcher shortened) {
    String begin = shortened.group(1);
    int length = Integer.parseInt(shortened.group(2));
    int picture = begin.indexOf(PICTURE);
    if (begin.isEmpty() || (picture < 0 && begin.chars().distinct().count() != 1)) {
      return Optional.empty();
    }
    String whole =
        picture < 0
            ? begin.substring(0, 1).repeat(length)
            : begin.substring(0, picture)
                + Base64.getEncoder().encodeToString(picture()).substring(0, length - picture);
    return Hashes.sha1(whole).startsWith(shortened.group(3))
        ? Optional.of(whole)
        : Optional.empty();
  }

  /** The beginning of a PNG file, and bytes that follow a rule. */
  private static byte[] picture() {
    byte[] head = Base64.getDecoder().decode(PICTURE);
    byte[] bytes = Arrays.copyOf(head, head.length + PICTURE_DATA);
    for (int i = 0; i < PICTURE_DATA; i++) {
      bytes[head.length + i] = (byte) (i * PICTURE_STEP);
    }
    return bytes;
  }

  private Optional<String> known(String token) {
    Matcher time = TIME.matcher(token);
    if (time.matches()) {
      return Optional.of(instant(time).toString());
    }
    if (token.equals("base")) {
      return Optional.of(base);
    }
    if (token.equals("base64 of base")) {
      return Optional.of(base64(base));
    }
    if (token.startsWith(LAST)) {
      return Optional.ofNullable(bound.get(token.substring(LAST.length())))
          .map(id -> id.substring(id.length() - 8));
    }
    return Optional.ofNullable(bound.get(token));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private Instant instant(Matcher time) {
    if (time.group(1) != null) {
      BigDecimal seconds = new BigDecimal(time.group(1));
      return zero.plusNanos(seconds.movePointRight(9).longValueExact());
    }
    int days = time.group(2) == null ? 0 : Integer.parseInt(time.group(2));
    return zero.truncatedTo(ChronoUnit.DAYS).plus(days, ChronoUnit.DAYS);
  }

  /** Whether an answer's text is what was recorded; learns the tokens in it. */
  boolean matches(String recorded, String actual) {
    Matcher shortened = SHORTENED.matcher(recorded);
    if (shortened.matches()) {
      return actual.length() == Integer.parseInt(shortened.group(2))
          && Hashes.sha1(actual).startsWith(shortened.group(3));
    }
    String expected = RUN.matcher(recorded).replaceAll(run);
    Matcher token = TOKEN.matcher(expected);
    if (token.matches()) {
      return expected.equals(actual) || matchesToken(token.group(1), actual);
    }
    StringBuilder pattern = new StringBuilder("(?s)");
    token.reset();
    int end = 0;
    while (token.find()) {
      pattern.append(Pattern.quote(expected.substring(end, token.start())));
      pattern.append('(').append(shape(token)).append(')');
      end = token.end();
    }
    if (end == 0) {
      return expected.equals(actual);
    }
    pattern.append(Pattern.quote(expected.substring(end)));
    Matcher found = Pattern.compile(pattern.toString()).matcher(actual);
    if (!found.matches()) {
      return false;
    }
    token.reset();
    for (int group = 1; token.find(); group++) {
      String part = found.group(group);
      if (!part.equals(token.group()) && !matchesToken(token.group(1), part)) {
        return false;
      }
    }
    return true;
  }

  private static String shape(Matcher token) {
    String name = token.group(1);
    if (isLabel(name) || name.startsWith("id:")) {
      return UUID_PATTERN + "|" + Pattern.quote(token.group());
    }
    return ".+?";
  }

  private boolean matchesToken(String token, String actual) {
    Matcher time = TIME.matcher(token);
    if (time.matches()) {
      return parsed(actual).filter(instant(time)::equals).isPresent();
    }
    if (token.equals("time")) {
      return parsed(actual).isPresent();
    }
    if (token.equals("ms")) {
      return MILLIS.matcher(actual).matches();
    }
    if (token.equals("text")) {
      return !actual.isBlank();
    }
    Optional<String> known = known(token);
    if (known.isPresent()) {
      return known.get().equals(actual) || further.getOrDefault(token, Set.of()).contains(actual);
    }
    if (token.startsWith("hash:")) {
      bound.put(token, actual);
      return actual.length() == 8;
    }
    if (!actual.matches(UUID_PATTERN)) {
      return false;
    }
    boolean numbered = token.startsWith("id:");
    if (numbered && takenByAnother(actual)) {
      return false;
    }
    if (numbered || isLabel(token)) {
      bound.put(token, actual);
      return true;
    }
    return false;
  }

  private boolean takenByAnother(String id) {
    return bound.entrySet().stream()
        .anyMatch(entry -> entry.getKey().startsWith("id:") && entry.getValue().equals(id));
  }

  private static Optional<Instant> parsed(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
