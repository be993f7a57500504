package dev.opikdesktop.storage.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts a restored backup in the place of what a data folder holds, in steps that may be cut
 * anywhere: the file {@code restore/step} says how far it is, and each step may be done again. The
 * folder's lock is held, and nothing in it is open.
 *
 * <p>What was there goes to {@code replaced/}, where it stays as a backup of its own; it comes back
 * when the restored data cannot be opened.
 */
public final class FolderSwap {
  /** What a backup has, and what is replaced by one. */
  public static final List<String> PARTS =
      List.of(
          "engine", "write-ahead", "relational", "blobs", "imports", "model-prices.tsv", "version");

  private static final String FOLDER = "restore";
  private static final String REPLACED = "replaced";
  private static final String NAME = "before-";

  private final Path root;
  private final Path steps;

  private enum Step {
    /** The old parts leave. */
    OUT,
    /** The new parts come. */
    IN,
    /** The new parts are there; nobody has opened them yet. */
    TRYING,
    /** The new parts leave again. */
    BACK_OUT,
    /** The old parts come back. */
    BACK_IN
  }

  public FolderSwap(Path root) {
    this.root = root.toAbsolutePath();
    this.steps = this.root.resolve(FOLDER).resolve("step");
  }

  /** Where the backups lie that were replaced by others. */
  public static Path replaced(Path root) {
    return root.resolve(REPLACED);
  }

  /** Why the backup that was restored last could not be opened, if it could not. */
  public static Optional<String> failure(Path root) throws IOException {
    Path file = failureFile(root);
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  private static Path failureFile(Path root) {
    return replaced(root).resolve("failure");
  }

  /** Where the data have to lie when {@link #begin} is called. */
  public Path incoming() {
    return root.resolve(FOLDER).resolve("data");
  }

  /** From now on the next open puts {@link #incoming} in place. */
  public void begin(UUID id) throws IOException {
    Files.deleteIfExists(failureFile(root));
    write(Step.OUT, id);
  }

  /** Does what is to be done before the folder is read. Does nothing most times. */
  public void apply() throws IOException {
    Optional<State> found = state();
    if (found.isEmpty()) {
      return;
    }
    UUID id = found.get().id;
    Step step = found.get().step;
    if (step == Step.OUT) {
      move(root, old(id).resolve(Backup.DATA));
      header(id);
      write(Step.IN, id);
      step = Step.IN;
    }
    if (step == Step.IN) {
      move(incoming(), root);
      write(Step.TRYING, id);
    }
    if (step == Step.BACK_OUT || step == Step.BACK_IN) {
      goBack(step, id);
    }
  }

  /** The folder was opened: what was there before is an ordinary backup now. */
  public void opened() throws IOException {
    if (isTrying()) {
      end();
    }
  }

  /**
   * Puts back what was there before, if the restored data could not be opened.
   *
   * @param reason in words, for {@link #failure}
   * @return whether there is something else to open now
   */
  public boolean undo(String reason) throws IOException {
    Optional<State> found = state().filter(state -> state.step == Step.TRYING);
    if (found.isEmpty()) {
      return false;
    }
    write(Step.BACK_OUT, found.get().id);
    Files.writeString(failureFile(root), reason);
    goBack(Step.BACK_OUT, found.get().id);
    return true;
  }

  /** Whether the next open puts something in place. */
  public boolean isPending() throws IOException {
    return state().isPresent();
  }

  private boolean isTrying() throws IOException {
    return state().filter(state -> state.step == Step.TRYING).isPresent();
  }

  private void goBack(Step step, UUID id) throws IOException {
    if (step == Step.BACK_OUT) {
      move(root, incoming());
      write(Step.BACK_IN, id);
    }
    Files.deleteIfExists(old(id).resolve(Backup.HEADER));
    move(old(id).resolve(Backup.DATA), root);
    FolderTree.delete(old(id));
    end();
  }

  private void end() throws IOException {
    Files.delete(steps);
    FolderTree.delete(root.resolve(FOLDER));
  }

  private Path old(UUID id) {
    return replaced(root).resolve(NAME + id);
  }

  /** A part that is not at its old place has been moved. */
  private static void move(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String part : PARTS) {
      if (Files.exists(from.resolve(part))) {
        Files.move(from.resolve(part), to.resolve(part), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private void header(UUID id) throws IOException {
    Path folder = old(id);
    List<Path> files = FolderTree.files(folder.resolve(Backup.DATA));
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(folder.resolve(Backup.DATA).resolve(file));
    }
    String program = "";
    Path version = folder.resolve(Backup.DATA).resolve("version");
    if (Files.exists(version)) {
      program =
          Files.readAllLines(version).stream()
              .filter(line -> line.startsWith("program="))
              .map(line -> line.substring("program=".length()))
              .findFirst()
              .orElse("");
    }
    new Backup(id, folder, Instant.now(), program, bytes, files.size(), Backup.Kind.REPLACED)
        .write();
  }

  private record State(Step step, UUID id) {}

  private Optional<State> state() throws IOException {
    if (!Files.exists(steps)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(steps);
    try {
      return Optional.of(new State(Step.valueOf(lines.get(0)), UUID.fromString(lines.get(1))));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("The file " + steps + " is damaged", e);
    }
  }

  private void write(Step step, UUID id) throws IOException {
    Files.createDirectories(steps.getParent());
    Path fresh = steps.resolveSibling("step.new");
    Files.write(fresh, List.of(step.name(), id.toString()));
    Files.move(fresh, steps, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
