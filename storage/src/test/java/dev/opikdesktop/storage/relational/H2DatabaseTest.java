package dev.opikdesktop.storage.relational;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2DatabaseTest extends RelationalContract {
  @TempDir Path folder;

  @Override
  protected Relational open() throws Exception {
    return H2Database.open(folder, Files.createDirectories(folder.resolve("backups")), () -> {});
  }
}
