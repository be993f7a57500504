package dev.opikdesktop.transfer.run;

/** Hears how an import goes, on the thread that imports. */
@FunctionalInterface
public interface ImportListener {
  /** A sentence for the user. */
  void says(String sentence);

  /** How many records were carried over so far; told often. Spans count one each. */
  default void reached(long records) {}
}
