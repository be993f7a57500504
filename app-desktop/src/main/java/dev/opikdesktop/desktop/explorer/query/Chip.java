package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One of the conditions that all have to hold, as a chip shows it, or something pinned that nothing
 * is asked of.
 *
 * @param title what it is about; empty for a group
 * @param rest what is asked of it; empty for nothing
 * @param about null for a group, and for the words that may stand anywhere
 * @param condition null for those words, and where nothing is asked
 */
record Chip(String title, String rest, @Nullable Subject about, @Nullable Oql condition) {
  static Chip of(Oql part) {
    return switch (part) {
      case Oql.Condition one -> new Chip(subject(one), asked(one), Subject.of(one), one);
      case Oql.Not not when not.part() instanceof Oql.Condition one ->
          new Chip("not " + subject(one), asked(one), null, not);
      case Oql.Not not -> new Chip("not", "(" + words(not.part()) + ")", null, not);
      case Oql.And and -> new Chip("", words(and), null, and);
      case Oql.Or or -> new Chip("", words(or), null, or);
    };
  }

  static Chip search(String words) {
    return new Chip("anywhere", "“" + words + "”", null, null);
  }

  /** Of something pinned that nothing is asked of. */
  static Chip empty(Subject about) {
    return new Chip(about.title(), "", about, null);
  }

  boolean isEmpty() {
    return about != null && condition == null;
  }

  /** The condition that an editor changes; null for none. */
  Oql.@Nullable Condition editable() {
    return condition instanceof Oql.Condition one ? one : null;
  }

  /** All that it says. */
  String text() {
    return (title + " " + rest).strip();
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
