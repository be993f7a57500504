package dev.opikdesktop.desktop.explorer;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.opening.NoFiles;
import dev.opikdesktop.desktop.explorer.theme.SaveDialog;
import dev.opikdesktop.desktop.launcher.FallbackFonts;
import dev.opikdesktop.desktop.launcher.UsualConfiguration;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Takes the pictures of docs/screenshots: every screen, light and dark, small and large, of a
 * server with example data. Its name keeps it out of the ordinary run; {@code
 * benchmarks/screenshots} starts it on a screen of its own.
 */
@Tag("window")
class Screenshots {
  private static final List<String> SETTINGS =
      List.of(
          "appearance",
          "preferences",
          "feedback-definitions",
          "environments",
          "retention",
          "server",
          "storage",
          "backups",
          "prices");

  private static final String EMPTY = "first-steps";

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
  private static final long BETWEEN_LOOKS_MILLIS = 300;

  /** As many looks that show the same, and the screen has come to rest. */
  private static final int LOOKS_ALIKE = 4;

  private final URI server = URI.create(System.getProperty("screenshots.server"));
  private final Path folder = Path.of(System.getProperty("screenshots.folder"));
  private final List<String> wanted = words("screenshots.only", "");
  private final List<String> sizes = words("screenshots.sizes", "1280x800,1920x1080");

  @TempDir Path state;

  @Test
  void takesThePictures() throws Exception {
    FallbackFonts.ofThisUser().use();
    FxToolkit.registerPrimaryStage();
    Map<String, String> screens;
    try (OpikClient client = new OpikClient(server)) {
      screens = screens(client);
    }
    for (String size : sizes) {
      String[] sides = size.split("x");
      for (String theme : List.of("light", "dark")) {
        take(screens, Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), theme);
      }
    }
  }

  /** The screens by name: a link, and after a space the key that opens what is wanted of it. */
  private Map<String, String> screens(OpikClient client) {
    Map<String, String> screens = new LinkedHashMap<>();
    if (projects(client).stream().noneMatch(project -> project.name().equals(EMPTY))) {
      client.projects().create(EMPTY, "");
    }
    screens.put("projects", "projects");
    screens.put("welcome", logs(project(client, EMPTY), "traces", ""));

    Project support = project(client, "support-agent");
    Project crew = project(client, "research-crew");
    screens.put("logs-threads", logs(support, "threads", ""));
    screens.put("logs-traces", logs(support, "traces", ""));
    screens.put("logs-spans", logs(crew, "spans", ""));
    screens.put(
        "logs-query",
        logs(
            support,
            "traces",
            "duration > 2000 AND (tags contains \"ja\" OR tags contains \"zh\" OR tags contains"
                + " \"ko\")"));
    screens.put("overview", in(support, "overview"));

    List<LogRecord> turns = slowest(client, support, "duration > 1000 AND duration < 4000");
    List<LogRecord> failed = slowest(client, support, "error_info is_not_empty");
    List<LogRecord> runs = slowest(client, crew, "duration > 0");
    screens.put("trace", trace(crew, runs.getFirst(), ""));
    screens.put("trace-input", trace(support, turns.getFirst(), "&tab=input"));
    screens.put("trace-error", trace(support, failed.getFirst(), "&tab=error"));
    screens.put("trace-graph", trace(crew, runs.getFirst(), "&tab=graph"));
    screens.put("trace-files", trace(support, withFiles(client, support), "&tab=files"));
    LogRecord large = slowest(client, crew, "name = \"index the archive\"").getFirst();
    screens.put("trace-large", trace(crew, large, ""));
    screens.put(
        "compare",
        in(support, "compare") + "?left=" + turns.get(0).id() + "&right=" + turns.get(1).id());
    LogRecord thread =
        client
            .logs()
            .list(
                LogQuery.all(support.id(), LogKind.THREADS).sortedBy("number_of_messages", true),
                1,
                1)
            .content()
            .getFirst();
    screens.put("thread", in(support, "thread") + "?id=" + encoded(thread.id()));
    screens.put("palette", "projects ctrl+K");
    screens.put("keys", "projects shift+SLASH");
    SETTINGS.forEach(section -> screens.put("settings-" + section, "settings?section=" + section));
    if (!wanted.isEmpty()) {
      screens.keySet().retainAll(wanted);
    }
    return screens;
  }

  private static List<String> words(String property, String otherwise) {
    return Arrays.stream(System.getProperty(property, otherwise).split(","))
        .filter(word -> !word.isBlank())
        .toList();
  }

  private static List<Project> projects(OpikClient client) {
    return client.projects().list(1, 100).content();
  }

  private static Project project(OpikClient client, String name) {
    return projects(client).stream()
        .filter(project -> project.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There is no project " + name));
  }

  private static List<LogRecord> slowest(OpikClient client, Project project, String oql) {
    LogQuery query =
        LogQuery.all(project.id(), LogKind.TRACES).searching(oql, "").sortedBy("duration", true);
    return client.logs().list(query, 1, 2).content();
  }

  private static LogRecord withFiles(OpikClient client, Project project) {
    LogQuery all = LogQuery.all(project.id(), LogKind.TRACES);
    return client.logs().list(all, 1, 500).content().stream()
        .filter(
            trace -> !client.attachments().of(LogKind.TRACES, project.id(), trace.id()).isEmpty())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No trace has files"));
  }

  private static String in(Project project, String place) {
    return "projects/" + project.id() + "/" + place;
  }

  private static String logs(Project project, String kind, String oql) {
    String query = oql.isEmpty() ? "" : "&query=" + encoded(oql);
    return in(project, "logs") + "?kind=" + kind + "&range=all" + query;
  }

  private static String trace(Project project, LogRecord trace, String more) {
    return in(project, "trace") + "?id=" + trace.id() + more;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void take(Map<String, String> screens, int width, int height, String theme)
      throws Exception {
    Path properties = state.resolve(theme + width + ".properties");
    Files.writeString(
        properties, "x=0\ny=0\nwidth=%d\nheight=%d\ntheme=%s\n".formatted(width, height, theme));
    ExplorerWindow window =
        onFx(
            () -> {
              var opened =
                  new ExplorerWindow(
                      new ExplorerSettings(
                          server,
                          properties,
                          () -> {},
                          SaveDialog.SYSTEM,
                          UsualConfiguration.of("/home/ada"),
                          new NoFiles()));
              opened.show();
              return opened;
            });
    try {
      for (Map.Entry<String, String> screen : screens.entrySet()) {
        String[] parts = screen.getValue().split(" ");
        onFx(() -> shown(window, "opik-desktop://open/" + parts[0]));
        WritableImage picture = atRest(width, height);
        if (parts.length > 1) {
          press(parts[1]);
          picture = atRest(width, height);
          press("ESCAPE");
        }
        save(picture, "%s-%s-%dx%d.png".formatted(screen.getKey(), theme, width, height));
      }
    } finally {
      onFx(
          () -> {
            window.close();
            return true;
          });
    }
  }

  private static boolean shown(ExplorerWindow window, String link) {
    window.show(link);
    return true;
  }

  /** Waits until the screen stays as it is. */
  private static WritableImage atRest(int width, int height) throws Exception {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    WritableImage last = look(width, height);
    int alike = 0;
    while (alike < LOOKS_ALIKE && System.nanoTime() < end) {
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
      WritableImage now = look(width, height);
      alike = same(last, now) ? alike + 1 : 0;
      last = now;
    }
    return last;
  }

  private static WritableImage look(int width, int height) throws Exception {
    return onFx(() -> new Robot().getScreenCapture(null, 0, 0, width, height));
  }

  private static boolean same(WritableImage one, WritableImage other) {
    return Arrays.equals(pixels(one), pixels(other));
  }

  private static int[] pixels(WritableImage image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    return pixels;
  }

  private static void press(String keys) throws Exception {
    String[] names = keys.split("\\+");
    List<KeyCode> codes =
        Arrays.stream(names)
            .map(name -> KeyCode.valueOf(name.equals("ctrl") ? "CONTROL" : name.toUpperCase()))
            .toList();
    onFx(
        () -> {
          Robot robot = new Robot();
          codes.forEach(robot::keyPress);
          codes.reversed().forEach(robot::keyRelease);
          return true;
        });
  }

  private void save(WritableImage picture, String name) throws IOException {
    Files.createDirectories(folder);
    int width = (int) picture.getWidth();
    int height = (int) picture.getHeight();
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, pixels(picture), 0, width);
    ImageIO.write(image, "png", folder.resolve(name).toFile());
    System.out.println(name);
  }

  private static <T> T onFx(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.waitForAsyncFx(60_000, action);
  }
}
