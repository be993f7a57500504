package dev.opikdesktop.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.storage.StoresSettings.AnalyticsPlace;
import dev.opikdesktop.storage.StoresSettings.RelationalPlace;
import dev.opikdesktop.storage.analytics.ClickHouseEndpoint;
import dev.opikdesktop.storage.analytics.Statement;
import dev.opikdesktop.storage.migration.Changelog;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {
  @TempDir Path temporary;

  @Test
  void allStoresOpenInANewFolderAndAgainInTheSameOne() {
    List<String> history;
    try (DataFolder folder = DataFolder.open(temporary);
        Stores stores = Stores.open(StoresSettings.local(folder))) {
      assertThat(stores.analytics().isReady()).isTrue();
      assertThat(stores.relational().isReady()).isTrue();
      history = history(stores);
      assertThat(history).hasSize(Changelog.analytics().changes());
    }
    try (DataFolder folder = DataFolder.open(temporary);
        Stores stores = Stores.open(StoresSettings.local(folder))) {
      assertThat(history(stores)).isEqualTo(history);
    }
  }

  @Test
  void aStartWithoutAnythingToMigrateDoesNotLoadLiquibase() throws Exception {
    try (DataFolder folder = DataFolder.open(temporary)) {
      Stores.open(StoresSettings.local(folder)).close();
    }
    try (ChildJvm child =
        ChildJvm.start(List.of("-Xlog:class+load:stdout"), Opener.class, temporary.toString())) {
      List<String> loaded = child.lines().toList();
      assertThat(child.endAndWait()).isZero();
      assertThat(loaded).anyMatch(line -> line.contains(" " + Stores.class.getName() + " "));
      assertThat(loaded).noneMatch(line -> line.contains(" liquibase."));
    }
  }

  /** Opens all stores and closes them. */
  static final class Opener {
    public static void main(String[] arguments) {
      try (DataFolder folder = DataFolder.open(Path.of(arguments[0]));
          Stores stores = Stores.open(StoresSettings.local(folder))) {
        System.out.println(stores.relational().isReady());
      }
    }
  }

  @Test
  void theFolderSaysHowManyChangesetsItHolds() throws Exception {
    try (DataFolder folder = DataFolder.open(temporary);
        Stores stores = Stores.open(StoresSettings.local(folder))) {
      assertThat(Files.readString(temporary.resolve("version")))
          .contains("relational=" + Changelog.relational().changes())
          .contains("analytics=" + Changelog.analytics().changes());
      assertThat(stores.engine()).isPresent();
    }
  }

  @Test
  void anAnalyticsServerThatIsAwayLeavesTheFolderAsItWas() {
    URI nowhere = URI.create("http://127.0.0.1:1");
    try (DataFolder folder = DataFolder.open(temporary)) {
      FolderVersion before = folder.version();
      StoresSettings settings =
          new StoresSettings(
              folder,
              new AnalyticsPlace.Server(new ClickHouseEndpoint(nowhere, "default", "", "opik")),
              new RelationalPlace.Embedded());
      assertThatThrownBy(() -> Stores.open(settings)).isInstanceOf(StorageException.class);
      assertThat(folder.version()).isEqualTo(before);
    }
  }

  private static List<String> history(Stores stores) {
    return stores
        .analytics()
        .query(
            Statement.of(
                "SELECT concat(ID, ' ', toString(DATEEXECUTED)) FROM DATABASECHANGELOG ORDER BY"
                    + " ORDEREXECUTED"),
            row -> row.string());
  }
}
