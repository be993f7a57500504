package dev.opikdesktop.server.scores;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.opikdesktop.storage.analytics.Analytics;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Takes down which queries the analytics store is asked while it is open. */
final class ReadStatements implements AutoCloseable {
  private final Logger logger =
      (Logger) LoggerFactory.getLogger(Analytics.class.getName() + ".reads");
  private final Level level = logger.getLevel();
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  ReadStatements() {
    appender.start();
    logger.addAppender(appender);
    logger.setLevel(Level.DEBUG);
  }

  /** Those that name a table. */
  List<String> of(String table) {
    return List.copyOf(appender.list).stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(message -> message.contains(table))
        .toList();
  }

  @Override
  public void close() {
    logger.setLevel(level);
    logger.detachAppender(appender);
  }
}
