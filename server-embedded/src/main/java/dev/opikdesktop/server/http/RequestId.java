package dev.opikdesktop.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * What tells the log lines of a request from those of others: the client's own {@code X-Request-Id}
 * if it looks like an id, else one of ours. It is in the answer, and until this is closed in the
 * lines that the request's thread writes.
 */
record RequestId(String text) implements AutoCloseable {
  static final HeaderName HEADER = HeaderNames.create("X-Request-Id");

  /** In the log's context. */
  private static final String KEY = "request";

  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  static RequestId of(ServerRequest request) {
    return of(request.headers().first(HEADER));
  }

  /** From what the client sent in the header, if it did. */
  static RequestId of(Optional<String> sent) {
    String text =
        sent.filter(theirs -> SANE.matcher(theirs).matches())
            .orElseGet(() -> Long.toHexString(ThreadLocalRandom.current().nextLong()));
    MDC.put(KEY, text);
    return new RequestId(text);
  }

  @Override
  public void close() {
    MDC.remove(KEY);
  }
}
