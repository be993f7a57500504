package dev.opikdesktop.server.query;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.query.oql.Oql;
import dev.opikdesktop.server.query.oql.OqlException;
import dev.opikdesktop.server.query.oql.OqlField;
import dev.opikdesktop.server.query.oql.OqlFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code oql}, a query in the query language, which is an extension of ours: beside filters,
 * both of which have to hold.
 */
public final class OqlReader {
  /** The parameter of lists and the field of bodies. */
  public static final String OQL = "oql";

  private static final int BAD_REQUEST = 400;

  /** The engine takes 262,144 with all that stands around it. */
  private static final int MOST_SQL = 200_000;

  private OqlReader() {}

  /**
   * Conditions and a query.
   *
   * @param others what else has to hold; without a query the answer is this
   * @throws ApiException 400 for a text that is no query
   */
  public static Condition and(
      Condition others, Optional<String> text, OqlFields named, Fields fields) {
    Optional<Oql> query = text.flatMap(some -> parsed(some, named));
    if (query.isEmpty()) {
      return others;
    }
    List<Condition> all =
        new ArrayList<>(others instanceof Condition.And and ? and.parts() : List.of(others));
    // The parts one by one, as if they were filters.
    if (query.get() instanceof Oql.And and) {
      and.parts().forEach(part -> all.add(condition(part, named, fields)));
    } else {
      all.add(condition(query.get(), named, fields));
    }
    Condition whole = new Condition.And(all);
    if (CompiledCondition.of(whole).sql().length() > MOST_SQL) {
      throw ApiException.badQuery(
          OQL, "too long to be evaluated; paths into JSON with fewer steps make it shorter");
    }
    return whole;
  }

  private static Optional<Oql> parsed(String text, OqlFields named) {
    try {
      return Oql.parse(text, named);
    } catch (OqlException e) {
      throw ApiException.coded(
          BAD_REQUEST, "Invalid query parameter '" + OQL + "': " + e.getMessage(), e.details());
    }
  }

  private static Condition condition(Oql query, OqlFields named, Fields fields) {
    return switch (query) {
      case Oql.And and ->
          new Condition.And(
              and.parts().stream().map(part -> condition(part, named, fields)).toList());
      case Oql.Or or ->
          new Condition.Or(
              or.parts().stream().map(part -> condition(part, named, fields)).toList());
      case Oql.Not not -> new Condition.Not(condition(not.part(), named, fields));
      case Oql.Condition one -> comparison(one, named, fields);
    };
  }

  /** A query was checked when it was parsed. */
  private static Condition comparison(Oql.Condition one, OqlFields named, Fields fields) {
    OqlField known = named.find(one.field()).orElseThrow();
    Field field =
        fields.find(known.filterName(one.key()), known.filterKey(one.key())).orElseThrow();
    return new Condition.Comparison(field, one.operator(), one.operand(field.type()).orElseThrow());
  }
}
