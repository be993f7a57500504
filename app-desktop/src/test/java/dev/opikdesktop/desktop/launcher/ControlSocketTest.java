package dev.opikdesktop.desktop.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.launcher.ControlSocket.Instance;
import dev.opikdesktop.desktop.launcher.ControlSocket.Request;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlSocketTest {
  private static final Instance SOMEBODY = new Instance(42, true, "http://localhost:5173");

  @TempDir Path folder;

  private final List<Request> received = new CopyOnWriteArrayList<>();

  @Test
  void theInstanceThatListensIsFound() throws IOException {
    try (ControlSocket ignored = listen()) {
      assertThat(ControlSocket.ask(path(), Request.SHOW)).contains(SOMEBODY);
      assertThat(received).containsExactly(Request.SHOW);
    }
  }

  @Test
  void whatIsToBeOpenedArrivesAsItWasWritten() throws IOException {
    String link = "opik-desktop://open/projects?x=%20+&y=ü \n";
    try (ControlSocket ignored = listen()) {
      assertThat(ControlSocket.ask(path(), Request.open(link))).contains(SOMEBODY);
      assertThat(received).containsExactly(Request.open(link));
    }
  }

  @Test
  void anInstanceThatHasNoPortYetSaysThatItIsStarting() throws IOException {
    var starting = new Instance(42, false, "");
    try (ControlSocket ignored = ControlSocket.listen(path(), request -> starting)) {
      Instance found = ControlSocket.ask(path(), Request.WHO).orElseThrow();
      assertThat(found).isEqualTo(starting);
      assertThat(found.words()).isEqualTo("process 42, which is starting");
    }
  }

  @Test
  void nobodyIsFoundWhereNobodyListens() {
    assertThat(ControlSocket.ask(path(), Request.WHO)).isEmpty();
  }

  @Test
  void whatAKilledInstanceLeftIsReplaced() throws IOException {
    Files.writeString(path(), "left over");
    try (ControlSocket ignored = listen()) {
      assertThat(ControlSocket.ask(path(), Request.WHO)).contains(SOMEBODY);
    }
  }

  @Test
  void aCallerThatSaysNothingKeepsNobodyWaiting() throws IOException {
    try (ControlSocket ignored = listen();
        SocketChannel silent = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
      assertThat(silent.isConnected()).isTrue();
      assertThat(ControlSocket.ask(path(), Request.WHO)).contains(SOMEBODY);
    }
  }

  @Test
  void aRequestThatDoesNotExistIsLeftUnanswered() throws IOException {
    try (ControlSocket ignored = listen()) {
      try (SocketChannel caller = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
        caller.write(UTF_8.encode("DANCE\n"));
        assertThat(caller.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      }
      assertThat(ControlSocket.ask(path(), Request.WHO)).contains(SOMEBODY);
      assertThat(received).containsExactly(Request.WHO);
    }
  }

  @Test
  void onlyItsOwnerMayOpenIt() throws IOException {
    try (ControlSocket ignored = listen()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aPathThatIsTooLongForASocketIsReplacedByAShortOneOfItsOwn() {
    Path one = folder.resolve("x".repeat(120)).resolve("one");
    Path other = folder.resolve("x".repeat(120)).resolve("other");
    assertThat(ControlSocket.pathFor(one).toString().length()).isLessThan(100);
    assertThat(ControlSocket.pathFor(one)).isEqualTo(ControlSocket.pathFor(one));
    assertThat(ControlSocket.pathFor(one)).isNotEqualTo(ControlSocket.pathFor(other));
  }

  private Path path() {
    return folder.resolve("control.sock");
  }

  private ControlSocket listen() throws IOException {
    return ControlSocket.listen(
        path(),
        request -> {
          received.add(request);
          return SOMEBODY;
        });
  }
}
