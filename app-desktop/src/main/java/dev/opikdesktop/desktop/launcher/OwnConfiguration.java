package dev.opikdesktop.desktop.launcher;

import dev.opikdesktop.desktop.explorer.settings.server.LocalConfiguration;
import dev.opikdesktop.desktop.explorer.theme.SystemPrograms;
import dev.opikdesktop.server.configuration.Configuration;
import dev.opikdesktop.server.configuration.ConfigurationEdit;
import dev.opikdesktop.server.configuration.ConfigurationException;
import dev.opikdesktop.server.configuration.EffectiveValue;
import dev.opikdesktop.server.configuration.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The configuration of this process, for its window. */
final class OwnConfiguration implements LocalConfiguration {
  private final Configuration configuration;

  OwnConfiguration(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public Path file() {
    return configuration.file();
  }

  @Override
  public List<Entry> inForce() {
    return configuration.values().stream().map(this::entry).toList();
  }

  @Override
  public Map<String, String> written() throws IOException {
    try {
      return new ConfigurationEdit(file()).values();
    } catch (ConfigurationException wrong) {
      throw new IOException(String.join("\n", wrong.faults()), wrong);
    }
  }

  @Override
  public String holder(int port) {
    TakenPort.Use use =
        TakenPort.look(configuration.server().host(), port, ProcessHandle.current().pid());
    return use.isFree() || use.isOurs() || ownPorts(port) ? "" : use.who();
  }

  @Override
  public void write(Map<String, String> values) throws IOException {
    Map<Setting, String> settings = new LinkedHashMap<>();
    values.forEach((key, value) -> settings.put(Setting.withKey(key).orElseThrow(), value));
    try {
      new ConfigurationEdit(file()).set(settings);
    } catch (ConfigurationException wrong) {
      throw new IOException(String.join("\n", wrong.faults()), wrong);
    }
  }

  @Override
  public void showFolder() throws IOException {
    Path folder = file().getParent();
    while (folder != null && !Files.isDirectory(folder)) {
      folder = folder.getParent();
    }
    SystemPrograms.openFolder(folder == null ? file() : folder);
  }

  /** Where the system does not say whose a port is, what was asked for at the start does. */
  private boolean ownPorts(int port) {
    return configuration.server().port() == port
        || configuration.otlp().httpPort().orElse(0) == port
        || configuration.otlp().grpcPort().orElse(0) == port;
  }

  private Entry entry(EffectiveValue value) {
    Setting setting = value.setting();
    Source source =
        value.isDefault() ? Source.DEFAULT : value.isOfFile() ? Source.FILE : Source.START;
    return new Entry(
        setting.key(),
        value.shown(),
        Objects.requireNonNullElse(setting.fallback(), ""),
        value.origin(),
        source,
        setting.description());
  }
}
