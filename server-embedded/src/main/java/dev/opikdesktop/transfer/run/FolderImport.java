package dev.opikdesktop.transfer.run;

import dev.opikdesktop.transfer.api.Server;
import dev.opikdesktop.transfer.api.ServerSink;
import dev.opikdesktop.transfer.folder.FolderSource;
import dev.opikdesktop.transfer.folder.Manifest;
import dev.opikdesktop.transfer.folder.PartFormat;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.TransferException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Imports an exported folder: compares every file with the manifest before anything is written, and
 * the counts of the project with it afterwards.
 */
public final class FolderImport {
  private final Server server;
  private final Path states;
  private final ImportListener listener;

  /**
   * An import to a server.
   *
   * @param states the folder in which it is noted how far imports came
   */
  public FolderImport(Server server, Path states, ImportListener listener) {
    this.server = server;
    this.states = states;
    this.listener = listener;
  }

  /**
   * Imports a folder.
   *
   * @param manifest that of the folder
   * @param project the name of the project to import to, which is made if it is missing
   * @throws TransferException if it cannot go on, or not everything arrived
   */
  public Imported run(Path folder, Manifest manifest, PartFormat format, String project) {
    try (FolderSource source = new FolderSource(folder, manifest, format, project);
        ServerSink sink = new ServerSink(server)) {
      source.verify();
      String description = manifest.project().path("description").asString(null);
      String id = server.makeProject(project, description);
      ImportState state = ImportState.load(states, id + "/" + manifest.hash());
      if (state.before().isEmpty()) {
        state.begin(server.counts(id));
      } else {
        listener.says("Going on where an earlier import ended.");
      }
      Imported.LeftOut leftOut = new Imported.LeftOut();
      TransferException end = new ImportRun(source, sink, state, listener, leftOut::add).run();
      if (end != null) {
        throw end;
      }
      // Whatever comes of it: the next import is a new one, which brings what is missing now.
      state.delete();
      Imported imported = leftOut.with(manifest.counts(), Set.of(project), null);
      if (imported.countLeftOut() == 0) {
        compare(manifest, state.before().orElseThrow(), server.counts(id));
      }
      return imported;
    }
  }

  /** What was there before may be part of what came, or not: so there is a least and a most. */
  private static void compare(
      Manifest manifest, Map<RecordKind, Long> before, Map<RecordKind, Long> after) {
    manifest
        .counts()
        .forEach(
            (kind, expected) -> {
              long least = Math.max(expected, before.getOrDefault(kind, 0L));
              long most = expected + before.getOrDefault(kind, 0L);
              long found = after.getOrDefault(kind, 0L);
              if (found < least || (found > most && kind != RecordKind.THREAD)) {
                throw new TransferException(
                    "The project holds %,d %s after the import; there should be %s."
                        .formatted(
                            found,
                            kind.word(),
                            least == most
                                ? "%,d".formatted(least)
                                : "%,d to %,d".formatted(least, most)));
              }
            });
  }
}
