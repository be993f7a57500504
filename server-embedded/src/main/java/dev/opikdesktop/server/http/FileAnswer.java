package dev.opikdesktop.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Answers with a file that somebody uploaded: whole or a part of it, so that sound and film play
 * from the middle, and never as a page. Whatever the file says it is, a browser saves it, takes it
 * for nothing else, and runs nothing in it. The bytes stream: memory does not grow with the size.
 */
public final class FileAnswer {
  private static final HeaderName CONTENT_SECURITY_POLICY =
      HeaderNames.create("Content-Security-Policy");
  private static final HeaderName CONTENT_TYPE_OPTIONS =
      HeaderNames.create("X-Content-Type-Options");

  private static final int BUFFER = 64 * 1024;

  private FileAnswer() {}

  /** A file to answer with. */
  public interface Content {
    /** As it is called where it is saved. */
    String name();

    String mediaType();

    /** Bytes. */
    long size();

    /** Another text for every other content, of letters, digits and hyphens. */
    String tag();

    /** Opens a part, which lies within the file; closed by the caller. */
    InputStream open(long offset, long length);
  }

  /** Answers GET and HEAD with 200, 206, 304 or 416 (RFC 9110, 13 and 14). */
  public static void send(ServerRequest request, ServerResponse response, Content file) {
    String tag = "\"" + file.tag() + "\"";
    response.header(HeaderNames.ETAG, tag);
    response.header(HeaderNames.ACCEPT_RANGES, "bytes");
    // Another upload may come under the same name.
    response.header(HeaderNames.CACHE_CONTROL, "private, no-cache");
    response.header(CONTENT_TYPE_OPTIONS, "nosniff");
    response.header(CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox");
    if (names(header(request, HeaderNames.IF_NONE_MATCH), tag)) {
      response.status(Status.NOT_MODIFIED_304);
      response.send();
      return;
    }
    boolean isHead = request.prologue().method().equals(Method.HEAD);
    String ifRange = header(request, HeaderNames.IF_RANGE);
    boolean wantsRange = !isHead && (ifRange.isEmpty() || ifRange.equals(tag));
    RequestedRange range =
        RequestedRange.of(wantsRange ? header(request, HeaderNames.RANGE) : "", file.size());
    switch (range.kind()) {
      case UNSATISFIABLE -> {
        response.header(HeaderNames.CONTENT_RANGE, "bytes */" + file.size());
        throw ApiException.coded(
            416,
            "The file has " + file.size() + " bytes, and the range asked for lies beyond them");
      }
      case PART -> {
        response.status(Status.PARTIAL_CONTENT_206);
        response.header(
            HeaderNames.CONTENT_RANGE,
            "bytes %d-%d/%d"
                .formatted(range.offset(), range.offset() + range.length() - 1, file.size()));
      }
      case WHOLE -> response.status(Status.OK_200);
    }
    response.header(HeaderNames.CONTENT_TYPE, file.mediaType());
    response.header(HeaderNames.CONTENT_DISPOSITION, disposition(file.name()));
    response.contentLength(range.length());
    if (isHead || range.length() == 0) {
      response.send();
    } else {
      copy(file, range, response);
    }
  }

  private static void copy(Content file, RequestedRange range, ServerResponse response) {
    // Opened first: a file that cannot be read is still an ordinary error.
    try (InputStream in = file.open(range.offset(), range.length())) {
      ClientOutput out = new ClientOutput(response.outputStream());
      byte[] buffer = new byte[(int) Math.min(BUFFER, range.length())];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
      // Only a whole answer may end well.
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The name in the header that has a browser save the file. Separators of folders, quotes and
   * control characters become underscores, so that the name can neither leave its folder nor the
   * header.
   */
  static String disposition(String name) {
    String harmless = name.replaceAll("[/\\\\\"\\p{Cntrl}]", "_").replaceFirst("^\\.", "_");
    String ascii = harmless.replaceAll("[^\\x20-\\x7e]", "_");
    String plain = "attachment; filename=\"" + ascii + "\"";
    return ascii.equals(harmless)
        ? plain
        : plain
            + "; filename*=UTF-8''"
            + URLEncoder.encode(harmless, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
  }

  private static boolean names(String tags, String tag) {
    for (String each : tags.split(",", -1)) {
      String stripped = each.strip();
      if (stripped.equals("*") || stripped.equals(tag) || stripped.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }

  private static String header(ServerRequest request, HeaderName name) {
    return String.join(",", request.headers().values(name));
  }
}
