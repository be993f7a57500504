package dev.opikdesktop.server.query.oql;

import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.Operator;
import java.util.List;
import java.util.Optional;

/**
 * A field that queries can name.
 *
 * @param name as it is written, before the dot of a key
 * @param plain how its values compare without a key; nothing if it needs one
 * @param keyed how they compare with a key; nothing if it takes none
 * @param filter the name that filters give the field with a key; where it ends in a dot, the key
 *     belongs to the name
 */
public record OqlField(
    String name, Optional<FieldType> plain, Optional<FieldType> keyed, String filter) {
  static OqlField plain(String name, FieldType type) {
    return new OqlField(name, Optional.of(type), Optional.empty(), name);
  }

  static OqlField keyed(String name, FieldType type) {
    return new OqlField(name, Optional.empty(), Optional.of(type), name);
  }

  /** Whether a key may follow it. */
  public boolean takesKey() {
    return keyed.isPresent();
  }

  /** Whether a key has to follow it. */
  public boolean needsKey() {
    return plain.isEmpty();
  }

  /** How its values compare; nothing if it needs a key, or takes none. */
  public Optional<FieldType> type(boolean hasKey) {
    return hasKey ? keyed : plain;
  }

  /** What it can be asked, with a key or without; nothing where there is no type. */
  public List<Operator> operators(boolean hasKey) {
    return type(hasKey).map(FieldType::operators).orElse(List.of());
  }

  /** The field of a filter. */
  public String filterName(String key) {
    if (key.isEmpty()) {
      return name;
    }
    return filter.endsWith(".") ? filter + key : filter;
  }

  /** The key of a filter. */
  public String filterKey(String key) {
    return filter.endsWith(".") ? "" : key;
  }
}
