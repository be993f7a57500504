package dev.opikdesktop.server.observation;

import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.system.FolderSize;
import dev.opikdesktop.server.system.ProductVersion;
import dev.opikdesktop.storage.Stores;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code GET /metrics}: text for Prometheus. Numbers are gathered when it is asked for; until then
 * no class of the library is loaded.
 */
public final class PrometheusRoutes implements HttpService {
  private final RequestMeasures requests;
  private final StoreMeasures stores;
  private final Events events;
  private final Path folder;
  private final FolderSize folderSize;

  /**
   * @param requests which listens to the server
   * @param folder of the data
   */
  public PrometheusRoutes(
      RequestMeasures requests, Stores stores, Events events, Path folder, FolderSize folderSize) {
    this.requests = requests;
    this.stores = new StoreMeasures(stores);
    this.events = events;
    this.folder = folder;
    this.folderSize = folderSize;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/metrics", this::metrics);
  }

  private void metrics(ServerRequest request, ServerResponse response) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, snapshots());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    response.header(HeaderNames.CONTENT_TYPE, PrometheusTextFormatWriter.CONTENT_TYPE);
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Responses.bytes(request, response, Status.OK_200, text.toByteArray());
  }

  /** All metrics as they are now. */
  public MetricSnapshots snapshots() {
    Families families = new Families();
    families.gauge(
        "opik_desktop_info",
        "Always 1",
        List.of(ProductVersion.read()),
        version -> Labels.of("version", version),
        unused -> 1);
    requests.describe(families);
    stores.describe(families);
    families.gauge("opik_desktop_live_update_readers", "Open event streams", events.listeners());
    families.gauge(
        "opik_desktop_data_folder_bytes", "What the data folder takes", folderSize.bytes());
    families.gauge(
        "opik_desktop_disk_free_bytes",
        "Room on the disk of the data folder",
        folder.toFile().getUsableSpace());
    ProcessMeasures.describe(families);
    return families.snapshots();
  }
}
