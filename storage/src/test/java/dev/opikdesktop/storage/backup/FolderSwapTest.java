package dev.opikdesktop.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each step is cut after some of its moves, as by the end of the process, and done again. */
class FolderSwapTest {
  private static final UUID ID = UUID.randomUUID();
  private static final List<String> PARTS = List.of("engine", "relational", "version");

  @TempDir Path root;
  private Path incoming;
  private Path old;

  @BeforeEach
  void fill() throws IOException {
    incoming = root.resolve("restore").resolve("data");
    old = root.resolve("replaced").resolve("before-" + ID);
    for (String part : PARTS) {
      write(root.resolve(part), "old");
      write(incoming.resolve(part), "new");
    }
    write(root.resolve("model-prices.tsv"), "old");
  }

  @ParameterizedTest
  @CsvSource({"OUT,0", "OUT,1", "OUT,2", "OUT,3", "IN,0", "IN,1", "IN,2", "IN,3"})
  void aSwapThatWasCutIsEndedByTheNextOpen(String step, int moves) throws IOException {
    cut(step, moves);

    new FolderSwap(root).apply();
    new FolderSwap(root).apply();

    assertThat(held(root)).containsExactly("new", "new", "new");
    assertThat(root.resolve("model-prices.tsv")).doesNotExist();
    assertThat(held(old.resolve("data"))).containsExactly("old", "old", "old");
    new FolderSwap(root).opened();
    assertThat(root.resolve("restore")).doesNotExist();
    assertThat(Backup.in(old)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "TRYING,0",
    "BACK_OUT,1",
    "BACK_OUT,2",
    "BACK_OUT,3",
    "BACK_IN,0",
    "BACK_IN,1",
    "BACK_IN,3"
  })
  void whatCouldNotBeOpenedGoesAndWhatWasThereComesBack(String step, int moves) throws IOException {
    cut("OUT", 0);
    new FolderSwap(root).apply();

    if (step.equals("TRYING")) {
      assertThat(new FolderSwap(root).undo("damaged")).isTrue();
    } else {
      cut(step, moves);
      new FolderSwap(root).apply();
    }

    assertThat(held(root)).containsExactly("old", "old", "old");
    assertThat(root.resolve("model-prices.tsv")).hasContent("old");
    assertThat(old).doesNotExist();
    assertThat(root.resolve("restore")).doesNotExist();
    assertThat(new FolderSwap(root).undo("again")).isFalse();
  }

  @Test
  void whyABackupWasNotOpenedIsSaidUntilTheNextOne() throws IOException {
    new FolderSwap(root).begin(ID);
    new FolderSwap(root).apply();
    new FolderSwap(root).undo("It is damaged");

    assertThat(FolderSwap.failure(root)).hasValue("It is damaged");
    new FolderSwap(root).begin(ID);
    assertThat(FolderSwap.failure(root)).isEmpty();
  }

  /** Leaves the folder as a process does that ends after some of a step's moves. */
  private void cut(String step, int moves) throws IOException {
    Path data = old.resolve("data");
    Files.createDirectories(data);
    switch (step) {
      case "OUT" -> move(root, data, moves);
      case "IN" -> {
        move(root, data, PARTS.size());
        Files.move(root.resolve("model-prices.tsv"), data.resolve("model-prices.tsv"));
        new Backup(ID, old, java.time.Instant.now(), "", 0, 0, Backup.Kind.REPLACED).write();
        move(incoming, root, moves);
      }
      case "BACK_OUT" -> move(root, incoming, moves);
      case "BACK_IN" -> {
        move(root, incoming, PARTS.size());
        move(data, root, moves);
      }
      default -> throw new IllegalArgumentException(step);
    }
    Files.write(root.resolve("restore").resolve("step"), List.of(step, ID.toString()));
  }

  private static void move(Path from, Path to, int moves) throws IOException {
    for (String part : PARTS.subList(0, moves)) {
      Files.move(from.resolve(part), to.resolve(part));
    }
  }

  private static List<String> held(Path folder) throws IOException {
    return List.of(
        Files.readString(folder.resolve("engine")),
        Files.readString(folder.resolve("relational")),
        Files.readString(folder.resolve("version")));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
