package dev.opikdesktop.storage.relational;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;

/**
 * How Java's values lie in columns, the same on every database: an id as 36 characters that people
 * can read, a time as UTC without a zone, so that no driver's or session's zone can move it.
 */
final class ValueMapping {
  private ValueMapping() {}

  static Jdbi install(Jdbi jdbi) {
    jdbi.registerArgument(new IdArgument());
    jdbi.registerArgument(new InstantArgument());
    ColumnMapper<UUID> id =
        (row, column, context) -> {
          String text = row.getString(column);
          return text == null ? null : UUID.fromString(text);
        };
    ColumnMapper<Instant> instant =
        (row, column, context) -> {
          LocalDateTime time = row.getObject(column, LocalDateTime.class);
          return time == null ? null : time.toInstant(ZoneOffset.UTC);
        };
    jdbi.registerColumnMapper(UUID.class, id);
    jdbi.registerColumnMapper(Instant.class, instant);
    return jdbi;
  }

  private static final class IdArgument extends AbstractArgumentFactory<UUID> {
    IdArgument() {
      super(Types.CHAR);
    }

    @Override
    protected Argument build(UUID id, ConfigRegistry config) {
      return (position, statement, context) -> statement.setString(position, id.toString());
    }
  }

  private static final class InstantArgument extends AbstractArgumentFactory<Instant> {
    InstantArgument() {
      super(Types.TIMESTAMP);
    }

    @Override
    protected Argument build(Instant instant, ConfigRegistry config) {
      LocalDateTime time =
          LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
      return (position, statement, context) -> statement.setObject(position, time);
    }
  }
}
