package dev.opikdesktop.server.links;

import dev.opikdesktop.server.events.Target;
import dev.opikdesktop.server.events.Target.Kind;
import dev.opikdesktop.storage.hash.Sha256;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The page that a browser shows where a link leads: it names the thing and hands over to the
 * window. It loads nothing, runs nothing, and whatever comes from outside stands in it as text.
 */
final class LinkPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body {
        margin: 0; min-height: 100vh; display: grid; place-items: center;
        font: 16px/1.5 system-ui, sans-serif; background: #f6f7f9; color: #1c2430;
      }
      main { box-sizing: border-box; width: min(36rem, 100vw); padding: 2rem; }
      h1 { margin: 0 0 1rem; font-size: 1.5rem; overflow-wrap: anywhere; }
      p { margin: 0 0 1rem; overflow-wrap: anywhere; }
      .kind, .id { color: #5b6675; }
      .kind { margin: 0; }
      .id { font: 0.8125rem/1.5 ui-monospace, monospace; }
      a, button {
        border: 0; font: inherit; cursor: pointer;
        display: inline-block; padding: 0.5rem 1rem; border-radius: 0.5rem;
        background: #2f5bd8; color: #fff; text-decoration: none;
      }
      form { margin: 0 0 1rem; }
      a.quiet { padding: 0; background: none; color: inherit; text-decoration: underline; }
      a:focus-visible, button:focus-visible { outline: 3px solid #8fa8f0; outline-offset: 2px; }
      @media (prefers-color-scheme: dark) {
        body { background: #14181f; color: #e6e9ee; }
        .kind, .id { color: #98a2b1; }
        a, button { background: #4b74ea; }
        a.quiet { background: none; }
      }
      """;

  /** Nothing but this style, which its digest names; no script, no frame around it. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'self';"
              .formatted(sha256(STYLE))
          + " frame-ancestors 'none'";

  private LinkPage() {}

  /** What a page says of the window. */
  sealed interface Answer {
    /** It shows the thing now. */
    record Shown() implements Answer {}

    /** It shows the thing when a button is pressed, which asks this address. */
    record Offered(String address) implements Answer {}

    /** There is none. */
    record NoWindow() implements Answer {}

    /** It cannot show this kind of thing. */
    record Unknown() implements Answer {}
  }

  /** The page of the list of projects. */
  static byte[] projects() {
    return page(
        "Projects",
        """
        <p class="kind">Opik Desktop</p>
        <h1>Projects</h1>
        <p>The projects are listed in the window of Opik Desktop.</p>
        <p><a href="opik-desktop://open/projects">Open Opik Desktop</a></p>
        """);
  }

  /**
   * The page of one thing.
   *
   * @param project the name of the project that it lies in
   * @param answer what became of the wish to see it
   */
  static byte[] of(Target target, String name, @Nullable String project, Answer answer) {
    String place = project == null ? "" : "<p>In the project %s.</p>\n".formatted(escaped(project));
    String id =
        name.equals(target.id()) ? "" : "<p class=\"id\">%s</p>\n".formatted(escaped(target.id()));
    return page(
        name,
        """
        <p class="kind">%s</p>
        <h1>%s</h1>
        %s%s%s\
        """
            .formatted(word(target.kind()), escaped(name), id, place, said(target, answer)));
  }

  private static String said(Target target, Answer answer) {
    return switch (answer) {
      case Answer.Shown shown ->
          """
          <p>Opened in Opik Desktop.</p>
          <p><a class="quiet" href="%s">Open it once more</a></p>
          """
              .formatted(escaped(address(target)));
      case Answer.Offered offered ->
          """
          <form method="post" action="%s"><button>Show in the window</button></form>
          <p><a class="quiet" href="%s">Open in Opik Desktop</a></p>
          """
              .formatted(escaped(offered.address()), escaped(address(target)));
      case Answer.NoWindow none ->
          """
          <p>No window of Opik Desktop is open here.</p>
          <p><a href="%s">Open in Opik Desktop</a></p>
          """
              .formatted(escaped(address(target)));
      case Answer.Unknown unknown ->
          """
          <p>The window of Opik Desktop does not show this kind of thing yet.</p>
          <p><a href="opik-desktop://open/projects">Open Opik Desktop</a></p>
          """;
    };
  }

  /** The page of a button that was pressed. */
  static byte[] pressed(boolean worked) {
    return worked
        ? page(
            "Opened",
            """
            <p class="kind">Opik Desktop</p>
            <h1>Opened in Opik Desktop</h1>
            <p>The window shows it now. This page can be closed.</p>
            """)
        : page(
            "Used already",
            """
            <p class="kind">Opik Desktop</p>
            <h1>This button was used already</h1>
            <p>Follow the link again to see what it shows.</p>
            """);
  }

  /** The page of something that is not there. */
  static byte[] missing(Target target) {
    String word = word(target.kind());
    return page(
        word + " not found",
        """
        <p class="kind">%s</p>
        <h1>Not found</h1>
        <p class="id">%s</p>
        <p>It was deleted, or it has not arrived yet: then loading this page again helps.</p>
        """
            .formatted(word, escaped(target.id())));
  }

  /** Where the operating system finds the window (docs/links.md). */
  private static String address(Target target) {
    String project = "opik-desktop://open/projects/" + target.projectId();
    String id = URLEncoder.encode(target.id(), StandardCharsets.UTF_8).replace("+", "%20");
    return switch (target.kind()) {
      case PROJECT -> project + "/logs";
      case TRACE -> project + "/trace?id=" + id;
      case THREAD -> project + "/thread?id=" + id;
      case DATASET, EXPERIMENT, OPTIMIZATION -> "opik-desktop://open/projects";
    };
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case PROJECT -> "Project";
      case TRACE -> "Trace";
      case THREAD -> "Thread";
      case DATASET -> "Dataset";
      case EXPERIMENT -> "Experiment";
      case OPTIMIZATION -> "Optimization";
    };
  }

  private static byte[] page(String title, String main) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s - Opik Desktop</title>
    <style>%s</style>
    </head>
    <body>
    <main>
    %s</main>
    </body>
    </html>
    """
        .formatted(escaped(title), STYLE, main)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** As text between tags and in quoted attributes. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  private static String sha256(String text) {
    byte[] hash = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(hash);
  }
}
