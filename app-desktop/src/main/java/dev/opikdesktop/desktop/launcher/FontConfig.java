package dev.opikdesktop.desktop.launcher;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fonts that this process sees on Linux, by fontconfig, which is where JavaFX looks for those
 * that have what the one it was told lacks.
 *
 * <p>Fonts in colour are left out: JavaFX takes one for an emoji if it comes first, and then draws
 * nothing.
 */
final class FontConfig {
  private static final String WITHOUT_COLOUR =
      """
      <fontconfig><selectfont><rejectfont><pattern>
        <patelt name="color"><bool>true</bool></patelt>
      </pattern></rejectfont></selectfont></fontconfig>
      """;

  private static final int MATCH_PATTERN = 0;

  private final Linker linker = Linker.nativeLinker();
  private final SymbolLookup library;
  private final MemorySegment fonts;

  private FontConfig(SymbolLookup library) {
    this.library = library;
    this.fonts = (MemorySegment) call("FcInitLoadConfig", ADDRESS);
    try (Arena arena = Arena.ofConfined()) {
      call(
          "FcConfigParseAndLoadFromMemory", JAVA_INT, fonts, arena.allocateFrom(WITHOUT_COLOUR), 0);
    }
    call("FcConfigBuildFonts", JAVA_INT, fonts);
  }

  /** The fonts of this system; empty where there is no fontconfig. */
  static Optional<FontConfig> load() {
    try {
      // Never unloaded: JavaFX holds on to the fonts in it.
      return Optional.of(
          new FontConfig(SymbolLookup.libraryLookup("libfontconfig.so.1", Arena.global())));
    } catch (IllegalArgumentException absent) {
      return Optional.empty();
    }
  }

  /** Whether some font has this character. */
  boolean covers(int codePoint) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocateFrom("charset");
      MemorySegment wanted = (MemorySegment) call("FcCharSetCreate", ADDRESS);
      MemorySegment pattern = (MemorySegment) call("FcPatternCreate", ADDRESS);
      call("FcCharSetAddChar", JAVA_INT, wanted, codePoint);
      call("FcPatternAddCharSet", JAVA_INT, pattern, key, wanted);
      call("FcConfigSubstitute", JAVA_INT, fonts, pattern, MATCH_PATTERN);
      call("FcDefaultSubstitute", null, pattern);
      MemorySegment result = arena.allocate(JAVA_INT);
      MemorySegment match = (MemorySegment) call("FcFontMatch", ADDRESS, fonts, pattern, result);
      boolean covered = false;
      if (!match.equals(MemorySegment.NULL)) {
        MemorySegment found = arena.allocate(ADDRESS);
        covered =
            call("FcPatternGetCharSet", JAVA_INT, match, key, 0, found).equals(0)
                && !call("FcCharSetHasChar", JAVA_INT, found.get(ADDRESS, 0), codePoint).equals(0);
        call("FcPatternDestroy", null, match);
      }
      call("FcPatternDestroy", null, pattern);
      call("FcCharSetDestroy", null, wanted);
      return covered;
    }
  }

  /** Adds the fonts of a file; false if it holds none. */
  boolean add(Path file) {
    try (Arena arena = Arena.ofConfined()) {
      return !call("FcConfigAppFontAddFile", JAVA_INT, fonts, arena.allocateFrom(file.toString()))
          .equals(0);
    }
  }

  /** Makes these the fonts of this process. JavaFX asks once: call it before JavaFX starts. */
  void use() {
    call("FcConfigSetCurrent", JAVA_INT, fonts);
  }

  /**
   * Calls a function whose arguments are addresses and whole numbers.
   *
   * @param result its type, or null for none; then the answer is 0
   */
  private Object call(String function, @Nullable MemoryLayout result, Object... arguments) {
    MemoryLayout[] types = new MemoryLayout[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      types[i] = arguments[i] instanceof MemorySegment ? ADDRESS : JAVA_INT;
    }
    FunctionDescriptor shape =
        result == null ? FunctionDescriptor.ofVoid(types) : FunctionDescriptor.of(result, types);
    try {
      Object answer =
          linker
              .downcallHandle(library.findOrThrow(function), shape)
              .invokeWithArguments(arguments);
      return answer == null ? 0 : answer;
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
