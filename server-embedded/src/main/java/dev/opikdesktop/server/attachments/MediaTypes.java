package dev.opikdesktop.server.attachments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/**
 * What kind of file something is: by its name, or by its first bytes (Opik contract 4.5, 4.6). The
 * tables are read at the first question, which takes about 100 ms.
 */
final class MediaTypes {
  static final String UNKNOWN = MediaType.OCTET_STREAM.toString();

  private static final String TEXT = MediaType.TEXT_PLAIN.toString();

  /** What a header can carry: RFC 9110, 8.3.1, with parameters. */
  private static final Pattern WELL_FORMED =
      Pattern.compile("[\\w!#$&^.+-]{1,100}/[\\w!#$&^.+-]{1,100}( ?; ?[\\w!#$&^.+-]+=[ -~]*)?");

  private static final int LONGEST = 255;

  private MediaTypes() {}

  /** What the client says, if it is a media type; otherwise what the name tells. */
  static String declared(@Nullable String said, String fileName) {
    String stripped = said == null ? "" : said.strip();
    return stripped.length() <= LONGEST && WELL_FORMED.matcher(stripped).matches()
        ? stripped
        : detect(new byte[0], fileName);
  }

  /** The same of a file whose beginning is at hand, which tells when nothing else does. */
  static String of(@Nullable String said, String fileName, byte[] beginning) {
    String declared = declared(said, fileName);
    return declared.equals(UNKNOWN) ? detect(beginning, "") : declared;
  }

  /** What the first bytes tell. */
  static String ofContent(byte[] beginning) {
    return detect(beginning, "");
  }

  /** Whether a type says more than that there are bytes, or letters. */
  static boolean isTelling(String type) {
    return !type.equals(UNKNOWN) && !type.equals(TEXT);
  }

  /** How names of such files end, without a dot: "png". */
  static String extension(String type) {
    try {
      String extension = Tables.TYPES.forName(type).getExtension();
      return extension.isEmpty() ? "bin" : extension.substring(1);
    } catch (MimeTypeException e) {
      return "bin";
    }
  }

  private static String detect(byte[] beginning, String fileName) {
    Metadata metadata = new Metadata();
    if (!fileName.isEmpty()) {
      metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, fileName);
    }
    try {
      ByteArrayInputStream content =
          beginning.length == 0 ? null : new ByteArrayInputStream(beginning);
      return Tables.TYPES.detect(content, metadata).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loaded when it is first used. */
  private static final class Tables {
    static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
  }
}
