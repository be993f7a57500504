package dev.opikdesktop.storage.engine.child;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a multipart form: where clients put long statements and parameters. */
final class FormFields {
  private static final int MAX_FORM = 32 << 20;
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");

  private FormFields() {}

  static Map<String, String> read(RequestHead head, InputStream body)
      throws IOException, ClickHouseException {
    Matcher matcher = BOUNDARY.matcher(head.headers().getOrDefault("content-type", ""));
    if (!matcher.find()) {
      throw new ClickHouseException(36, "BAD_ARGUMENTS", "the form names no boundary");
    }
    byte[] bytes = body.readNBytes(MAX_FORM + 1);
    if (bytes.length > MAX_FORM) {
      throw new ClickHouseException(
          36, "BAD_ARGUMENTS", "the form is larger than " + MAX_FORM + " bytes");
    }
    // Latin-1 keeps every byte; the values are decoded one by one.
    String form = "\r\n" + new String(bytes, StandardCharsets.ISO_8859_1);
    String delimiter = "\r\n--" + matcher.group(1);
    Map<String, String> fields = new LinkedHashMap<>();
    int at = form.indexOf(delimiter);
    while (at >= 0) {
      int start = at + delimiter.length();
      int end = form.indexOf(delimiter, start);
      int split = form.indexOf("\r\n\r\n", start);
      if (end >= 0 && split >= 0 && split < end) {
        Matcher name = NAME.matcher(form.substring(start, split));
        if (name.find()) {
          byte[] value = form.substring(split + 4, end).getBytes(StandardCharsets.ISO_8859_1);
          fields.put(name.group(1), new String(value, StandardCharsets.UTF_8));
        }
      }
      at = end;
    }
    return fields;
  }
}
