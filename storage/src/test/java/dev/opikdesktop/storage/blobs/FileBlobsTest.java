package dev.opikdesktop.storage.blobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobsTest extends BlobsContract {
  @TempDir Path folder;

  @Override
  protected Blobs open() {
    return FileBlobs.open(folder.resolve("blobs"));
  }

  @Test
  void whatAKilledProcessLeftHalfWrittenIsSweptAtTheNextOpen() throws Exception {
    Path orphan = folder.resolve("blobs/incoming/orphan");
    Files.writeString(orphan, "half");
    blobs.close();
    blobs = open();
    assertThat(orphan).doesNotExist();
  }

  @Test
  void deletingTheLastBlobOfAFolderRemovesTheFolder() throws Exception {
    blobs.put("a/b/c", "text/plain", new ByteArrayInputStream(new byte[1]));
    blobs.delete("a/b/c");
    assertThat(files(folder.resolve("blobs/objects"))).isEmpty();
  }

  @Test
  void everyNameOfAFileIsOneThatEverySystemTakes() throws Exception {
    for (String key : strangeKeys()) {
      blobs.put(key, "text/plain", new ByteArrayInputStream(new byte[1]));
    }
    for (Path file : files(folder.resolve("blobs/objects"))) {
      String name = file.getFileName().toString();
      assertThat(name).matches("[a-z0-9_.%~+-]{1,240}").doesNotEndWith(".");
      assertThat(name.toLowerCase(Locale.ROOT)).doesNotMatch("(con|nul|lpt1)([.~].*)?");
    }
  }

  @Test
  void theFileOfABlobBeginsWithItsContent() throws Exception {
    blobs.put("picture.png", "image/png", new ByteArrayInputStream("content".getBytes()));
    List<Path> files = files(folder.resolve("blobs/objects"));
    assertThat(Files.readString(files.getFirst())).startsWith("content");
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.filter(path -> !path.equals(root)).toList();
    }
  }
}
