package dev.opikdesktop.desktop.launcher;

import dev.opikdesktop.desktop.launcher.ControlSocket.Instance;
import dev.opikdesktop.desktop.launcher.ControlSocket.Request;
import dev.opikdesktop.server.http.PortTakenException;
import dev.opikdesktop.storage.DataFolder;
import dev.opikdesktop.storage.engine.EngineLibrary;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run, from the open data folder to the last file closed. Server and window start side by side:
 * the window opens early and says that it waits.
 */
final class Application {
  private static final Logger log = LoggerFactory.getLogger(Application.class);

  private final LaunchSettings settings;
  private final PrintStream output;
  private final PrintStream messages;

  private final CompletableFuture<Void> stopAsked = new CompletableFuture<>();

  /** Completed when a backup waits for the stores to be closed and opened again. */
  private volatile CompletableFuture<Void> restartAsked = new CompletableFuture<>();

  /** What is open, the last opened first: closed in this order. */
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Waits for a download, which takes minutes: the one thing that a stop has to interrupt. */
  private @Nullable Thread fetching;

  private final OpenedFiles files;

  private volatile @Nullable DesktopWindow window;

  /** What the window is to do as soon as it is there; nobody waits when it never will be. */
  private final List<Request> wishes = new ArrayList<>();

  private boolean refused;

  /** Empty as long as the system has not chosen the port. */
  private volatile String url;

  /**
   * @param output for the lines that scripts read
   * @param messages for sentences to the person who started us
   */
  Application(LaunchSettings settings, PrintStream output, PrintStream messages) {
    this.settings = settings;
    this.output = output;
    this.messages = messages;
    if (settings.opened() != null) {
      wishes.add(Request.open(settings.opened()));
    }
    this.files =
        new OpenedFiles(
            OpenedFiles.systemPlace(),
            settings.dataFolder().resolve("imports"),
            settings.configuration().engine(),
            () -> URI.create(url));
    this.url = settings.restPort() == 0 ? "" : settings.url(settings.restPort());
  }

  /** Makes {@link #run} end. Any thread may call it, at any time. */
  synchronized void stop() {
    stopAsked.complete(null);
    if (fetching != null) {
      fetching.interrupt();
    }
  }

  boolean isStopping() {
    return stopAsked.isDone();
  }

  /**
   * Runs until {@link #stop()}, and closes everything.
   *
   * @throws StartException when it could not start
   */
  void run(DataFolder folder) throws InterruptedException {
    try {
      open.push(folder);
      open.push(listenForLaterStarts(folder));
      open.push(files);
      files.sweep();
      LocalServer server = start(folder);
      while (true) {
        await(restartAsked);
        if (isStopping()) {
          break;
        }
        server = restarted(folder, server);
      }
    } finally {
      close();
    }
  }

  private LocalServer start(DataFolder folder) throws InterruptedException {
    refuseStrangeHost();
    refuseTakenPort();
    // With a port of the system's choice the window has no address before the server has.
    boolean early = !settings.headless() && settings.restPort() != 0;
    CompletableFuture<Void> windowOpened =
        early
            ? CompletableFuture.runAsync(() -> openWindow(folder), Thread::startVirtualThread)
            : CompletableFuture.completedFuture(null);
    LocalServer server;
    try {
      fetchEngineLibrary();
      server = serve(folder, settings.restPort());
    } catch (RuntimeException | InterruptedException failure) {
      // The window may be half open; only what is whole can be closed.
      await(windowOpened);
      throw failure;
    }
    open.push(server);
    url = settings.url(server.restPort());
    if (!settings.headless() && !early) {
      openWindow(folder);
    }
    server.otlpHttpPort().ifPresent(port -> output.println("otlp " + settings.url(port)));
    server.otlpGrpcPort().ifPresent(port -> output.println("otlp-grpc " + settings.url(port)));
    long millis = ManagementFactory.getRuntimeMXBean().getUptime();
    output.println("ready " + url + " in " + millis + " ms");
    output.flush();
    log.info("Ready at {} in {} ms, data folder {}", url, millis, folder.root());
    await(windowOpened);
    return server;
  }

  private LocalServer serve(DataFolder folder, int port) {
    LocalServer server = LocalServer.start(settings.configuration(), folder, port);
    restartAsked = new CompletableFuture<>();
    server.onRestoreReady(() -> restartAsked.complete(null));
    return server;
  }

  /** Has the server begin anew on its port, over what is restored then. The window stays. */
  private LocalServer restarted(DataFolder folder, LocalServer server) {
    log.info("The server ends, to begin again with a restored backup");
    int port = server.restPort();
    open.remove(server);
    server.close();
    folder.restore();
    LocalServer fresh = serve(folder, port);
    open.push(fresh);
    log.info("The server answers again at {}", url);
    return fresh;
  }

  /** Any port will do for this: what fails now is the address. */
  private void refuseStrangeHost() {
    try (var probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(settings.host(), 0));
    } catch (IOException failure) {
      throw new StartException(
          settings.hostIsOfCommandLine() ? ExitCode.USAGE : ExitCode.CONFIGURATION,
          ("Opik Desktop cannot listen on the address '%s': %s. Name an address of this machine"
                  + " with --host (or the setting server.host), for example 127.0.0.1.")
              .formatted(settings.host(), failure.getMessage()),
          failure);
    }
  }

  /**
   * The server finds out by itself, but only after the engine has started and the window is open.
   */
  private void refuseTakenPort() {
    try (var probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(settings.host(), settings.restPort()));
    } catch (IOException failure) {
      throw new PortTakenException(settings.host(), settings.restPort(), failure);
    }
  }

  private void fetchEngineLibrary() throws InterruptedException {
    if (settings.configuration().analytics().isPresent()) {
      return;
    }
    setFetching(Thread.currentThread());
    try {
      EngineLibrary.locate(
          settings.configuration().engine().library().orElse(null), this::progress);
    } finally {
      setFetching(null);
    }
    if (Thread.interrupted() || isStopping()) {
      throw new InterruptedException();
    }
  }

  private synchronized void setFetching(@Nullable Thread thread) {
    fetching = thread;
  }

  private void progress(String sentence) {
    log.info("{}", sentence);
    messages.println(sentence);
  }

  private ControlSocket listenForLaterStarts(DataFolder folder) {
    Path path = ControlSocket.pathFor(folder.root());
    try {
      ControlSocket socket = ControlSocket.listen(path, this::answer);
      folder.announce(path);
      return socket;
    } catch (IOException failure) {
      throw new StartException(
          ExitCode.FOLDER_REFUSED,
          "No socket can be made at %s: %s. Choose another data folder with --data-dir."
              .formatted(path, failure.getMessage()),
          failure);
    }
  }

  private Instance answer(Request request) {
    return new Instance(ProcessHandle.current().pid(), grant(request), url);
  }

  /** Returns whether there is a window, or will be one, that does what is asked. */
  private synchronized boolean grant(Request request) {
    DesktopWindow shown = window;
    if (shown != null) {
      tell(shown, request);
    } else if (!settings.headless() && !refused) {
      wishes.add(request);
    }
    return shown != null || !(settings.headless() || refused);
  }

  private static void tell(DesktopWindow window, Request request) {
    switch (request.kind()) {
      case WHO -> {}
      case SHOW -> window.bringToFront();
      case OPEN -> {
        window.bringToFront();
        window.show(request.text());
      }
    }
  }

  private void openWindow(DataFolder folder) {
    Path state = folder.root().resolve("window.properties");
    Optional<DesktopWindow> opened =
        DesktopWindow.open(
            URI.create(url),
            state,
            this::stop,
            new OwnConfiguration(settings.configuration()),
            files);
    synchronized (this) {
      window = opened.orElse(null);
      refused = opened.isEmpty();
      opened.ifPresent(shown -> wishes.forEach(wish -> tell(shown, wish)));
      wishes.clear();
    }
    if (opened.isEmpty()) {
      messages.println("No window can be opened on this display: running without one.");
    }
  }

  /** Not after a stop: a JavaFX that ends while it starts never says that it has started. */
  private void await(CompletableFuture<Void> task) throws InterruptedException {
    try {
      CompletableFuture.anyOf(task, stopAsked).get();
    } catch (ExecutionException failure) {
      log.error("The window did not open", failure);
    }
  }

  private void close() {
    DesktopWindow shown = window;
    if (shown != null) {
      open.push(shown);
    }
    while (!open.isEmpty()) {
      AutoCloseable next = open.pop();
      try {
        next.close();
      } catch (Exception failure) {
        log.warn("Not closed cleanly: {}", next.getClass().getSimpleName(), failure);
      }
    }
  }
}
