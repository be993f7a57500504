package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One of the conditions that all have to hold, as a chip shows it.
 *
 * @param subject what it is about; empty for a group
 * @param rest what is asked of it
 * @param condition null for the words that may stand anywhere
 */
record Chip(String subject, String rest, @org.jspecify.annotations.Nullable Oql condition) {
  static Chip of(Oql part) {
    return switch (part) {
      case Oql.Condition one -> new Chip(subject(one), asked(one), one);
      case Oql.Not not when not.part() instanceof Oql.Condition one ->
          new Chip("not " + subject(one), asked(one), not);
      case Oql.Not not -> new Chip("not", "(" + words(not.part()) + ")", not);
      case Oql.And and -> new Chip("", words(and), and);
      case Oql.Or or -> new Chip("", words(or), or);
    };
  }

  static Chip search(String words) {
    return new Chip("anywhere", "“" + words + "”", null);
  }

  private static String words(Oql part) {
    return switch (part) {
      case Oql.Condition one -> (subject(one) + " " + asked(one)).strip();
      case Oql.Not not -> "not " + words(not.part());
      case Oql.And and -> joined(and.parts(), " and ");
      case Oql.Or or -> joined(or.parts(), " or ");
    };
  }

  private static String joined(List<Oql> parts, String word) {
    return parts.stream()
        .map(part -> part instanceof Oql.Condition ? words(part) : "(" + words(part) + ")")
        .collect(Collectors.joining(word));
  }

  private static String subject(Oql.Condition one) {
    return isAboutErrors(one)
        ? one.operator() == Operator.IS_EMPTY ? "without errors" : "with errors"
        : Subject.of(one).title();
  }

  private static String asked(Oql.Condition one) {
    if (isAboutErrors(one)) {
      return "";
    }
    String value = Values.shown(Subject.of(one), one.value());
    return one.operator().isAboutEmptiness()
        ? Values.words(one.operator())
        : Values.words(one.operator()) + " " + value;
  }

  private static boolean isAboutErrors(Oql.Condition one) {
    return one.field().equals("error_info");
  }
}
