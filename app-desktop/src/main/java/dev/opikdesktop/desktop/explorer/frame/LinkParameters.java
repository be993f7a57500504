package dev.opikdesktop.desktop.explorer.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark of a link; each parameter is taken once. */
final class LinkParameters {
  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * @throws LinkException when it can't be read
   */
  LinkParameters(String query) throws LinkException {
    for (String part : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = decoded(equals < 0 ? part : part.substring(0, equals));
      String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
      if (values.putIfAbsent(name, value) != null) {
        throw new LinkException("The link says twice what '%s' is.".formatted(name));
      }
    }
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** A parameter's text; null when it is not there. */
  @Nullable String text(String name) throws LinkException {
    String value = values.remove(name);
    if (value != null && value.isBlank()) {
      throw new LinkException("The link leaves '%s' empty.".formatted(name));
    }
    return value;
  }

  String required(String name) throws LinkException {
    String value = text(name);
    if (value == null) {
      throw new LinkException("The link does not say '%s'.".formatted(name));
    }
    return value;
  }

  /** An id; null when it is not there. */
  @Nullable String id(String name) throws LinkException {
    String value = text(name);
    return value == null ? null : id(name, value);
  }

  static String id(String name, String value) throws LinkException {
    if (!UUID.matcher(value).matches()) {
      throw new LinkException("The link's '%s' is not an id: %s".formatted(name, shortened(value)));
    }
    return value;
  }

  /** A constant by its name in small letters; null when it is not there. */
  <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> type) throws LinkException {
    String value = text(name);
    if (value == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (Link.lower(constant).equals(value)) {
        return constant;
      }
    }
    throw new LinkException("The link's '%s' can't be %s.".formatted(name, shortened(value)));
  }

  /**
   * Nothing may be left: whoever follows a link must not get something else than it says.
   *
   * @throws LinkException when something is
   */
  void nothingElse() throws LinkException {
    if (!values.isEmpty()) {
      String first = shortened(values.keySet().iterator().next());
      throw new LinkException("The link says '%s', which is not known here.".formatted(first));
    }
  }

  static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 39) + "…";
  }

  /** Undoes percent-encoding. */
  static String decoded(String text) throws LinkException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 127) {
        throw new LinkException("The link holds a character that has to be escaped.");
      }
      if (c != '%') {
        bytes.write(c);
        continue;
      }
      boolean whole = i + 2 < text.length();
      int high = whole ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = whole ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        throw new LinkException("The link holds a % that escapes nothing.");
      }
      bytes.write(high * 16 + low);
      i += 2;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new LinkException("The link escapes something that is not UTF-8.");
    }
  }
}
