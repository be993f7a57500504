package dev.opikdesktop.server.http;

import dev.opikdesktop.storage.observation.Observation;
import java.util.Optional;
import java.util.function.Function;

/** Hears of every request. Called by the threads that serve them, so it must be quick. */
public interface RequestObserver {
  /** Hears of nothing. */
  RequestObserver NONE =
      new RequestObserver() {
        @Override
        public Observation begun(Function<String, Optional<String>> headers) {
          return Observation.NONE;
        }

        @Override
        public void ended(
            Observation request, String method, String route, int status, long nanos) {}
      };

  /**
   * Called before anything else is done.
   *
   * @param headers finds the first value of a header by its name in lower case
   * @return what is told of the parts of the request
   */
  Observation begun(Function<String, Optional<String>> headers);

  /**
   * Called when the answer is written.
   *
   * @param request what {@link #begun} returned
   * @param method one of HTTP's own; "OTHER" for any that a client made up; "GRPC" for a call
   * @param route the route's path with {@code {name}} for parameters; "none" if it fits none
   * @param status of HTTP; for a call the one of the same meaning as the status of gRPC
   */
  void ended(Observation request, String method, String route, int status, long nanos);
}
