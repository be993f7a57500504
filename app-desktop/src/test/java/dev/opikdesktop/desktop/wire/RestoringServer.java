package dev.opikdesktop.desktop.wire;

import dev.opikdesktop.server.OpikServer;
import dev.opikdesktop.server.ServerSettings;
import dev.opikdesktop.storage.DataFolder;
import dev.opikdesktop.storage.Stores;
import dev.opikdesktop.storage.StoresSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * A server over stores that are all in its data folder, which begins again with a backup as the
 * application has it done.
 */
public final class RestoringServer implements AutoCloseable {
  private final DataFolder folder;
  private Stores stores;
  private OpikServer server;

  public RestoringServer(Path root) {
    folder = DataFolder.open(root);
    begin(0);
  }

  public URI url() {
    return URI.create("http://localhost:" + server.restPort());
  }

  /** Completed when it has begun again with the backup that is asked for next. */
  public CompletableFuture<Void> restored() {
    CompletableFuture<Void> restored = new CompletableFuture<>();
    server.onRestoreReady(() -> Thread.ofVirtual().start(() -> beginAgain(restored)));
    return restored;
  }

  private void beginAgain(CompletableFuture<Void> restored) {
    try {
      int port = server.restPort();
      server.close();
      stores.close();
      folder.restore();
      begin(port);
      restored.complete(null);
    } catch (RuntimeException failure) {
      restored.completeExceptionally(failure);
    }
  }

  private void begin(int port) {
    stores = Stores.open(StoresSettings.local(folder));
    ServerSettings free = ServerSettings.of(folder.root()).onFreePorts();
    server =
        OpikServer.start(
            new ServerSettings(
                free.host(),
                port,
                free.otlpHttpPort(),
                free.otlpGrpcPort(),
                free.allowedHosts(),
                free.maxRequestBytes(),
                free.maxJsonBytes(),
                free.dataFolder(),
                free.maxDataBytes(),
                false),
            stores);
    folder.keepRestored();
  }

  @Override
  public void close() {
    server.close();
    stores.close();
    folder.close();
  }
}
