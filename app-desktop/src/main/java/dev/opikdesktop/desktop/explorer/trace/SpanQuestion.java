package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.explorer.work.Background;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that the server is asked of the spans of a trace. A newer question gives the older one
 * up.
 */
final class SpanQuestion {
  private final Background background;
  private final Duration pause;
  private final Runnable answered;
  private String text = "";
  private @Nullable Set<String> ids;
  private String failure = "";
  private boolean asking;
  private int number;
  private Background.@Nullable Running underWay;

  /**
   * @param pause how long it waits before it asks, in which it may be asked something else
   * @param answered runs after each answer, and after a failure
   */
  SpanQuestion(Background background, Duration pause, Runnable answered) {
    this.background = background;
    this.pause = pause;
    this.answered = answered;
  }

  /** What was asked last; empty for nothing. */
  String text() {
    return text;
  }

  /** The ids of the last answer, even while something else is asked; null before the first. */
  @Nullable Set<String> ids() {
    return ids;
  }

  boolean isAsking() {
    return asking;
  }

  /** Why there is no answer; empty when there is. */
  String failure() {
    return failure;
  }

  /** Asks nothing, and knows nothing. */
  void forget() {
    giveUp();
    text = "";
    ids = null;
    failure = "";
  }

  void ask(String wanted, Function<String, Set<String>> server) {
    giveUp();
    text = wanted;
    asking = true;
    int asked = number;
    background.later(
        pause,
        () -> {
          if (asked == number) {
            send(server);
          }
        });
  }

  private void send(Function<String, Set<String>> server) {
    String wanted = text;
    underWay =
        background.run(
            () -> server.apply(wanted),
            (answer, took) -> {
              ids = answer;
              failure = "";
              asking = false;
              answered.run();
            },
            problem -> {
              failure = String.valueOf(problem.getMessage());
              asking = false;
              answered.run();
            });
  }

  private void giveUp() {
    number++;
    asking = false;
    if (underWay != null) {
      underWay.cancel();
      underWay = null;
    }
  }
}
