package dev.opikdesktop.desktop.explorer.frame;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The places one came from and went back from. */
final class History {
  private static final int LONGEST = 200;

  private final Deque<Place> before = new ArrayDeque<>();
  private final Deque<Place> after = new ArrayDeque<>();

  /** One leaves a place for another one, which was not reached by going back or forward. */
  void left(Place place) {
    if (!place.equals(before.peek())) {
      before.push(place);
    }
    if (before.size() > LONGEST) {
      before.removeLast();
    }
    after.clear();
  }

  /** The place before, or null; the one that is left can be gone forward to. */
  @Nullable Place back(Place here) {
    Place place = before.poll();
    if (place != null) {
      after.push(here);
    }
    return place;
  }

  /** The place that was gone back from, or null. */
  @Nullable Place forward(Place here) {
    Place place = after.poll();
    if (place != null) {
      before.push(here);
    }
    return place;
  }
}
