package dev.opikdesktop.desktop.launcher;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the subcommands that move projects in and out of files are asked for. */
sealed interface TransferOptions {

  /** {@code opik-desktop export}. */
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      usageHelpAutoWidth = true,
      description = {
        "Writes a project with everything that belongs to it to a folder.",
        "An export that was ended goes on when the same command is run again."
      })
  final class Export implements TransferOptions {
    @Option(
        names = "--project",
        paramLabel = "NAME",
        required = true,
        converter = CommandLineOptions.ProjectName.class,
        description = "The project.")
    String project = "";

    @Option(
        names = "--output",
        paramLabel = "FOLDER",
        required = true,
        converter = CommandLineOptions.PathText.class,
        description = "The folder to write to; made if it is missing, and empty otherwise.")
    Path output = Path.of("");

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        description = "jsonl (JSON Lines) or parquet. Default: jsonl")
    Format format = Format.jsonl;
  }

  /** {@code opik-desktop import}. */
  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      usageHelpAutoWidth = true,
      description = {
        "Takes over an exported folder, after every file of it was checked; also a folder that the"
            + " opik command of the Python client exported, and files of OTLP's JSON or Jaeger's"
            + " JSON.",
        "An import that was ended goes on when the same command is run again; one that is repeated"
            + " changes nothing."
      })
  final class Import implements TransferOptions {
    @Parameters(
        paramLabel = "PATH",
        converter = CommandLineOptions.PathText.class,
        description = "The folder that was exported to, or the file.")
    Path path = Path.of("");

    @Option(
        names = "--project",
        paramLabel = "NAME",
        converter = CommandLineOptions.ProjectName.class,
        description = "The project to import to. Default: the names in what is imported")
    @Nullable String project;
  }

  /** As the command line and manifests write them. */
  enum Format {
    jsonl,
    parquet
  }
}
