package dev.opikdesktop.desktop.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where log lines go: everything from INFO up into a file of the data folder, at most {@value
 * #FILE_MEGABYTES} MB each and {@value #OLD_FILES} old ones, which is 60 MB in all; warnings
 * without their stack traces to standard error. Nothing goes to standard output, which belongs to
 * the lines that scripts read.
 *
 * <p>Set up in code, because the folder is known only after the command line and the configuration
 * have been read.
 */
final class LogFile {
  private static final int FILE_MEGABYTES = 10;
  private static final int OLD_FILES = 5;

  /** One line an event, also with a stack trace; the request's id where there is one. */
  private static final String TEXT_LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level [%thread] %X{request:--} %logger{36} -"
          + " %replace(%msg){'[\\r"
          + "\\n"
          + "]+', ' | '}%replace(%replace(%ex){'[\\r"
          + "\\n"
          + "]+\\z', ''}){'^(?=.)|[\\r"
          + "\\n"
          + "]+\\t*', ' | '}%n%nopex";

  private LogFile() {}

  /** Warnings to standard error; for the time before the data folder is ours. */
  static void warningsOnly() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
    // It warns at every start that it was found on the class path, which is how we ship it.
    context.getLogger("javafx").setLevel(Level.ERROR);
    // Both drivers log what they also throw, MariaDB's with the values of the rows.
    context.getLogger("com.clickhouse").setLevel(Level.ERROR);
    context.getLogger("org.mariadb.jdbc").setLevel(Level.ERROR);
    // It warns at every failed export; ours says when that begins and ends.
    context.getLogger("io.opentelemetry").setLevel(Level.OFF);
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(standardError(context));
  }

  /**
   * From now on also into {@code opik-desktop.log} of this folder, which is made when it is
   * missing.
   *
   * @param json a JSON object a line, for programs that read it; text otherwise
   * @return the file
   */
  static Path open(Path folder, boolean json) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Path file = folder.resolve("opik-desktop.log");
    var appender = new RollingFileAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setName("file");
    appender.setFile(file.toString());

    var rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(folder.resolve("opik-desktop.%i.log").toString());
    rolling.setMinIndex(1);
    rolling.setMaxIndex(OLD_FILES);
    rolling.start();
    var size = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    size.setContext(context);
    size.setMaxFileSize(FileSize.valueOf(FILE_MEGABYTES + "MB"));
    size.start();

    appender.setRollingPolicy(rolling);
    appender.setTriggeringPolicy(size);
    if (json) {
      var encoder = new JsonEncoder();
      encoder.setContext(context);
      encoder.setWithSequenceNumber(false);
      encoder.setWithNanoseconds(false);
      encoder.setWithContext(false);
      // The message with its arguments in it is enough, and is what was looked at when it was
      // written.
      encoder.setWithMessage(false);
      encoder.setWithArguments(false);
      encoder.setWithFormattedMessage(true);
      encoder.start();
      appender.setEncoder(encoder);
      appender.start();
    } else {
      start(appender, context, TEXT_LINE);
    }
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    return file;
  }

  /** Writes out what is still on its way and closes the file. */
  static void close() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  private static Appender<ILoggingEvent> standardError(LoggerContext context) {
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setName("standard error");
    appender.setTarget("System.err");
    var warnings = new ThresholdFilter();
    warnings.setLevel(Level.WARN.toString());
    warnings.start();
    appender.addFilter(warnings);
    start(appender, context, "%level: %msg%n%nopex");
    return appender;
  }

  private static void start(
      OutputStreamAppender<ILoggingEvent> appender, LoggerContext context, String pattern) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    appender.setEncoder(encoder);
    appender.start();
  }
}
