package dev.opikdesktop.server.query.oql;

import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql.And;
import dev.opikdesktop.server.query.oql.Oql.Condition;
import dev.opikdesktop.server.query.oql.Oql.Not;
import dev.opikdesktop.server.query.oql.Oql.Or;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes trees as texts. */
final class OqlPrinter {
  /** Their values may be numbers, which need no quotes. */
  private static final Set<Operator> COMPARING =
      EnumSet.of(
          Operator.EQUAL,
          Operator.NOT_EQUAL,
          Operator.GREATER,
          Operator.GREATER_EQUAL,
          Operator.LESS,
          Operator.LESS_EQUAL);

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private OqlPrinter() {}

  static String text(Oql query) {
    StringBuilder out = new StringBuilder();
    write(query, out);
    return out.toString();
  }

  private static void write(Oql query, StringBuilder out) {
    switch (query) {
      case And and -> join(and.parts(), " AND ", out);
      case Or or -> join(or.parts(), " OR ", out);
      case Not not -> {
        out.append("NOT ");
        part(not.part(), not.part() instanceof And || not.part() instanceof Or, out);
      }
      case Condition condition -> condition(condition, out);
    }
  }

  private static void join(List<Oql> parts, String word, StringBuilder out) {
    String between = "";
    for (Oql each : parts) {
      out.append(between);
      part(each, each instanceof Or || each instanceof And && word.equals(" AND "), out);
      between = word;
    }
  }

  private static void part(Oql part, boolean enclosed, StringBuilder out) {
    out.append(enclosed ? "(" : "");
    write(part, out);
    out.append(enclosed ? ")" : "");
  }

  private static void condition(Condition condition, StringBuilder out) {
    out.append(condition.field());
    key(condition.key(), out);
    Operator operator = condition.operator();
    out.append(' ').append(operator.word());
    if (operator == Operator.IN || operator == Operator.NOT_IN) {
      out.append(' ')
          .append(
              Arrays.stream(condition.value().split(",", -1))
                  .map(OqlPrinter::quoted)
                  .collect(Collectors.joining(", ", "(", ")")));
    } else if (!operator.isAboutEmptiness()) {
      String value = condition.value();
      boolean bare = COMPARING.contains(operator) && NUMBER.matcher(value).matches();
      out.append(' ').append(bare ? value : quoted(value));
    }
  }

  private static void key(String key, StringBuilder out) {
    if (key.isEmpty()) {
      return;
    }
    boolean bracketed = key.startsWith("[");
    if (!bracketed) {
      out.append('.');
    }
    out.append(isPath(key) ? key : (bracketed ? "." : "") + quoted(key));
  }

  /** Whether it reads as the same key without quotes. */
  private static boolean isPath(String key) {
    OqlText text = new OqlText(key);
    try {
      if (!key.startsWith("[") && text.keyName().isEmpty()) {
        return false;
      }
      while (text.isAtOneOf(".[")) {
        if (!text.skip(".")) {
          String unused = text.bracketed();
        } else if (text.keyName().isEmpty()) {
          return false;
        }
      }
    } catch (OqlException notClosed) {
      return false;
    }
    return text.isAtEnd();
  }

  private static String quoted(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }
}
