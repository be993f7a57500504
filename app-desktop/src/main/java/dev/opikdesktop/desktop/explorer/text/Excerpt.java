package dev.opikdesktop.desktop.explorer.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of what a payload says, small however large the payload is.
 *
 * @param line at most some 300 characters without a line break, and without the signs of Markdown
 * @param more at most some 1,200 characters as they are
 */
public record Excerpt(String line, String more) {
  public static final Excerpt NOTHING = new Excerpt("", "");

  static final int LONGEST = 1_200;

  private static final int LONGEST_LINE = 300;
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"'`{}|\\\\^\\[\\]]+");

  static Excerpt of(String text) {
    return new Excerpt(oneLine(text), beginning(text));
  }

  /** Of words, which may be Markdown. */
  static Excerpt ofText(String text) {
    return new Excerpt(oneLine(MarkdownSigns.without(text)), beginning(text));
  }

  public boolean isEmpty() {
    return line.isEmpty();
  }

  /** Addresses of pages that it names, each once. */
  public List<URI> links() {
    List<URI> links = new ArrayList<>();
    Matcher matcher = ADDRESS.matcher(more);
    while (matcher.find()) {
      // One that the end of the excerpt cuts leads elsewhere.
      if (!more.endsWith("…") || matcher.end() < more.length() - 1) {
        add(links, withoutEnd(matcher.group()));
      }
    }
    return links;
  }

  private static void add(List<URI> links, String address) {
    try {
      URI link = new URI(address);
      if (link.getHost() != null && !links.contains(link)) {
        links.add(link);
      }
    } catch (URISyntaxException noAddress) {
      // Something that only looks like one.
    }
  }

  /** A sentence's own signs, and the bracket around an address, are no part of it. */
  private static String withoutEnd(String address) {
    int end = address.length();
    while (end > 0
        && (".,;:!?*…".indexOf(address.charAt(end - 1)) >= 0
            || address.charAt(end - 1) == ')' && address.indexOf('(') < 0)) {
      end--;
    }
    return address.substring(0, end);
  }

  private static String beginning(String text) {
    String stripped = text.strip();
    if (stripped.length() <= LONGEST) {
      return stripped;
    }
    int end = Character.isHighSurrogate(stripped.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return stripped.substring(0, end) + "…";
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST_LINE + 1));
    boolean space = false;
    for (int i = 0; i < text.length() && line.length() < LONGEST_LINE; i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isISOControl(c)) {
        space = !line.isEmpty();
      } else {
        if (space) {
          line.append(' ');
          space = false;
        }
        line.append(c);
      }
    }
    if (!line.isEmpty() && Character.isHighSurrogate(line.charAt(line.length() - 1))) {
      line.setLength(line.length() - 1);
    }
    return line.toString();
  }
}
