package dev.opikdesktop.benchmarks.example;

/** An application that is observed: what its next conversation or run leaves behind. */
interface Teller {
  /** The project that it writes to. */
  String project();

  /** Which share of all traces is its own. */
  double share();

  /**
   * Tells one story.
   *
   * @param number counts up; cases take turns by it
   */
  void tell(Story story, int number);
}
