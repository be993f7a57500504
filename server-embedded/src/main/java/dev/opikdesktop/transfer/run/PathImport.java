package dev.opikdesktop.transfer.run;

import dev.opikdesktop.transfer.api.Server;
import dev.opikdesktop.transfer.folder.Manifest;
import dev.opikdesktop.transfer.folder.PartFormat;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Imports whatever can be. An interrupt of its thread ends it; the next run goes on there. */
public final class PathImport {
  private final Server server;
  private final PartFormat parquet;
  private final Path states;
  private final ImportListener listener;

  /**
   * An import to a server.
   *
   * @param parquet reads Parquet; asked only where there is some
   * @param states the folder in which it is noted how far imports came
   */
  public PathImport(Server server, PartFormat parquet, Path states, ImportListener listener) {
    this.server = server;
    this.parquet = parquet;
    this.states = states;
    this.listener = listener;
  }

  /**
   * Imports what was recognised.
   *
   * @param project the name of the project to import to, which is made if it is missing; null for
   *     those that it names itself
   * @throws dev.opikdesktop.transfer.records.TransferException if it cannot go on
   */
  public Imported run(Importable what, @Nullable String project) {
    Manifest manifest = what.manifest();
    if (manifest == null) {
      return new FileImport(server, states, listener).run(what.path(), project);
    }
    PartFormat format = manifest.format().equals(parquet.word()) ? parquet : PartFormat.JSON_LINES;
    return new FolderImport(server, states, listener)
        .run(what.path(), manifest, format, project == null ? manifest.projectName() : project);
  }
}
