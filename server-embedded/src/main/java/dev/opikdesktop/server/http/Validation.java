package dev.opikdesktop.server.http;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request, so that all of it is said at once (Opik contract 1.5). */
public final class Validation {
  private static final Instant FIRST_TIME = Instant.EPOCH;
  private static final Instant END_OF_TIME = Instant.parse("2262-04-11T23:47:16Z");
  private static final Instant END_OF_UPDATES = Instant.parse("2300-01-01T00:00:00Z");
  private static final BigDecimal HIGHEST_COST = new BigDecimal("1e15");
  private static final int MOST_TAGS = 50;
  private static final int LONGEST_TAG = 100;
  private static final int LONGEST_ENVIRONMENT = 150;

  private final List<String> errors = new ArrayList<>();
  private String prefix = "";
  private int element = -1;

  /** Names what follows: "update." for example. */
  public Validation within(String path) {
    prefix = path;
    element = -1;
    return this;
  }

  /** Names what follows as parts of an element of a list: "traces[3]." for example. */
  public Validation within(String list, int number) {
    prefix = list;
    element = number;
    return this;
  }

  public Validation error(String field, String message) {
    String path = element < 0 ? prefix : prefix + "[" + element + "].";
    errors.add(path + field + " " + message);
    return this;
  }

  public Validation required(String field, @Nullable Object value) {
    return value == null ? error(field, "must not be null") : this;
  }

  public Validation notBlank(String field, @Nullable String value) {
    return value == null || value.isBlank() ? error(field, "must not be blank") : this;
  }

  /** Null, or something other than white space. */
  public Validation nullOrNotBlank(String field, @Nullable String value) {
    return value != null && value.isBlank() ? error(field, "must not be blank") : this;
  }

  public Validation longestText(String field, @Nullable String value, int most) {
    return value != null && value.length() > most
        ? error(field, "size must be between 0 and " + most)
        : this;
  }

  public Validation environment(@Nullable String value) {
    return longestText("environment", value, LONGEST_ENVIRONMENT);
  }

  /** Between 1970 and what 64 bits of nanoseconds hold (Opik contract 2.1). */
  public Validation time(String field, @Nullable Instant value) {
    return value != null && (value.isBefore(FIRST_TIME) || !value.isBefore(END_OF_TIME))
        ? error(field, "must be between " + FIRST_TIME + " and " + END_OF_TIME)
        : this;
  }

  public Validation updateTime(String field, @Nullable Instant value) {
    return value != null && (value.isBefore(FIRST_TIME) || !value.isBefore(END_OF_UPDATES))
        ? error(field, "must be between " + FIRST_TIME + " and " + END_OF_UPDATES)
        : this;
  }

  public Validation notNegative(String field, @Nullable Double value) {
    return value != null && !(value >= 0)
        ? error(field, "must be greater than or equal to 0")
        : this;
  }

  /** US dollars: not negative, and within what is stored. */
  public Validation cost(String field, @Nullable BigDecimal value) {
    if (value != null && value.signum() < 0) {
      return error(field, "must be greater than or equal to 0.0");
    }
    return value != null && value.compareTo(HIGHEST_COST) > 0
        ? error(field, "must be less than or equal to " + HIGHEST_COST.toPlainString())
        : this;
  }

  /** The tags of an update: at most 50, none blank, each at most 100 characters. */
  public Validation tags(String field, @Nullable List<String> tags) {
    if (tags == null) {
      return this;
    }
    if (tags.size() > MOST_TAGS) {
      error(field, "Cannot have more than " + MOST_TAGS + " tags");
    }
    for (int i = 0; i < tags.size(); i++) {
      String element = field + "[" + i + "].<list element>";
      notBlank(element, tags.get(i)).longestText(element, tags.get(i), LONGEST_TAG);
    }
    return this;
  }

  /** A list of 1 to 1000. */
  public Validation batch(String field, int size) {
    return size < 1 || size > 1000 ? error(field, "size must be between 1 and 1000") : this;
  }

  /** The ids of a batch update, 1 to 1000: an empty list has two entries, as in the original. */
  public Validation batchIds(int size) {
    return (size == 0 ? error("ids", "must not be empty") : this).batch("ids", size);
  }

  /**
   * Ends the collection.
   *
   * @throws ApiException 422 when anything was wrong
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw ApiException.validation(errors);
    }
  }
}
