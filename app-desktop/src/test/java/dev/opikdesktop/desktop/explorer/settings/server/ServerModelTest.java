package dev.opikdesktop.desktop.explorer.settings.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.explorer.settings.server.LocalConfiguration.Source;
import dev.opikdesktop.desktop.wire.Drawing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerModelTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Drawing drawing = new Drawing(URI.create("http://localhost:1"));
  private final Told told = new Told();
  private ServerModel model;

  @AfterEach
  void close() {
    drawing.close();
  }

  @Test
  void aPortIsWrittenAndWaitsForTheNextStart() {
    open();

    save("otlp.http-port", " 4400 ");

    await().atMost(PATIENCE).until(() -> !waiting().isEmpty());
    assertThat(told.file).containsExactly(Map.entry("otlp.http-port", "4400"));
    assertThat(waiting()).isEqualTo("Takes effect at the next start: otlp.http-port 4400");
  }

  @Test
  void whatWaitsIsKnownAgainLater() {
    told.file.put("otlp.grpc-port", "off");

    open();

    await().atMost(PATIENCE).until(() -> waiting().contains("otlp.grpc-port off"));
    assertThat(text("otlp.grpc-port")).isEqualTo("off");
  }

  @Test
  void aPortThatIsTakenIsNotWritten() {
    open();
    told.taken = 4400;

    save("otlp.http-port", "4400");

    await()
        .atMost(PATIENCE)
        .until(() -> refusal().contains("4400") && refusal().contains("taken by process 7"));
    assertThat(told.file).isEmpty();
  }

  @Test
  void whatIsNoPortIsSaid() {
    open();

    for (String wrong : List.of("", "x", "-1", "65536", "off")) {
      save("server.port", wrong);
      assertThat(refusal()).contains("The port of REST API is a number from 0 to 65535;");
    }
    save("server.port", "5173");
    save("otlp.http-port", "OFF");
    await().atMost(PATIENCE).until(() -> told.file.get("otlp.http-port").equals("off"));
  }

  @Test
  void twoCannotHaveTheSame() {
    open();

    save("server.port", "4318");

    assertThat(refusal()).contains("4318 stands there twice");
  }

  @Test
  void whatTheStartDecidesIsNotWritten() {
    told.source = Source.START;
    told.file.put("server.port", "9999");
    open();

    save("otlp.http-port", "4400");

    await().atMost(PATIENCE).until(() -> told.file.containsKey("otlp.http-port"));
    assertThat(told.file).containsEntry("server.port", "9999");
    assertThat(text("server.port")).isEqualTo("5173");
    assertThat(waiting()).doesNotContain("server.port");
  }

  @Test
  void aFileThatCannotBeReadOrWrittenSaysWhy() {
    open();
    told.broken = "line 3: this is not YAML";
    drawing.run(model::refresh);
    await()
        .atMost(PATIENCE)
        .until(() -> drawing.on(() -> model.failureProperty().get()).contains("line 3"));

    save("otlp.http-port", "4400");
    await().atMost(PATIENCE).until(() -> refusal().contains("line 3"));
    assertThat(text("otlp.http-port")).isEqualTo("4400");

    told.broken = "";
    drawing.run(model::save);
    await().atMost(PATIENCE).until(() -> told.file.containsKey("otlp.http-port"));
    assertThat(refusal()).isEmpty();
  }

  private void open() {
    model = new ServerModel(told, drawing.background());
    drawing.run(model::refresh);
    await().atMost(PATIENCE).until(() -> drawing.on(() -> model.knownProperty().get()));
  }

  private void save(String key, String text) {
    drawing.run(
        () -> {
          port(key).textProperty().set(text);
          model.save();
        });
  }

  private String text(String key) {
    return drawing.on(() -> port(key).textProperty().get());
  }

  private PortModel port(String key) {
    return model.ports().stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
  }

  private String waiting() {
    return drawing.on(() -> model.waitingProperty().get());
  }

  private String refusal() {
    return drawing.on(() -> model.refusalProperty().get());
  }

  /** A configuration in memory. */
  private static final class Told implements LocalConfiguration {
    private final Map<String, String> file = new TreeMap<>();
    private volatile Source source = Source.DEFAULT;
    private volatile String broken = "";
    private volatile int taken;

    @Override
    public Path file() {
      return Path.of("config.yaml");
    }

    @Override
    public List<Entry> inForce() {
      return List.of(
          new Entry("server.port", "5173", "5173", "command line", source, ""),
          new Entry("otlp.http-port", "4318", "4318", "default", Source.DEFAULT, ""),
          new Entry("otlp.grpc-port", "4317", "4317", "default", Source.DEFAULT, ""));
    }

    @Override
    public Map<String, String> written() throws IOException {
      refuseWhenBroken();
      return Map.copyOf(file);
    }

    @Override
    public String holder(int port) {
      return port == taken ? "process 7" : "";
    }

    @Override
    public void write(Map<String, String> values) throws IOException {
      refuseWhenBroken();
      file.putAll(values);
    }

    @Override
    public void showFolder() {}

    private void refuseWhenBroken() throws IOException {
      if (!broken.isEmpty()) {
        throw new IOException(broken);
      }
    }
  }
}
