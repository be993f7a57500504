package dev.opikdesktop.desktop.explorer.annotate;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Words of scores that are shown as a sign. */
public final class ScoreSigns {
  private static final Map<String, Ikon> SIGNS =
      Map.of("👍", Feather.THUMBS_UP, "👎", Feather.THUMBS_DOWN);

  private ScoreSigns() {}

  /** Null for a word that is read. */
  public static @Nullable Ikon of(String word) {
    return SIGNS.get(word);
  }
}
