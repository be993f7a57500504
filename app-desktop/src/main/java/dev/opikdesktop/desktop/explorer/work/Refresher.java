package dev.opikdesktop.desktop.explorer.work;

import java.time.Duration;

/**
 * Turns a storm of "something changed" into as few questions as keep the window fresh: the first is
 * asked at once; what comes while it is under way is answered by one more. The next question waits
 * as long as the last answer took, so that a window keeps a server busy half of the time at most.
 */
public final class Refresher {
  private final Background background;
  private final Runnable question;
  private final Duration rest;
  private boolean underWay;
  private boolean again;
  private int round;

  /**
   * @param question starts work that ends in {@link #answered}, on the drawing thread
   */
  public Refresher(Background background, Runnable question) {
    this(background, question, Duration.ofMillis(20));
  }

  /**
   * @param rest how long it waits at least after an answer
   */
  public Refresher(Background background, Runnable question, Duration rest) {
    this.background = background;
    this.question = question;
    this.rest = rest;
  }

  /** Something changed. */
  public void request() {
    if (underWay) {
      again = true;
    } else {
      underWay = true;
      question.run();
    }
  }

  /** What was asked is given up, so that no answer comes: asks at once. */
  public void restart() {
    round++;
    again = false;
    underWay = true;
    question.run();
  }

  /** The question is answered, or has failed. */
  public void answered(long tookMillis) {
    int answeredIn = round;
    background.later(
        Duration.ofMillis(Math.max(Math.min(tookMillis, 1_000), rest.toMillis())),
        () -> {
          if (answeredIn == round) {
            next();
          }
        });
  }

  private void next() {
    underWay = false;
    if (again) {
      again = false;
      request();
    }
  }
}
