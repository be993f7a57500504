package dev.opikdesktop.desktop.explorer.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.explorer.connections.ConnectionsModel.Tested;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.WireServer;
import dev.opikdesktop.server.RunningServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsModelTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final URI HERE = URI.create("http://localhost:5173");
  private static final String SECRET = "opk_0123456789abcdef";

  @TempDir Path folder;
  private final List<Connection> opened = new ArrayList<>();
  private Drawing drawing;
  private ConnectionsModel model;

  @BeforeEach
  void open() {
    drawing = new Drawing(HERE);
    model = fresh();
  }

  @AfterEach
  void close() {
    drawing.close();
  }

  @Test
  void thisComputerIsAlwaysThereAndFirst() {
    assertThat(model.all()).containsExactly(model.here());
    assertThat(model.currentProperty().get()).isEqualTo(model.here());
    assertThat(model.title()).isEqualTo("Opik Desktop");

    model.remove(model.here());

    assertThat(model.all()).containsExactly(model.here());
  }

  @Test
  void whatIsKeptIsThereAfterTheNextStart() {
    assertThat(model.keep(team("https://opik.team.example/api"))).isEmpty();
    Connection team = model.all().getLast();
    model.open(team);
    assertThat(model.title()).startsWith("Team, https://opik.team.example, workspace shop");

    ConnectionsModel again = fresh();

    assertThat(again.all()).containsExactly(again.here(), team);
    assertThat(again.currentProperty().get()).isEqualTo(team);
    assertThat(again.access(team).apiKey()).isEqualTo(SECRET);
    assertThat(again.access(team).workspace()).isEqualTo("shop");
  }

  @Test
  void aKeyIsInAFileOfItsOwnThatItsOwnerAloneCanRead() throws Exception {
    model.keep(team("https://opik.team.example"));
    state().save();

    Path keys = folder.resolve("connection-keys.json");
    assertThat(Files.readString(keys)).contains(SECRET);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files.filter(file -> !file.equals(keys)))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(SECRET));
    }
    Connection team = model.all().getLast();
    assertThat(model.hint(team)).endsWith("cdef").doesNotContain("0123");
    assertThat(team.toString()).doesNotContain(SECRET);
  }

  @Test
  void aKeyStaysWhenTheRestIsChangedAndCanBeForgotten() {
    model.keep(team("https://opik.team.example"));
    String id = model.all().getLast().id();

    model.keep(new Draft(id, "Crew", "https://opik.team.example", "", null, Colour.RED));
    Connection crew = model.all().getLast();
    assertThat(crew.name()).isEqualTo("Crew");
    assertThat(model.access(crew).apiKey()).isEqualTo(SECRET);

    model.keep(new Draft(id, "Crew", "https://opik.team.example", "", "", Colour.RED));
    assertThat(model.access(crew).apiKey()).isEmpty();
    assertThat(model.hint(crew)).isEmpty();
  }

  @Test
  void theOneThatIsShownIsOpenedAnewWhenItsKeyIsChanged() {
    model.keep(team("https://opik.team.example"));
    Connection team = model.all().getLast();
    model.open(team);
    opened.clear();

    model.keep(new Draft(team.id(), "Team", "https://opik.team.example", "shop", "b", Colour.BLUE));

    assertThat(opened).containsExactly(team);
    assertThat(model.access(team).apiKey()).isEqualTo("b");
  }

  @Test
  void oneThatIsRemovedIsLeftAndForgotten() {
    model.keep(team("https://opik.team.example"));
    Connection team = model.all().getLast();
    model.open(team);
    model.memory(team).put("kind", "spans");

    assertThat(model.remove(team)).isEmpty();

    assertThat(model.currentProperty().get()).isEqualTo(model.here());
    ConnectionsModel again = fresh();
    assertThat(again.all()).containsExactly(again.here());
    assertThat(again.access(team).apiKey()).isEmpty();
    assertThat(again.memory(team).text("kind", "")).isEmpty();
  }

  @Test
  void eachRemembersItsOwn() {
    model.keep(team("https://opik.team.example"));
    Connection team = model.all().getLast();
    model.memory(model.here()).put("kind", "threads");
    model.memory(team).put("kind", "spans");

    assertThat(model.memory(model.here()).text("kind", "")).isEqualTo("threads");
    assertThat(model.memory(team).text("kind", "")).isEqualTo("spans");
  }

  @Test
  void aFileIsNotRememberedAndToldWhenItIsLeft() {
    AtomicInteger left = new AtomicInteger();
    Connection file = Connection.file("april.jsonl", URI.create("http://localhost:1"));
    model.open(file, left::incrementAndGet);
    assertThat(model.access(file).readOnly()).isTrue();
    assertThat(model.all()).containsExactly(model.here());
    assertThat(fresh().currentProperty().get().isHere()).isTrue();

    model.open(model.here());

    await().atMost(LONG).until(() -> left.get() == 1);
  }

  @Test
  void theLastOneIsShownAtTheStartWhenItAnswers() {
    model.keep(
        new Draft(
            "", "Team", RunningServer.shared().server().restUrl().toString(), "", "", Colour.BLUE));
    model.open(model.all().getLast());

    ConnectionsModel again = fresh();
    drawing.run(again::start);
    Tested found = test(again, again.all().getLast());

    assertThat(found.words()).contains("Opik Desktop").contains("answers");
    assertThat(drawing.on(() -> again.currentProperty().get()).name()).isEqualTo("Team");
    assertThat(drawing.on(() -> again.noticeProperty().get())).isEmpty();
  }

  @Test
  void thisComputerIsShownWithANoticeWhenTheLastOneIsAway() {
    model.keep(team("http://localhost:1"));
    Connection team = model.all().getLast();
    model.open(team);

    ConnectionsModel again = fresh();
    drawing.run(again::start);

    await().atMost(LONG).until(() -> drawing.on(() -> again.currentProperty().get().isHere()));
    assertThat(drawing.on(() -> again.noticeProperty().get()))
        .contains("Team can't be shown now")
        .contains("nothing listens there");
    assertThat(drawing.on(() -> fresh().currentProperty().get())).isEqualTo(team);
    drawing.run(again::forgetNotice);
    assertThat(drawing.on(() -> again.noticeProperty().get())).isEmpty();
  }

  @Test
  void aDraftIsTriedWithItsKey() throws Exception {
    try (WireServer server = new WireServer()) {
      server.demand(SECRET);
      server.becomeOriginal("2.1.24");

      CompletableFuture<Tested> found = new CompletableFuture<>();
      drawing.run(() -> model.test(team(server.url().toString()), found::complete));

      assertThat(found.get(30, TimeUnit.SECONDS).words())
          .startsWith("Opik 2.1.24 answers")
          .contains("every 30 s");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', needs an address",
    "opik.example, begins with http",
    "ftp://opik.example, begins with http",
    "http://, no address",
    "https://me:secret@opik.example, do not belong",
    "https://opik.example/?a=b, ends before",
    "https://opik .example, no address"
  })
  void whatIsNoAddressIsNotKept(String address, String why) {
    assertThat(model.keep(team(address))).contains(why);
    assertThat(model.all()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "https://opik.example/, https://opik.example",
    "' HTTPS://opik.example:8443/api/ ', https://opik.example:8443",
    "https://www.example.com/opik/api, https://www.example.com/opik",
    "http://[::1]:5173/api, http://[::1]:5173"
  })
  void anAddressIsTakenWithAndWithoutApi(String written, URI address) {
    assertThat(Address.parse(written)).isEqualTo(address);
  }

  private Tested test(ConnectionsModel of, Connection connection) {
    CompletableFuture<Tested> found = new CompletableFuture<>();
    drawing.run(() -> of.test(connection, found::complete));
    return found.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private WindowState state() {
    return WindowState.load(folder.resolve("window.properties"));
  }

  /** As after a start: what was remembered comes from the file. */
  private ConnectionsModel fresh() {
    if (model != null) {
      model.memory(model.here()).save();
    }
    ConnectionsModel fresh =
        new ConnectionsModel(
            drawing.background().part(), HERE, folder.resolve("window.properties"), state());
    fresh.whenOpened(opened::add);
    return fresh;
  }

  private static Draft team(String address) {
    return new Draft("", "Team", address, "shop", SECRET, Colour.BLUE);
  }
}
