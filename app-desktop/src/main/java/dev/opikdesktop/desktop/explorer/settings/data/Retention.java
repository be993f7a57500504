package dev.opikdesktop.desktop.explorer.settings.data;

import java.util.Locale;

/** How long something is kept. */
enum Retention {
  SHORT_14D("14 days", 14),
  BASE_60D("60 days", 60),
  EXTENDED_400D("400 days", 400),
  UNLIMITED("For ever", 0);

  private final String label;
  private final int days;

  Retention(String label, int days) {
    this.label = label;
    this.days = days;
  }

  String label() {
    return label;
  }

  int days() {
    return days;
  }

  /** As in the API. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of a word; a word that is not known keeps things. */
  static Retention of(String word) {
    for (Retention each : values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    return UNLIMITED;
  }
}
