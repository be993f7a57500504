package dev.opikdesktop.storage.blobs;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How a key becomes file names that every file system takes and keeps apart.
 *
 * <p>Each segment between slashes is a folder, the last one a file. Small letters, digits, {@code
 * _}, {@code -} and dots inside stand for themselves, every other byte is {@code %} and two hex
 * digits: capital letters because some systems take them for small ones, the first letter of names
 * that Windows keeps for devices. Of the signs that no encoded byte gives, {@code ~} ends the name
 * of a file, so that {@code a} and {@code a/b} can both be keys; {@code +} ends a piece of a
 * segment that is too long for one name; {@code %} alone is the empty segment.
 */
final class FileKeys {
  private static final int LONGEST_KEY = 1024;

  /** File systems take 255 bytes a name. */
  private static final int LONGEST_NAME = 200;

  private static final String FILE_END = "~";
  private static final String PIECE_END = "+";
  private static final String EMPTY = "%";

  private static final Set<String> DEVICES =
      Set.of(
          "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6",
          "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7",
          "lpt8", "lpt9");

  private FileKeys() {}

  /** The names of the folders and, last, of the file. */
  static List<String> names(String key) {
    int length = utf8(key).length;
    if (length == 0 || length > LONGEST_KEY) {
      throw invalid("A blob's key has 1 to " + LONGEST_KEY + " bytes, not " + length);
    }
    List<String> names = folders(key);
    names.set(names.size() - 1, names.getLast() + FILE_END);
    return names;
  }

  /** The names of the folders in which every key with the prefix lies. */
  static List<String> foldersOf(String prefix) {
    int slash = prefix.lastIndexOf('/');
    return slash < 0 ? List.of() : folders(prefix.substring(0, slash));
  }

  /** Whether the name is one of a file. */
  static boolean isFile(String name) {
    return name.endsWith(FILE_END);
  }

  /** The text that a name adds to the key, the slash after a folder's included. */
  static String text(String name) {
    if (name.endsWith(FILE_END)) {
      return decode(name.substring(0, name.length() - 1));
    }
    if (name.endsWith(PIECE_END)) {
      return decode(name.substring(0, name.length() - 1));
    }
    return decode(name) + "/";
  }

  private static List<String> folders(String path) {
    List<String> names = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      addPieces(segment, names);
    }
    return names;
  }

  /** A piece ends between two characters, so that each can be decoded by itself. */
  private static void addPieces(String segment, List<String> names) {
    if (segment.isEmpty()) {
      names.add(EMPTY);
      return;
    }
    int start = 0;
    int length = 0;
    for (int at = 0; at < segment.length(); ) {
      int next = segment.offsetByCodePoints(at, 1);
      int encoded = 3 * utf8(segment.substring(at, next)).length;
      if (length + encoded > LONGEST_NAME) {
        names.add(encode(segment.substring(start, at)) + PIECE_END);
        start = at;
        length = 0;
      }
      length += encoded;
      at = next;
    }
    names.add(encode(segment.substring(start)));
  }

  private static String encode(String text) {
    byte[] bytes = utf8(text);
    StringBuilder name = new StringBuilder(bytes.length);
    String stem = text.indexOf('.') < 0 ? text : text.substring(0, text.indexOf('.'));
    boolean isDevice = DEVICES.contains(stem.toLowerCase(Locale.ROOT));
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xff;
      boolean atEdge = i == 0 || i == bytes.length - 1;
      boolean standsForItself =
          (b >= 'a' && b <= 'z')
              || (b >= '0' && b <= '9')
              || b == '_'
              || b == '-'
              || (b == '.' && !atEdge);
      if (standsForItself && !(isDevice && i == 0)) {
        name.append((char) b);
      } else {
        name.append('%')
            .append(Character.forDigit(b >> 4, 16))
            .append(Character.forDigit(b & 15, 16));
      }
    }
    return name.toString();
  }

  private static String decode(String name) {
    if (name.equals(EMPTY)) {
      return "";
    }
    byte[] bytes = new byte[name.length()];
    int length = 0;
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '%') {
        bytes[length++] = (byte) Integer.parseInt(name, i + 1, i + 3, 16);
        i += 2;
      } else {
        bytes[length++] = (byte) name.charAt(i);
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    try {
      ByteBuffer encoded =
          StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw invalid("A blob's key has half a character in it");
    }
  }

  private static StorageException invalid(String message) {
    return new StorageException(Kind.INVALID, message);
  }
}
