package dev.opikdesktop.desktop.explorer.text;

import java.util.regex.Pattern;

/** Takes the signs of Markdown out of a text that is shown on one line. */
final class MarkdownSigns {
  /** No more than this is shown. */
  private static final int LONGEST = 2_000;

  private static final Pattern LINE_STARTS =
      Pattern.compile("(?m)^[ \\t]*(?:#{1,6}[ \\t]+|>[ \\t]?|```\\w*$|(?:-{3,}|\\*{3,})[ \\t]*$)");

  private static final Pattern ENTRIES =
      Pattern.compile("(?m)^[ \\t]*[-*+][ \\t]+(?:\\[[ xX]\\][ \\t]+)?");
  private static final Pattern LINKS = Pattern.compile("!?\\[([^\\[\\]\\n]+)\\]\\([^()\\s]+\\)");
  private static final Pattern BOLD = Pattern.compile("\\*\\*(\\S(?:[^*\\n]*\\S)?)\\*\\*");
  private static final Pattern ITALIC =
      Pattern.compile("(?<![\\w*])\\*(\\S(?:[^*\\n]*\\S)?)\\*(?![\\w*])");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

  private MarkdownSigns() {}

  static String without(String text) {
    String begin = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    begin = LINE_STARTS.matcher(begin).replaceAll("");
    begin = ENTRIES.matcher(begin).replaceAll("· ");
    begin = LINKS.matcher(begin).replaceAll("$1");
    begin = BOLD.matcher(begin).replaceAll("$1");
    begin = ITALIC.matcher(begin).replaceAll("$1");
    return CODE.matcher(begin).replaceAll("$1");
  }
}
