package dev.opikdesktop.server.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that what is exported is not taken, and once that it is again. */
final class ExportReports {
  private static final Logger LOG = LoggerFactory.getLogger(ExportReports.class);

  private final String what;
  private final AtomicBoolean failing = new AtomicBoolean();

  /**
   * @param what is exported, at the beginning of a sentence
   */
  ExportReports(String what) {
    this.what = what;
  }

  /** The result of an export, of which this hears. */
  CompletableResultCode heard(CompletableResultCode result) {
    return result.whenComplete(() -> report(result));
  }

  private void report(CompletableResultCode result) {
    if (result.isSuccess()) {
      if (failing.compareAndSet(true, false)) {
        LOG.info("{} of the server's own work are taken again", what);
      }
    } else if (failing.compareAndSet(false, true)) {
      Throwable reason = result.getFailureThrowable();
      LOG.warn(
          "{} of the server's own work are not taken, and are dropped until they are: {}",
          what,
          reason == null ? "no reason is known" : String.valueOf(root(reason)));
    }
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
