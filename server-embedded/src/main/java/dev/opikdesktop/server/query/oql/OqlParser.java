package dev.opikdesktop.server.query.oql;

import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Reads one query, by descent: OR binds least, then AND, then NOT.
 *
 * <pre>
 * query     = all {"OR" all}
 * all       = one {"AND" one}
 * one       = "NOT" one | "(" query ")" | condition
 * condition = field operator [value | "(" value {"," value} ")"]
 * field     = name ["." key]
 * </pre>
 *
 * The grammar of a single condition, without what the SDKs do not know, is that of the SDKs (Opik
 * contract 3.1): what they take is taken, and means the same. Length, depth and the number of
 * conditions are bounded, and so is the stack.
 */
final class OqlParser {
  /** More than a request's line can hold. */
  static final int MOST_CHARS = 32_768;

  /** NOTs and parentheses around one another. */
  static final int MOST_DEPTH = 50;

  static final int MOST_CONDITIONS = 200;

  private static final String AND = "AND";
  private static final String OR = "OR";
  private static final String NOT = "NOT";

  private final OqlText text;
  private final int length;
  private final OqlFields fields;
  private int depth;
  private int conditions;

  OqlParser(String text, OqlFields fields) {
    this.text = new OqlText(text);
    this.length = text.length();
    this.fields = fields;
  }

  Optional<Oql> query() throws OqlException {
    if (length > MOST_CHARS) {
      throw OqlText.wrong(
          "a query has at most " + MOST_CHARS + " characters",
          TextRange.between(MOST_CHARS, length),
          List.of());
    }
    text.skipBlanks();
    if (text.isAtEnd()) {
      return Optional.empty();
    }
    Oql query = any();
    text.skipBlanks();
    if (!text.isAtEnd()) {
      throw text.unexpected(List.of(AND, OR));
    }
    return Optional.of(query);
  }

  private Oql any() throws OqlException {
    return joined(OR, this::all, Oql.Or::new);
  }

  private Oql all() throws OqlException {
    return joined(AND, this::one, Oql.And::new);
  }

  private interface Part {
    Oql read() throws OqlException;
  }

  private Oql joined(String word, Part part, BiFunction<List<Oql>, TextRange, Oql> join)
      throws OqlException {
    text.skipBlanks();
    int begin = text.at();
    List<Oql> parts = new ArrayList<>(List.of(part.read()));
    int end = text.at();
    text.skipBlanks();
    while (text.nextWord().equalsIgnoreCase(word)) {
      text.word();
      parts.add(part.read());
      end = text.at();
      text.skipBlanks();
    }
    text.to(end);
    return parts.size() == 1 ? parts.getFirst() : join.apply(parts, TextRange.between(begin, end));
  }

  private Oql one() throws OqlException {
    text.skipBlanks();
    int begin = text.at();
    boolean negated = text.name().equalsIgnoreCase(NOT);
    if (!negated) {
      text.to(begin);
      if (!text.skip("(")) {
        return condition();
      }
    }
    if (++depth > MOST_DEPTH) {
      throw OqlText.wrong(
          "a query is at most " + MOST_DEPTH + " NOTs and parentheses deep",
          TextRange.between(begin, text.at()),
          List.of());
    }
    Oql inner;
    if (negated) {
      Oql part = one();
      inner = new Oql.Not(part, TextRange.between(begin, text.at()));
    } else {
      inner = any();
      text.skipBlanks();
      if (!text.skip(")")) {
        throw text.unexpected(List.of(AND, OR, ")"));
      }
    }
    depth--;
    return inner;
  }

  private Condition condition() throws OqlException {
    if (++conditions > MOST_CONDITIONS) {
      throw OqlText.wrong(
          "a query has at most " + MOST_CONDITIONS + " conditions", text.here(), List.of());
    }
    int begin = text.at();
    OqlField field = field();
    String key = key(field);
    TextRange named = TextRange.between(begin, text.at());
    FieldType type = type(field, key, named);
    text.skipBlanks();
    int operatorAt = text.at();
    Operator operator = operator(field, type, operatorAt);
    TextRange asked = TextRange.between(operatorAt, text.at());
    if (operator.isAboutEmptiness()) {
      TextRange nothing = new TextRange(asked.end(), 0);
      return new Condition(field.name(), key, operator, "", new Oql.Places(named, asked, nothing));
    }
    text.skipBlanks();
    int valueAt = text.at();
    String value = operator == Operator.IN || operator == Operator.NOT_IN ? values() : value();
    TextRange given = TextRange.between(valueAt, text.at());
    Condition condition =
        new Condition(field.name(), key, operator, value, new Oql.Places(named, asked, given));
    check(condition, text.of(named), type);
    return condition;
  }

  private OqlField field() throws OqlException {
    int begin = text.at();
    String name = text.name();
    if (name.isEmpty()) {
      throw text.unexpected(Stream.concat(Stream.of(NOT, "("), fields.names().stream()).toList());
    }
    Optional<OqlField> field = fields.find(name);
    if (field.isEmpty()) {
      throw OqlText.wrong(
          "there is no field '" + name + "'", TextRange.between(begin, text.at()), fields.names());
    }
    return field.get();
  }

  /** What follows the dot, or begins with a bracket; "" for nothing. */
  private String key(OqlField field) throws OqlException {
    if (!text.isAtOneOf(".[")) {
      return "";
    }
    if (!field.takesKey()) {
      throw OqlText.wrong(
          "'" + field.name() + "' takes no key", text.here(), words(field.operators(false)));
    }
    boolean dotted = text.skip(".");
    if (dotted && text.isAtQuote()) {
      return quotedKey();
    }
    StringBuilder path = new StringBuilder();
    if (dotted) {
      path.append(step());
    }
    while (text.isAtOneOf(".[")) {
      path.append(text.skip(".") ? "." + step() : text.bracketed());
    }
    return path.toString();
  }

  private String quotedKey() throws OqlException {
    int begin = text.at();
    String key = text.quoted();
    if (key.isBlank()) {
      throw OqlText.wrong(
          "the key is empty", TextRange.between(begin, text.at()), List.of("a key"));
    }
    return key;
  }

  private String step() throws OqlException {
    String step = text.keyName();
    if (step.isEmpty()) {
      throw OqlText.wrong("a key is missing", new TextRange(text.at(), 0), List.of("a key"));
    }
    return step;
  }

  private static FieldType type(OqlField field, String key, TextRange named) throws OqlException {
    if (key.isEmpty() && field.needsKey()) {
      throw OqlText.wrong(
          "'" + field.name() + "' needs a key",
          named,
          List.of("'" + field.name() + "' with a dot and a key"));
    }
    return field.type(!key.isEmpty()).orElseThrow();
  }

  private Operator operator(OqlField field, FieldType type, int begin) throws OqlException {
    List<String> allowed = words(type.operators());
    Optional<Operator> operator = anyOperator();
    if (operator.isEmpty()) {
      text.to(begin);
      throw text.unexpected(allowed);
    }
    if (!type.operators().contains(operator.get())) {
      throw OqlText.wrong(
          "'" + operator.get().word() + "' does not work on '" + field.name() + "'",
          TextRange.between(begin, text.at()),
          allowed);
    }
    return operator.get();
  }

  private Optional<Operator> anyOperator() {
    for (String sign : List.of("=", "!=", ">=", "<=", ">", "<")) {
      if (text.skip(sign)) {
        return Operator.of(sign);
      }
    }
    String word = text.word();
    // What is one word in filters may be several here.
    while (word.equals("not") || word.equals("is") || word.equals("is_not")) {
      text.skipBlanks();
      String next = text.word();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      word += "_" + next;
    }
    return Operator.of(word);
  }

  private String value() throws OqlException {
    if (text.isAtQuote()) {
      return text.quoted();
    }
    Optional<String> bare = text.date().or(text::number).or(this::truth);
    if (bare.isEmpty()) {
      throw text.unexpected(List.of("a text in quotes", "a number", "a date"));
    }
    return bare.get();
  }

  private Optional<String> truth() {
    String next = text.nextWord();
    if (!next.equals("true") && !next.equals("false")) {
      return Optional.empty();
    }
    return Optional.of(text.word());
  }

  /** A list in parentheses, as filters have it: with commas between. */
  private String values() throws OqlException {
    if (!text.skip("(")) {
      throw text.unexpected(List.of("("));
    }
    List<String> values = new ArrayList<>();
    do {
      text.skipBlanks();
      values.add(value());
      text.skipBlanks();
    } while (text.skip(","));
    if (!text.skip(")")) {
      throw text.unexpected(List.of(",", ")"));
    }
    return String.join(",", values);
  }

  private static void check(Condition condition, String field, FieldType type) throws OqlException {
    String value = condition.value();
    TextRange given = condition.places().value();
    if (value.isBlank() && type != FieldType.JSON) {
      throw OqlText.wrong("'" + field + "' needs a value that is not empty", given, List.of());
    }
    if (condition.operand(type).isEmpty()) {
      throw OqlText.wrong(
          "the value '" + value + "' of '" + field + "' is not " + type.valued(),
          given,
          List.of(type.valued()));
    }
  }

  private static List<String> words(List<Operator> operators) {
    return operators.stream().map(Operator::word).toList();
  }
}
