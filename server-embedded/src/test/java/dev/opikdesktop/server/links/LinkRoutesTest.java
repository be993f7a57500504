package dev.opikdesktop.server.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.http.RawClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LinkRoutesTest {
  private static final int PORT = RunningServer.shared().server().restPort();
  private static final LocalClient CLIENT = new LocalClient(PORT);
  private static final String OWN = "http://127.0.0.1:" + PORT;
  private static final String REDIRECT = "/v1/session/redirect/";
  private static final UUID SOME = UUID.fromString("019aaaaa-0000-7000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("019aaaaa-0000-7000-8000-000000000002");

  private final String projectName = "links-" + UUID.randomUUID();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @Test
  void theLinkToATraceLeadsToItsPageUnderTheClientsOwnAddress() {
    UUID trace = logTrace("refund");
    String project = project();

    Answer answer = CLIENT.get(REDIRECT + "projects?trace_id=" + trace + "&path=" + base64(OWN));

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.bytes()).isEmpty();
    assertThat(answer.header("Location"))
        .isEqualTo(
            "%s/default/projects/%s/traces?tab=logs&logsType=traces&trace=%s"
                .formatted(OWN, project, trace));
  }

  @Test
  void whereTheRedirectLeadsStandsAPageThatNamesTheTrace() {
    UUID trace = logTrace("refund");
    String target = CLIENT.get(REDIRECT + "projects?trace_id=" + trace).header("Location");

    Answer page = CLIENT.get(target.substring(OWN.length()));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(page.text())
        .contains("<h1>refund</h1>", "In the project " + projectName, trace.toString())
        .contains(
            "href=\"opik-desktop://open/projects/%s/trace?id=%s\"".formatted(project(), trace));
  }

  @ParameterizedTest
  @CsvSource({
    "datasets?dataset_id=S, /default/datasets/S/items",
    "experiments?dataset_id=S&experiment_id=O,"
        + " /default/experiments/S/compare?experiments=%5B%22O%22%5D",
    "optimizations?dataset_id=S&optimization_id=O,"
        + " /default/optimizations/S/compare?optimizations=%5B%22O%22%5D",
    "datasets?dataset_id=S&workspace_name=default, /default/datasets/S/items"
  })
  void theOtherRedirectsNeedNothingButIds(String link, String page) {
    Answer answer = CLIENT.get(REDIRECT + ids(link));

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo(OWN + ids(page));
    assertThat(CLIENT.get(ids(page)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "projects, 400",
    "projects?trace_id=O, 404",
    "projects?trace_id=x, 404",
    "datasets, 400",
    "datasets?dataset_id=S&workspace_name=elsewhere, 404",
    "datasets?dataset_id=S&path=%25, 400",
    "experiments?dataset_id=S, 400",
    "optimizations?optimization_id=S, 400"
  })
  void aLinkToNothingIsRefused(String link, int status) {
    Answer answer = CLIENT.get(REDIRECT + ids(link));

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().has("errors") || answer.json().has("message")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://127.0.0.1:8443/behind/api/, https://127.0.0.1:8443/behind",
    "http://127.0.0.1:1/api, http://127.0.0.1:1",
    "http://evil.example/api, OWN",
    "javascript:alert(1), OWN",
    "http://127.0.0.1@evil.example/api, OWN"
  })
  void aLinkNeverLeadsToAnotherHost(String client, String base) {
    String link = REDIRECT + "datasets?dataset_id=" + SOME + "&path=";
    String target = base.replace("OWN", OWN) + "/default/datasets/" + SOME + "/items";

    assertThat(CLIENT.get(link + base64(client)).header("Location")).isEqualTo(target);
    String urlSafe = Base64.getUrlEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
    assertThat(CLIENT.get(link + urlSafe).header("Location")).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/default/projects                              | Projects",
        "/default/projects/P/                           | NAME",
        "/default/projects/P/agent-playground           | NAME",
        "/default/projects/P/a/b/c                      | NAME",
        "/opik/default/projects/P                       | NAME",
        "/opik/default/projects                         | Projects",
        "/default/projects/P/datasets/S/items           | S",
        "/default/projects/P/test-suites/S/items        | S",
        "/default/experiments/S/compare?experiments=%5B%22O%22%5D     | O",
        "/default/experiments/S/compare                 | S",
        "/opik/default/optimizations/S/compare?optimizations=%5B%22O%22%5D | O",
        "/default/projects/P/threads?thread=chat%207    | chat 7"
      })
  void thePagesThatNewerClientsNameAreThere(String page, String title) {
    logTrace("t");

    Answer answer = CLIENT.get(ids(page.replace("/P", "/" + project())));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text())
        .contains("<h1>" + ids(title.replace("NAME", projectName)) + "</h1>", "opik-desktop://");
  }

  @Test
  void whatClientsWroteStandsInThePageAsTextOnly() {
    UUID trace = logTrace("<script>alert('1')</script>&\\\"");

    Answer page = CLIENT.get("/default/projects/" + project() + "/traces?trace=" + trace);

    assertThat(page.text())
        .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;")
        .doesNotContain("<script");
  }

  @Test
  void thePageMayLoadAndRunNothing() {
    Answer page = CLIENT.get("/default/projects");

    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; style-src 'sha256-")
        .contains("base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.text()).contains("prefers-color-scheme: dark").doesNotContain("src=");
  }

  @Test
  void aTraceThatIsNotThereHasAPageThatSaysSo() {
    logTrace("t");

    Answer page = CLIENT.get("/default/projects/" + project() + "/traces?trace=" + SOME);

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.text()).contains("Not found", SOME.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/elsewhere/projects",
        "/default/projects/x",
        "/default/nothing",
        "/v1/private/nothing",
        "/"
      })
  void otherAddressesStayErrorsOfTheApi(String path) {
    Answer answer = CLIENT.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
  }

  @Test
  void anOpenWindowIsToldToShowWhatALinkNames() throws IOException {
    UUID trace = logTrace("refund");
    String project = project();
    String page = "/default/projects/" + project + "/traces?trace=";
    try (RawClient window = new RawClient(PORT)) {
      BufferedReader lines = listen(window, project);
      // A picture in another page, one that goes there by itself, a browser that fetches ahead, a
      // trace that is not there: nothing that anybody asked to see.
      CLIENT.get(page + trace, "Sec-Fetch-Dest", "image");
      CLIENT.get(page + trace, "Sec-Fetch-Dest", "document", "Sec-Fetch-Site", "cross-site");
      CLIENT.get(page + trace, "Sec-Fetch-Site", "same-site", "Sec-Fetch-Dest", "document");
      CLIENT.get(page + trace, "Sec-Purpose", "prefetch");
      CLIENT.get(page + SOME);

      CLIENT.get(page.replace("/traces?trace=", "/threads?thread=a%22b"));
      Answer shown =
          CLIENT.get(page + trace, "Sec-Fetch-Dest", "document", "Sec-Fetch-Site", "none");

      assertThat(shown.text()).contains("Opened in Opik Desktop").doesNotContain("<form");
      assertThat(nextShown(lines))
          .isEqualTo(
              "{\"kind\":\"thread\",\"project_id\":\"%s\",\"id\":\"a\\\"b\"}".formatted(project));
      assertThat(nextShown(lines))
          .isEqualTo(
              "{\"kind\":\"trace\",\"project_id\":\"%s\",\"id\":\"%s\"}".formatted(project, trace));
    }
  }

  @Test
  void aClickOnAForeignPageIsAWishAsWell() throws IOException {
    logTrace("refund");
    String project = project();
    try (RawClient window = new RawClient(PORT)) {
      BufferedReader lines = listen(window, project);

      CLIENT.get(
          "/default/projects/" + project, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-User", "?1");

      assertThat(nextShown(lines)).contains("\"kind\":\"project\"");
    }
  }

  @Test
  void aPageThatNobodyAskedForHasAButtonThatWorksOnceAndForThatPageAlone() throws IOException {
    UUID trace = logTrace("refund");
    String project = project();
    try (RawClient window = new RawClient(PORT)) {
      BufferedReader lines = listen(window, project);
      String page =
          CLIENT
              .get(
                  "/default/projects/" + project + "/traces?trace=" + trace,
                  "Sec-Fetch-Site",
                  "cross-site")
              .text();
      String button = page.replaceFirst("(?s).*action=\"([^\"]+)\".*", "$1");
      assertThat(button).startsWith("/default/shown/");

      assertThat(press(button, "Origin", "http://localhost:1").status()).isEqualTo(403);
      assertThat(press(button, "Sec-Fetch-Site", "same-site").status()).isEqualTo(403);
      assertThat(press("/default/shown/AAAA", "Origin", OWN).status()).isEqualTo(410);
      Answer pressed = press(button, "Origin", OWN);

      assertThat(pressed.status()).isEqualTo(200);
      assertThat(pressed.text()).contains("Opened in Opik Desktop");
      assertThat(nextShown(lines)).contains(trace.toString());
      assertThat(press(button, "Origin", OWN).status()).isEqualTo(410);
    }
  }

  private static Answer press(String button, String... headers) {
    return CLIENT.post(button, "", headers);
  }

  @Test
  void aWindowThatOpensLaterIsNotMoved() throws IOException {
    UUID trace = logTrace("refund");
    String project = project();
    CLIENT.get("/default/projects/" + project + "/traces?trace=" + trace);
    try (RawClient window = new RawClient(PORT)) {
      BufferedReader lines = listen(window, project, "Last-Event-ID: 1");

      CLIENT.get("/default/projects/" + project);

      assertThat(nextShown(lines)).contains("\"kind\":\"project\"");
    }
  }

  private static BufferedReader listen(RawClient window, String project, String... headers)
      throws IOException {
    String more = headers.length == 0 ? "Accept: */*" : headers[0];
    window.send(
        "GET /v1/private/opik-desktop/events?window=true&project_id=" + project + " HTTP/1.1",
        "Host: localhost",
        more,
        "",
        "");
    var lines = new BufferedReader(new InputStreamReader(window.in(), StandardCharsets.UTF_8));
    next(lines, "id:");
    return lines;
  }

  private static String nextShown(BufferedReader lines) throws IOException {
    next(lines, "event: show");
    return next(lines, "data: ").substring("data: ".length());
  }

  private static String next(BufferedReader lines, String beginning) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new IOException("The stream ended before " + beginning);
  }

  private UUID logTrace(String name) {
    UUID id = TimeOrderedIds.next();
    Answer logged =
        CLIENT.post(
            "/v1/private/traces",
            """
            {"id": "%s", "project_name": "%s", "name": "%s", "start_time": "2026-11-23T11:00:00Z"}
            """
                .formatted(id, projectName, name));
    assertThat(logged.status()).as(logged.text()).isEqualTo(201);
    return id;
  }

  private String project() {
    return CLIENT
        .post("/v1/private/projects/retrieve", "{\"name\": \"%s\"}".formatted(projectName))
        .json()
        .get("id")
        .asString();
  }

  private static String ids(String text) {
    return text.replaceAll("\\bS\\b", SOME.toString())
        .replaceAll("O(?![a-zA-Z])", OTHER.toString());
  }

  private static String base64(String url) {
    return Base64.getEncoder()
        .encodeToString(url.getBytes(StandardCharsets.UTF_8))
        .replace("+", "%2B")
        .replace("=", "%3D");
  }
}
