package dev.opikdesktop.desktop.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a second start reaches the instance that has the data folder: a Unix domain socket that only
 * its owner may open. A request is one line, {@code WHO}, {@code SHOW} or {@code OPEN} and a
 * percent-encoded text, the answer is one line, {@code PID window|headless URL}.
 */
final class ControlSocket implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ControlSocket.class);

  /** Systems limit the path of a Unix domain socket to 104 or 108 bytes. */
  private static final int LONGEST_PATH = 100;

  private final Path path;
  private final ServerSocketChannel channel;

  private ControlSocket(Path path, ServerSocketChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * What is asked for.
   *
   * @param text what to open; empty but for that
   */
  record Request(Kind kind, String text) {
    static final Request WHO = new Request(Kind.WHO, "");
    static final Request SHOW = new Request(Kind.SHOW, "");

    enum Kind {
      /** Who are you? */
      WHO,
      /** Put your window before all others, if you have one. */
      SHOW,
      /** The same, and open something in it. */
      OPEN
    }

    static Request open(String text) {
      return new Request(Kind.OPEN, text);
    }

    private String line() {
      return kind + " " + URLEncoder.encode(text, UTF_8) + "\n";
    }

    private static Request parse(String line) {
      String[] words = line.split(" ", 2);
      return new Request(
          Kind.valueOf(words[0]), words.length < 2 ? "" : URLDecoder.decode(words[1], UTF_8));
    }
  }

  /**
   * The instance that answered.
   *
   * @param pid its process id
   * @param window whether it has a window
   * @param url where its REST API answers, or will; empty while it does not know yet
   */
  record Instance(long pid, boolean window, String url) {
    /** For a sentence: {@code process 12, http://localhost:5173}. */
    String words() {
      return "process %d, %s".formatted(pid, url.isEmpty() ? "which is starting" : url);
    }

    private String line() {
      return "%d %s %s\n".formatted(pid, window ? "window" : "headless", url);
    }

    private static Instance parse(String line) {
      String[] words = line.split(" ", 3);
      return new Instance(Long.parseLong(words[0]), words[1].equals("window"), words[2]);
    }
  }

  /** In the data folder, or in the system's folder for such things when that path is too long. */
  static Path pathFor(Path dataFolder) {
    Path inside = dataFolder.resolve("control.sock");
    if (inside.toString().getBytes(UTF_8).length <= LONGEST_PATH) {
      return inside;
    }
    String runtime = System.getenv("XDG_RUNTIME_DIR");
    Path folder =
        Path.of(
            runtime == null || runtime.isBlank() ? System.getProperty("java.io.tmpdir") : runtime);
    UUID name = UUID.nameUUIDFromBytes(dataFolder.toString().getBytes(UTF_8));
    return folder.resolve("opik-desktop-" + name + ".sock");
  }

  /**
   * Answers requests until it is closed. What lies at the path already is replaced: who calls this
   * holds the data folder, so it can only be left over.
   */
  static ControlSocket listen(Path path, Function<Request, Instance> answer) throws IOException {
    Files.deleteIfExists(path);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(path));
      if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
    var socket = new ControlSocket(path, channel);
    Thread.ofVirtual().name("control-socket").start(() -> socket.serve(answer));
    return socket;
  }

  /** Empty when nobody answers there. */
  static Optional<Instance> ask(Path path, Request request) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      write(channel, request.line());
      String line = new BufferedReader(Channels.newReader(channel, UTF_8)).readLine();
      return line == null ? Optional.empty() : Optional.of(Instance.parse(line));
    } catch (IOException | RuntimeException notThere) {
      log.debug("Nobody answers at {}", path, notThere);
      return Optional.empty();
    }
  }

  private void serve(Function<Request, Instance> answer) {
    while (channel.isOpen()) {
      try {
        SocketChannel caller = channel.accept();
        // Each on its own: one that says nothing must not keep the others waiting.
        Thread.ofVirtual().start(() -> reply(caller, answer));
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException refused) {
        log.info("A caller of {} went away", path, refused);
      }
    }
  }

  private void reply(SocketChannel caller, Function<Request, Instance> answer) {
    try (caller) {
      String line = new BufferedReader(Channels.newReader(caller, UTF_8)).readLine();
      if (line != null) {
        write(caller, answer.apply(Request.parse(line)).line());
      }
    } catch (IOException | RuntimeException refused) {
      log.info("A request to {} was not understood", path, refused);
    }
  }

  private static void write(SocketChannel channel, String line) throws IOException {
    ByteBuffer bytes = UTF_8.encode(line);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
