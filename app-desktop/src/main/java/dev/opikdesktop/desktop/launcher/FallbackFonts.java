package dev.opikdesktop.desktop.launcher;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.fetch.PinnedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fonts for Chinese, Japanese, Korean and emoji where the system has none: the Noto fonts, in a
 * folder of this user. Only Linux comes without them.
 */
public final class FallbackFonts {
  private static final Logger log = LoggerFactory.getLogger(FallbackFonts.class);

  /**
   * A font, and a character by which it is known whether it is needed.
   *
   * @param language what the character is of, for sentences
   */
  record FallbackFont(String language, int sample, PinnedFile file) {}

  static final FallbackFont EMOJI =
      noto(
          "emoji",
          0x1F642,
          "emoji",
          "0.4.7",
          "NotoEmoji",
          3,
          "6a25fd5a4da5bb34bbc2d300531bbf32de86afd866e119314d7e358f61a6104d",
          "24aaa2a20c9c06ffe9bf04284bfd1f14376a329d10122f902abe2770817eb504");

  private static final List<FallbackFont> FONTS =
      List.of(
          noto(
              "Japanese",
              'か',
              "sans-jp",
              "0.4.3",
              "NotoSansJP",
              29,
              "563ee80509692e2b2f42ceae6a0b82afecb90daa1b3d025bcebdf3d9120f43a3",
              "d930d5d52d15231c283089760f84584272ad5e37e14607ba0d19c798e7a9caec"),
          noto(
              "Chinese",
              '这',
              "sans-sc",
              "0.4.3",
              "NotoSansSC",
              57,
              "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
              "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16"),
          noto(
              "Korean",
              '한',
              "sans-kr",
              "0.4.3",
              "NotoSansKR",
              28,
              "7614af529705ea48e8b76cb3b056b92db66b7625ef3fc97ce76366063df94d3f",
              "8cbc9b353bb9ce848fd69bb6a507319dfacc659cf5fd643db5d88f3c4970e1dd"),
          EMOJI);

  private final Path folder;

  FallbackFonts(Path folder) {
    this.folder = folder;
  }

  /** Those of this user. */
  public static FallbackFonts ofThisUser() {
    return new FallbackFonts(PinnedFile.cacheFolder(false).resolve("fonts"));
  }

  private static FallbackFont noto(
      String language,
      int sample,
      String family,
      String version,
      String file,
      int megabytes,
      String archiveSha256,
      String sha256) {
    return new FallbackFont(
        language,
        sample,
        new PinnedFile(
            "@expo-google-fonts/noto-" + family,
            version,
            archiveSha256,
            "400Regular/" + file + "_400Regular.ttf",
            file + ".ttf",
            sha256,
            "the font for " + language,
            megabytes,
            "or install a font for " + language + " (Debian: fonts-noto-cjk, fonts-symbola)"));
  }

  /**
   * Lets JavaFX find those that are needed and there. Call it before JavaFX starts; elsewhere than
   * on Linux it does nothing.
   */
  public void use() {
    if (!isLinux()) {
      return;
    }
    try {
      Optional<FontConfig> system = FontConfig.load();
      if (system.isEmpty()) {
        return;
      }
      for (FallbackFont font : missing(system.get())) {
        if (font.file().isIn(folder)) {
          system.get().add(folder.resolve(font.file().name()));
        }
      }
      system.get().use();
    } catch (IOException | RuntimeException | LinkageError failure) {
      log.warn("Characters that the fonts of this system lack are not shown", failure);
    }
  }

  /**
   * What is neither of the system nor here, in words; empty if nothing is missing or if that can't
   * be said.
   */
  List<String> missingLanguages() throws IOException {
    Optional<FontConfig> system = isLinux() ? FontConfig.load() : Optional.empty();
    if (system.isEmpty()) {
      return List.of();
    }
    List<String> languages = new ArrayList<>();
    for (FallbackFont font : missing(system.get())) {
      if (!font.file().isIn(folder)) {
        languages.add(font.language());
      }
    }
    return languages;
  }

  /**
   * Fetches from npm what the system lacks.
   *
   * @param progress told sentences meanwhile
   * @throws StorageException if npm is not there or brings something else
   */
  void fetch(Consumer<String> progress) throws IOException {
    Optional<FontConfig> system = isLinux() ? FontConfig.load() : Optional.empty();
    if (system.isPresent()) {
      for (FallbackFont font : missing(system.get())) {
        font.file().in(folder, "npm", progress);
      }
    }
  }

  private static List<FallbackFont> missing(FontConfig system) {
    return FONTS.stream().filter(font -> !system.covers(font.sample())).toList();
  }

  private static boolean isLinux() {
    return System.getProperty("os.name", "").startsWith("Linux");
  }
}
