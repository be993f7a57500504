package dev.opikdesktop.server.threads;

import java.util.Locale;
import java.util.Map;

/** Whether more traces of a thread are awaited. The numbers are stored. */
public enum ThreadStatus {
  ACTIVE(1),
  INACTIVE(2);

  private final int code;

  ThreadStatus(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** As clients write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ThreadStatus ofCode(int code) {
    return code == INACTIVE.code ? INACTIVE : ACTIVE;
  }

  static Map<String, Integer> codes() {
    return Map.of(ACTIVE.word(), ACTIVE.code, INACTIVE.word(), INACTIVE.code);
  }
}
