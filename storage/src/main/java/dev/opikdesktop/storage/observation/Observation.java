package dev.opikdesktop.storage.observation;

import java.lang.ScopedValue.CallableOp;

/**
 * A piece of work that somebody watches: a request, a statement in it, a job. Whoever does a part
 * of it asks for {@link #current()} and begins a {@link #part} there. Nobody watches what is done
 * while none is current, which is the rule; then a part costs no more than that question.
 *
 * <p>Nothing that a client sent may be noted: no value, no payload, no key.
 */
public interface Observation {
  /** Work that nobody watches, and so are its parts. */
  Observation NONE = new Unwatched();

  /** What a part is to the work around it. */
  enum Kind {
    /** Somebody else is asked, and waited for. */
    ASKED,
    /** Work of our own. */
    OWN
  }

  /** The work that this thread is at. */
  static Observation current() {
    return CurrentObservation.get();
  }

  /** Does a part of the work with this as what the thread is at. */
  default <T, X extends Throwable> T during(CallableOp<? extends T, X> work) throws X {
    return CurrentObservation.during(this, work);
  }

  /** The same for work without a result. */
  default void during(Runnable work) {
    boolean unused =
        during(
            () -> {
              work.run();
              return true;
            });
  }

  /** Whether it is worth while to note anything. */
  boolean isWatched();

  /**
   * Begins a part, which may end later than the whole.
   *
   * @param name from a small set
   */
  Observation part(Kind kind, String name);

  /** The one whose parts are works for themselves. */
  Observation origin();

  /** Notes something about it. */
  Observation with(String name, String value);

  /** Notes something about it. */
  Observation with(String name, long value);

  /** Notes that it failed; the failure's type is told and its message is not. */
  Observation failed(Throwable failure);

  /** Notes that it was done for another one, too. */
  Observation alsoFor(Observation other);

  /** Ends it. */
  void end();

  /** Does all of a work of our own, from its beginning to its end. */
  default void whole(String name, Runnable work) {
    Observation part = part(Kind.OWN, name);
    try {
      part.during(work);
    } catch (RuntimeException e) {
      part.failed(e);
      throw e;
    } finally {
      part.end();
    }
  }
}
