package dev.opikdesktop.storage.observation;

import java.lang.ScopedValue.CallableOp;

/** Which observation a thread is at. */
final class CurrentObservation {
  private static final ScopedValue<Observation> CURRENT = ScopedValue.newInstance();

  private CurrentObservation() {}

  static Observation get() {
    return CURRENT.orElse(Observation.NONE);
  }

  static <T, X extends Throwable> T during(Observation observation, CallableOp<? extends T, X> work)
      throws X {
    if (get() == observation) {
      return work.call();
    }
    return ScopedValue.where(CURRENT, observation).call(work);
  }
}
