package dev.opikdesktop.desktop.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.opikdesktop.desktop.wire.WireServer;
import dev.opikdesktop.server.RunningServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of an address before anybody turns to it. */
class ServerCheckTest {
  private static final String SECRET = "key-of-the-team";

  @TempDir Path folder;

  @Test
  void anOpikDesktopSaysWhichOneItIs() {
    ServerKind found = check(Access.to(RunningServer.shared().server().restUrl()));

    assertThat(found.extended()).isTrue();
    assertThat(found.label()).startsWith("Opik Desktop");
    assertThat(found.isOld()).isFalse();
  }

  @Test
  void opiksOwnServerIsOneToo() throws Exception {
    try (WireServer server = new WireServer()) {
      server.becomeOriginal("2.1.24");
      assertThat(check(Access.to(server.url()))).isEqualTo(new ServerKind(false, "2.1.24"));
    }
  }

  @Test
  void anOldOneIsKnownByItsVersion() throws Exception {
    try (WireServer server = new WireServer()) {
      server.becomeOriginal("1.9.87");
      assertThat(check(Access.to(server.url())).isOld()).isTrue();
    }
  }

  @Test
  void aServerThatWantsAKeySaysWhetherThisIsTheRightOne() throws Exception {
    try (WireServer server = new WireServer()) {
      server.demand(SECRET);

      assertThat(check(with(server.url(), SECRET)).extended()).isTrue();
      refused(Access.to(server.url()), "wants an API key");
      refused(with(server.url(), "another"), "refuses this API key");
    }
  }

  @Test
  void aWorkspaceThatThereIsNotIsNamed() {
    URI url = RunningServer.shared().server().restUrl();

    assertThat(check(new Access(url, "default", "", true)).extended()).isTrue();
    refused(new Access(url, "nobodys", "", true), "nobodys");
  }

  @Test
  void nobodyThereAndNoSuchHostAreToldApart() {
    refused(Access.to(URI.create("http://localhost:1")), "nothing listens there");
    refused(Access.to(URI.create("http://no-such-host.invalid")), "there is no host no-such-host");
  }

  @Test
  void anotherWebServerIsNoOpik() throws Exception {
    HttpServer page = page(200, "<html>Welcome</html>");
    URI url = url(page);
    try {
      refused(Access.to(url), "not Opik");
      page.removeContext("/");
      refused(Access.to(url), "not Opik");
      refused(Access.to(URI.create(url.toString().replace("http:", "https:"))), "https");
    } finally {
      page.stop(0);
    }
  }

  @Test
  void anOpikDesktopThatDoesNotAnswerToThisNameSaysSoItself() throws Exception {
    String words = "This server answers only to local names, not to 'opik.team'";
    HttpServer strict = page(403, "{\"code\":403,\"message\":\"%s\"}".formatted(words));
    try {
      refused(Access.to(url(strict)), words);
    } finally {
      strict.stop(0);
    }
  }

  private static HttpServer page(int status, String text) throws Exception {
    HttpServer page =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    page.createContext(
        "/",
        exchange -> {
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    page.start();
    return page;
  }

  private static URI url(HttpServer server) {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  @Test
  void aCertificateThatNobodyVouchesForIsNotTaken() throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
    server.start();
    try {
      refused(
          Access.to(URI.create("https://localhost:" + server.getAddress().getPort())),
          "its certificate is not one that this computer trusts");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aKeyIsInNoTextOfItsOwner() {
    Access access = new Access(URI.create("http://localhost:1"), "team", SECRET, false);

    assertThat(access.toString()).doesNotContain(SECRET);
    assertThatThrownBy(() -> check(access))
        .satisfies(
            failure -> assertThat(String.valueOf(failure.getMessage())).doesNotContain(SECRET));
  }

  private static Access with(URI address, String key) {
    return new Access(address, "", key, true);
  }

  private static ServerKind check(Access access) {
    try (OpikClient client = new OpikClient(access)) {
      return client.check();
    }
  }

  private static void refused(Access access, String words) {
    assertThatThrownBy(() -> check(access))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining(words);
  }

  private SSLContext selfSigned() throws Exception {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
