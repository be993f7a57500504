package dev.opikdesktop.server.dashboards;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names as parts of addresses: "My Board!" becomes "my-board". */
final class Slug {
  /** Of a name without a letter or digit. */
  private static final String NAMELESS = "dashboard";

  /** Leaves room for a number in the column of 150. */
  private static final int LONGEST_BASE = 140;

  private final String base;
  private final Set<String> taken;
  private int number = 1;

  private Slug(String base, Set<String> taken) {
    this.base = base;
    this.taken = new HashSet<>(taken);
  }

  /** A name in small letters and digits of any script, with a dash for blanks. */
  static String of(String name) {
    String slug =
        Normalizer.normalize(name, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{M}\\p{N}\\s_-]", "")
            .replaceAll("[\\s_-]+", "-")
            .replaceAll("^-|-$", "");
    return slug.isEmpty() ? NAMELESS : cut(slug);
  }

  private static String cut(String slug) {
    if (slug.length() <= LONGEST_BASE) {
      return slug;
    }
    boolean inTwo = Character.isHighSurrogate(slug.charAt(LONGEST_BASE - 1));
    return slug.substring(0, inTwo ? LONGEST_BASE - 1 : LONGEST_BASE);
  }

  /** Slugs of one name that nobody has. */
  static Slug among(String base, Set<String> taken) {
    return new Slug(base, taken);
  }

  /** The next one: without a number, then from 2 on. */
  String next() {
    String slug;
    do {
      slug = number == 1 ? base : base + "-" + number;
      number++;
    } while (taken.contains(slug));
    return slug;
  }
}
