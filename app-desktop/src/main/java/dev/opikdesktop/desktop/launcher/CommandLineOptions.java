package dev.opikdesktop.desktop.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/**
 * What the command line says. An option that is not there leaves the choice to the configuration.
 */
@Command(
    name = "opik-desktop",
    description =
        "Starts Opik Desktop: the trace explorer, Opik's REST API and OTLP on this machine.",
    versionProvider = CommandLineOptions.Version.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    subcommands = {
      TransferOptions.Export.class,
      TransferOptions.Import.class,
      DoctorCommand.Options.class,
      FetchCommand.Options.class
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:stopped by the user or a signal, or handed over to the window that is open already",
      "1:the start, an export, an import or a fetch failed for another reason; or doctor found a"
          + " fault",
      "2:the data folder is in use by another Opik Desktop",
      "3:the port of the REST API is taken",
      "4:the data folder was made by a newer version, or cannot be used",
      "64:the command line is wrong",
      "78:the configuration is wrong"
    })
final class CommandLineOptions {
  private static final String OFF = "off";

  @Parameters(
      arity = "0..1",
      paramLabel = "LINK|FILE",
      description = {
        "A link to what the window is to show, or a file or folder of traces to be opened"
            + " read-only; an open window shows it."
      })
  @Nullable String opened;

  @Option(names = "--headless", description = "Runs without a window.")
  boolean headless;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      converter = AddressText.class,
      description = "The address to listen on. Default: 127.0.0.1")
  @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortOrFree.class,
      description = "The port of the REST API; 0 picks a free one. Default: 5173")
  @Nullable Integer port;

  @Option(
      names = "--otlp-http-port",
      paramLabel = "PORT",
      converter = OtlpPortConverter.class,
      description =
          "The port of OTLP over HTTP; 0 picks a free one, off switches it off. Default: 4318")
  @Nullable OtlpPort otlpHttpPort;

  @Option(
      names = "--otlp-grpc-port",
      paramLabel = "PORT",
      converter = OtlpPortConverter.class,
      description =
          "The port of OTLP over gRPC; 0 picks a free one, off switches it off. Default: 4317")
  @Nullable OtlpPort otlpGrpcPort;

  @Option(
      names = "--data-dir",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      converter = PathText.class,
      description = "The folder for everything that is kept. Default: the system's place for it")
  @Nullable Path dataFolder;

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      converter = PathText.class,
      description = "The configuration file (YAML).")
  @Nullable Path configuration;

  /** A port for OTLP; empty when it is switched off. */
  record OtlpPort(OptionalInt number) {
    @Override
    public String toString() {
      return number.isPresent() ? Integer.toString(number.getAsInt()) : OFF;
    }
  }

  static final class AddressText implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (value.isBlank()) {
        throw new TypeConversionException("it is empty; name an address such as 127.0.0.1");
      }
      return value;
    }
  }

  /** An empty path would be the folder that the process happens to stand in. */
  static final class PathText implements ITypeConverter<Path> {
    @Override
    public Path convert(String value) {
      if (value.isBlank()) {
        throw new TypeConversionException("it is empty; name a path");
      }
      try {
        return Path.of(value);
      } catch (InvalidPathException e) {
        throw new TypeConversionException("'%s' is no path on this system".formatted(value));
      }
    }
  }

  static final class ProjectName implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (value.isBlank()) {
        throw new TypeConversionException("it is empty; name a project");
      }
      return value;
    }
  }

  static final class PortOrFree implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return parsePort(value)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is not a port: a number from 0 to 65535 is".formatted(value)));
    }
  }

  static final class OtlpPortConverter implements ITypeConverter<OtlpPort> {
    @Override
    public OtlpPort convert(String value) {
      if (value.equals(OFF)) {
        return new OtlpPort(OptionalInt.empty());
      }
      int number =
          parsePort(value)
              .orElseThrow(
                  () ->
                      new TypeConversionException(
                          "'%s' is not a port: a number from 0 to 65535 is, or off"
                              .formatted(value)));
      return new OtlpPort(OptionalInt.of(number));
    }
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = CommandLineOptions.class.getPackage().getImplementationVersion();
      return new String[] {"Opik Desktop " + (version == null ? "development" : version)};
    }
  }

  private static Optional<Integer> parsePort(String value) {
    try {
      int port = Integer.parseInt(value);
      return port >= 0 && port <= 65535 ? Optional.of(port) : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
