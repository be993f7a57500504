package dev.opikdesktop.desktop.launcher;

import dev.opikdesktop.server.configuration.Configuration;
import dev.opikdesktop.server.configuration.Setting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one start was asked for.
 *
 * @param headless without a window
 * @param opened what the window is to open first; null for nothing
 * @param configuration the file, the environment and the command line, put together
 */
record LaunchSettings(boolean headless, @Nullable String opened, Configuration configuration) {

  /**
   * Puts the command line over the environment and the file.
   *
   * @throws dev.opikdesktop.server.configuration.ConfigurationException with all faults there are
   */
  static LaunchSettings of(CommandLineOptions options, Map<String, String> environment) {
    Map<String, String> commandLine = new HashMap<>();
    put(commandLine, Setting.SERVER_HOST, Optional.ofNullable(options.host));
    put(commandLine, Setting.SERVER_PORT, Optional.ofNullable(options.port));
    put(commandLine, Setting.OTLP_HTTP_PORT, Optional.ofNullable(options.otlpHttpPort));
    put(commandLine, Setting.OTLP_GRPC_PORT, Optional.ofNullable(options.otlpGrpcPort));
    put(commandLine, Setting.DATA_FOLDER, Optional.ofNullable(options.dataFolder));
    Configuration configuration =
        Configuration.load(Optional.ofNullable(options.configuration), environment, commandLine);
    return new LaunchSettings(options.headless, options.opened, configuration);
  }

  LaunchSettings withoutWindow() {
    return new LaunchSettings(true, opened, configuration);
  }

  Path dataFolder() {
    return configuration.data().folder();
  }

  String host() {
    return configuration.server().host();
  }

  /** Whether {@link #host} was given as an option, and not by the file or the environment. */
  boolean hostIsOfCommandLine() {
    return configuration.values().stream()
        .anyMatch(
            value ->
                value.setting().equals(Setting.SERVER_HOST)
                    && value.origin().equals("command line"));
  }

  /** 0 for any free one. */
  int restPort() {
    return configuration.server().port();
  }

  /** The address as a client on this machine writes it. */
  String url(int port) {
    String host = host();
    boolean loopback = host.equals("127.0.0.1") || host.equals("::1") || host.equals("localhost");
    boolean any = host.equals("0.0.0.0") || host.equals("::");
    String name = loopback || any ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + port;
  }

  private static void put(Map<String, String> values, Setting setting, Optional<?> value) {
    value.ifPresent(given -> values.put(setting.key(), given.toString()));
  }
}
