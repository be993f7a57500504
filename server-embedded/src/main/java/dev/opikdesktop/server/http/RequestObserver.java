package dev.opikdesktop.server.http;

/** Hears of every request. Called by the threads that serve them, so it must be quick. */
public interface RequestObserver {
  /** Hears of nothing. */
  RequestObserver NONE =
      new RequestObserver() {
        @Override
        public void begun() {}

        @Override
        public void ended(String method, String route, int status, long nanos) {}
      };

  void begun();

  /**
   * Called when the answer is written.
   *
   * @param method one of HTTP's own; "OTHER" for any that a client made up; "GRPC" for a call
   * @param route the route's path with {@code {name}} for parameters; "none" if it fits none
   * @param status of HTTP; for a call the one of the same meaning as the status of gRPC
   */
  void ended(String method, String route, int status, long nanos);
}
