package dev.opikdesktop.storage.observation;

import dev.opikdesktop.storage.observation.Observation.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers for whom work is done that is put off, and done for several at once: it is a part of
 * what the first of them does who is watched, and the others are named. If nobody is watched,
 * nobody watches it.
 */
public final class LaterWork {
  /** More are not named. */
  private static final int MOST = 32;

  private final List<Observation> wanted = new ArrayList<>();

  /** Whoever is at work now wants it, too. */
  public void want() {
    Observation current = Observation.current();
    if (current.isWatched()) {
      add(current);
    }
  }

  private synchronized void add(Observation current) {
    if (wanted.size() < MOST && !wanted.contains(current)) {
      wanted.add(current);
    }
  }

  /** Begins it; what is wanted from here on is another work. */
  public synchronized Observation begin(String name) {
    if (wanted.isEmpty()) {
      return Observation.NONE;
    }
    Observation work = wanted.getFirst().part(Kind.OWN, name);
    wanted.stream().skip(1).forEach(work::alsoFor);
    wanted.clear();
    return work;
  }
}
