package dev.opikdesktop.server.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A way into a JSON document: {@code a.b[0].c}, with or without {@code $.} before it. A key with
 * dots, brackets or quotes is written in brackets or quotes: {@code a["b.c"]}, {@code $."b.c"}; a
 * backslash there stands before a quote or a backslash. What is not closed belongs to the key as it
 * stands, so that every text is a path.
 */
public record JsonPath(List<Step> steps) {
  private static final Pattern STEP =
      Pattern.compile(
          """
          \\.?\\[(?<index>[0-9]{1,9})]\
          |\\.?\\["(?<double>(?:[^"\\\\]|\\\\.)*)"]\
          |\\.?\\['(?<single>(?:[^'\\\\]|\\\\.)*)']\
          |\\.?"(?<quoted>(?:[^"\\\\]|\\\\.)*)"(?=[.\\[]|$)\
          |\\.?(?<plain>[^.\\[]+)\
          |(?<rest>.)\
          """,
          Pattern.DOTALL);

  public JsonPath {
    steps = List.copyOf(steps);
  }

  /** One step of the way. */
  public sealed interface Step {
    /** Into an object. */
    record Key(String name) implements Step {}

    /** Into an array, from 0. */
    record Index(int position) implements Step {}
  }

  /** Reads a path; {@code $} alone is the document itself. */
  public static JsonPath of(String text) {
    String path = text;
    if (path.equals("$") || path.startsWith("$.") || path.startsWith("$[")) {
      path = path.substring(1);
    }
    List<Step> steps = new ArrayList<>();
    StringBuilder key = new StringBuilder();
    Matcher matcher = STEP.matcher(path);
    while (matcher.find()) {
      String plain = matcher.group("plain");
      if (matcher.group("rest") != null) {
        key.append(matcher.group());
      } else if (plain != null) {
        if (matcher.group().startsWith(".")) {
          flush(steps, key);
        }
        key.append(plain);
      } else {
        flush(steps, key);
        steps.add(step(matcher));
      }
    }
    flush(steps, key);
    return new JsonPath(steps);
  }

  private static void flush(List<Step> steps, StringBuilder key) {
    if (!key.isEmpty()) {
      steps.add(new Step.Key(key.toString()));
      key.setLength(0);
    }
  }

  private static Step step(Matcher matcher) {
    if (matcher.group("index") != null) {
      return new Step.Index(Integer.parseInt(matcher.group("index")));
    }
    String quoted =
        Stream.of("double", "single", "quoted")
            .map(matcher::group)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
    return new Step.Key(quoted.replaceAll("(?s)\\\\(.)", "$1"));
  }
}
