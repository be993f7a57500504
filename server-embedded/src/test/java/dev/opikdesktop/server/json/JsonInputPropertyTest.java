package dev.opikdesktop.server.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.json.JsonInput.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Our reader against Jackson's: what one takes the other takes, and both see the same. */
class JsonInputPropertyTest {
  private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\r\n\t ");
  private static final List<String> WORDS =
      List.of("true", "false", "null", "NaN", "Infinity", "-Infinity", "{}", "[]", "[ ]");
  private static final List<String> NUMBERS =
      List.of("0", "-0", "7", "-10.50", "1E-7", "0.1e+400", "123456789012345678901234567890.5");
  private static final List<String> PIECES =
      List.of(
          "plain",
          "a longer text with {, [ and : in it",
          "\\\"",
          "\\\\",
          "\\/",
          "\\n",
          "\\b\\f\\r\\t",
          "\\u0000",
          "\\u001F",
          "\\u0022",
          "\\u005c",
          "\\u0041",
          "\\u00e4",
          "\\u4E2d",
          "\\ud83d\\ude00",
          "\\ud83d",
          "\\uDE00",
          "\u00e4",
          "\u4e2d\u6587",
          "\ud83d\ude00",
          "\u007f\u0080",
          "\uffff");

  @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
  void generatedTextsComeOutTheSame(@ForAll("texts") String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    assertThat(ours(utf8)).isEqualTo(jacksons(utf8));
  }

  @Property(tries = 5000, shrinking = ShrinkingMode.OFF)
  void mutatedTextsAreTakenByBothOrByNeither(
      @ForAll("texts") String json, @ForAll("mutations") List<Mutation> mutations) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    for (Mutation mutation : mutations) {
      utf8 = mutation.of(utf8);
    }
    // Jackson takes some characters that are no UTF-8: in more bytes than they need, for example.
    if (isUtf8(utf8)) {
      assertThat(ours(utf8)).isEqualTo(jacksons(utf8));
    } else if (ours(utf8).isPresent()) {
      assertThat(ours(utf8)).isEqualTo(jacksons(utf8));
    }
  }

  @Property(tries = 2000)
  void stringsAreDecodedTheSame(@ForAll("strings") String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    try (JsonParser parser = Json.parser(utf8)) {
      parser.nextToken();
      assertThat(new JsonInput(utf8).text()).isEqualTo(parser.getString());
    }
  }

  @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
  void timesAreReadAsTheLibraryReadsThem(@ForAll("times") String text) {
    Optional<Instant> expected;
    try {
      expected = Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException none) {
      expected = Optional.empty();
    }
    Optional<Instant> found;
    try {
      found = Optional.of(Json.instant(text));
    } catch (DateTimeException none) {
      found = Optional.empty();
    }
    assertThat(found).isEqualTo(expected);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    Instant usual = Iso8601.parse(utf8, 0, utf8.length);
    if (usual != null) {
      assertThat(Optional.of(usual)).isEqualTo(expected);
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException no) {
      return false;
    }
  }

  private static Optional<String> ours(byte[] json) {
    try {
      JsonInput in = new JsonInput(json.clone());
      String read = in.json().toString();
      JsonInput other = new JsonInput(json.clone());
      other.skip();
      assertThat(other.kind()).isEqualTo(in.kind());
      return in.kind() == Kind.NOTHING ? Optional.of(read) : Optional.empty();
    } catch (JacksonException refused) {
      return Optional.empty();
    }
  }

  private static Optional<String> jacksons(byte[] json) {
    try (JsonParser parser = Json.parser(json)) {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      String read = new JsonTextReader().read(parser).toString();
      JsonToken next = parser.nextToken();
      return next == null ? Optional.of(read) : Optional.empty();
    } catch (JacksonException refused) {
      return Optional.empty();
    }
  }

  /** One byte of a text changed, taken out, put in, or all cut off from it. */
  record Mutation(int kind, int place, byte value) {
    byte[] of(byte[] text) {
      if (text.length == 0) {
        return text;
      }
      int at = Math.floorMod(place, text.length);
      ByteBuffer result = ByteBuffer.allocate(text.length + 1).put(text, 0, at);
      switch (kind) {
        case 0 -> result.put(value).put(text, at + 1, text.length - at - 1);
        case 1 -> result.put(text, at + 1, text.length - at - 1);
        case 2 -> result.put(value).put(text, at, text.length - at);
        default -> {}
      }
      return java.util.Arrays.copyOf(result.array(), result.position());
    }
  }

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    byte[] telling = "\"\\{}[],: u0-.eNI+\u001f/\n".getBytes(StandardCharsets.US_ASCII);
    byte[] parts = {(byte) 0xC3, (byte) 0xED, (byte) 0xA4, (byte) 0xF0, (byte) 0x80, (byte) 0xFF};
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 400),
            Arbitraries.integers().between(0, telling.length + parts.length - 1))
        .as(
            (kind, place, which) ->
                new Mutation(
                    kind,
                    place,
                    which < telling.length ? telling[which] : parts[which - telling.length]))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<String> texts() {
    // A word or number at the end of a text needs something after it to be told apart.
    return Arbitraries.randomValue(random -> value(random, 3) + " ");
  }

  private static String value(Random random, int depth) {
    String space = SPACES.get(random.nextInt(SPACES.size()));
    return space + bare(random, depth) + SPACES.get(random.nextInt(SPACES.size()));
  }

  private static String bare(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 3 : 5);
    if (kind == 0) {
      return WORDS.get(random.nextInt(WORDS.size()));
    }
    if (kind == 1) {
      return NUMBERS.get(random.nextInt(NUMBERS.size()));
    }
    if (kind == 2) {
      return string(random);
    }
    StringJoiner parts =
        kind == 3 ? new StringJoiner(",", "[", "]") : new StringJoiner(",", "{", "}");
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      String name = kind == 3 ? "" : " " + string(random) + ":";
      parts.add(name + value(random, depth - 1));
    }
    return parts.toString();
  }

  private static String string(Random random) {
    StringBuilder text = new StringBuilder("\"");
    for (int count = random.nextInt(4); count > 0; count--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.append('"').toString();
  }

  @Provide
  Arbitrary<String> strings() {
    return Arbitraries.randomValue(JsonInputPropertyTest::string);
  }

  @Provide
  Arbitrary<String> times() {
    Arbitrary<String> usual =
        Combinators.combine(
                Arbitraries.of("2026", "1970", "2000", "1900", "2024", "0000", "9999", "1969"),
                Arbitraries.of("01", "02", "03", "12", "00", "13", "2"),
                Arbitraries.of("01", "28", "29", "30", "31", "00", "32"),
                Arbitraries.of("T", "T", "T", "t", " "),
                Arbitraries.of("00:00:00", "23:59:59", "24:00:00", "12:34", "12:34:60", "1:02:03"),
                Arbitraries.of("", "", ".", ".1", ".123456", ".123456789", ".1234567890"),
                Arbitraries.of(
                    "Z",
                    "Z",
                    "z",
                    "",
                    "+01:00",
                    "-23:59",
                    "+18:00",
                    "-18:00",
                    "+17:59",
                    "+01",
                    "+0100",
                    "+01:00:30"))
            .as((y, m, d, t, c, f, o) -> y + "-" + m + "-" + d + t + c + f + o);
    return Arbitraries.oneOf(usual, Arbitraries.strings().ascii().ofMaxLength(12));
  }
}
