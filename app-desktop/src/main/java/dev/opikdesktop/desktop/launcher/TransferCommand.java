package dev.opikdesktop.desktop.launcher;

import dev.opikdesktop.desktop.launcher.CommandLineOptions.OtlpPort;
import dev.opikdesktop.desktop.launcher.ControlSocket.Instance;
import dev.opikdesktop.desktop.launcher.ControlSocket.Request;
import dev.opikdesktop.desktop.launcher.TransferOptions.Format;
import dev.opikdesktop.storage.DataFolder;
import dev.opikdesktop.storage.DataFolderException;
import dev.opikdesktop.storage.DataFolderException.Reason;
import dev.opikdesktop.storage.FolderHolder;
import dev.opikdesktop.storage.engine.EngineLibrary;
import dev.opikdesktop.storage.engine.EngineSettings;
import dev.opikdesktop.transfer.api.Server;
import dev.opikdesktop.transfer.folder.FolderExport;
import dev.opikdesktop.transfer.folder.Manifest;
import dev.opikdesktop.transfer.folder.PartFormat;
import dev.opikdesktop.transfer.parquet.ParquetFormat;
import dev.opikdesktop.transfer.records.TransferException;
import dev.opikdesktop.transfer.run.Importable;
import dev.opikdesktop.transfer.run.Imported;
import dev.opikdesktop.transfer.run.PathImport;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * An export or import from the command line. It speaks to the Opik Desktop that has the data folder
 * open; where none has, a server without a window runs for as long as it takes.
 */
final class TransferCommand {
  private final CommandLineOptions place;
  private final PrintStream output;
  private final PrintStream messages;

  /**
   * A command over the data folder that the options name.
   *
   * @param output for the line that scripts read
   * @param messages for sentences to the person who started us
   */
  TransferCommand(CommandLineOptions place, PrintStream output, PrintStream messages) {
    this.place = place;
    this.output = output;
    this.messages = messages;
  }

  /**
   * Returns when it is done.
   *
   * @throws StartException if it cannot go on
   */
  void run(TransferOptions options) {
    place.host = "127.0.0.1";
    place.port = 0;
    place.otlpHttpPort = new OtlpPort(OptionalInt.empty());
    place.otlpGrpcPort = new OtlpPort(OptionalInt.empty());
    LaunchSettings settings = LaunchSettings.of(place, System.getenv());
    try (DataFolder folder = DataFolder.open(settings.dataFolder())) {
      LogFile.open(folder.logs(), settings.configuration().log().json());
      if (settings.configuration().analytics().isEmpty()) {
        Path unused =
            EngineLibrary.locate(
                settings.configuration().engine().library().orElse(null), messages::println);
      }
      try (LocalServer server =
          LocalServer.start(settings.configuration(), folder, settings.restPort())) {
        run(options, settings, settings.url(server.restPort()));
      }
    } catch (DataFolderException refused) {
      if (refused.reason() != Reason.HELD) {
        throw new StartException(
            ExitCode.FOLDER_REFUSED, String.valueOf(refused.getMessage()), refused);
      }
      run(options, settings, running(refused).url());
    }
  }

  private static Instance running(DataFolderException held) {
    return held.holder()
        .flatMap(FolderHolder::controlSocket)
        .flatMap(path -> ControlSocket.ask(path, Request.WHO))
        .filter(instance -> !instance.url().isEmpty())
        .orElseThrow(
            () ->
                new StartException(
                    ExitCode.FOLDER_HELD,
                    held.getMessage() + " It does not answer yet: try again in a moment.",
                    held));
  }

  private void run(TransferOptions options, LaunchSettings settings, String url) {
    try (WorkFolder work = WorkFolder.make();
        Server server = new Server(URI.create(url));
        ParquetFormat parquet =
            new ParquetFormat(
                () ->
                    EngineSettings.of(work.path())
                        .withLibrary(settings.configuration().engine().library().orElse(null))
                        .withProgress(messages::println))) {
      switch (options) {
        case TransferOptions.Export export -> export(export, server, parquet);
        case TransferOptions.Import import_ ->
            importFrom(import_, server, parquet, settings.dataFolder().resolve("imports"));
      }
    } catch (TransferException failure) {
      throw new StartException(
          ExitCode.START_FAILED, String.valueOf(failure.getMessage()), failure);
    }
  }

  private void export(TransferOptions.Export options, Server server, ParquetFormat parquet) {
    PartFormat format = options.format == Format.parquet ? parquet : PartFormat.JSON_LINES;
    Manifest manifest =
        new FolderExport(server, format, messages::println).run(options.project, options.output);
    output.println("exported " + Imported.words(manifest.counts()) + " to " + options.output);
  }

  private void importFrom(
      TransferOptions.Import options, Server server, ParquetFormat parquet, Path states) {
    Imported imported =
        new PathImport(server, parquet, states, messages::println)
            .run(Importable.at(options.path), options.project)
            .requireAll();
    output.println(
        "imported %s to %s %s"
            .formatted(
                Imported.words(imported.counts()),
                imported.projects().size() == 1 ? "the project" : "the projects",
                String.join(", ", imported.projects())));
  }
}
