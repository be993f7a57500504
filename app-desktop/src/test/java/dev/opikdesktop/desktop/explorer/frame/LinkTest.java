package dev.opikdesktop.desktop.explorer.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.logs.LogView;
import dev.opikdesktop.desktop.explorer.logs.TimeRange;
import dev.opikdesktop.desktop.wire.LoggedTrace;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTest {
  private static final String ID = "019aaaaa-0000-7000-8000-000000000001";
  private static final String TRACE = "019aaaaa-0000-7000-8000-000000000002";
  private static final String SPAN = "019aaaaa-0000-7000-8000-000000000003";
  private static final Project PROJECT = Project.named(ID, "p");
  private static final String BEGIN = "opik-desktop://open/projects/" + ID;

  @Test
  void aLinkSaysWhatIsNotAsUsual() {
    LogView failed =
        LogView.all(LogKind.SPANS)
            .asking("error_info is_not_empty", "")
            .within(TimeRange.of(Duration.ofDays(1)))
            .sortedBy("duration", false);

    assertThat(Link.to(new Place.Logs(PROJECT, failed)))
        .isEqualTo(
            BEGIN
                + "/logs?kind=spans&query=error_info%20is_not_empty&range=last:PT24H"
                + "&sort=duration&order=asc");
    assertThat(Link.to(new Place.Logs(PROJECT, LogView.all(LogKind.THREADS))))
        .isEqualTo(BEGIN + "/logs?kind=threads");
    assertThat(
            Link.to(
                new Place.OpenTrace(PROJECT, TRACE, SPAN), URI.create("https://opik.test"), "team"))
        .isEqualTo(
            BEGIN
                + "/trace?id="
                + TRACE
                + "&span="
                + SPAN
                + "&server=https:%2F%2Fopik.test&workspace=team");
  }

  @Test
  void aLinkNamesItsServerAndItsWorkspace() {
    Link link =
        Link.read("opik-desktop://open/projects?server=https%3A%2F%2Fopik.test/x&workspace=team");

    assertThat(link.server()).isEqualTo(URI.create("https://opik.test/x"));
    assertThat(link.workspace()).isEqualTo("team");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "show me                          | begins with opik-desktop://open/",
        "opik-desktop://show/projects     | begins with opik-desktop://open/",
        "opik-desktop://open/             | where nothing is",
        "opik-desktop://open/projects/7   | where nothing is",
        "opik-desktop://open/projects/7/logs                 | not an id: 7",
        "opik-desktop://open/projects/ID/dance               | 'dance'",
        "opik-desktop://open/projects/ID/trace               | does not say 'id'",
        "opik-desktop://open/projects/ID/trace?id=ID&span=x  | 'span' is not an id: x",
        "opik-desktop://open/projects/ID/trace?id=ID&tab=all | 'tab' can't be all",
        "opik-desktop://open/projects/ID/trace?id=ID&id=ID   | twice what 'id' is",
        "opik-desktop://open/projects/ID/thread?id=%20       | leaves 'id' empty",
        "opik-desktop://open/projects/ID/logs?query=a        | does not say 'kind'",
        "opik-desktop://open/projects/ID/logs?kind=traces&page=2 | 'page', which is not known",
        "opik-desktop://open/projects/ID/logs?kind=traces&range=last:P-1D | no stretch of time",
        "opik-desktop://open/projects?server=file:///etc     | 'server' is no address",
        "opik-desktop://open/projects?server=http://a@b      | 'server' is no address",
        "opik-desktop://open/projects?x=%zz                  | % that escapes nothing",
        "opik-desktop://open/projects?x=%FF                  | not UTF-8",
        "opik-desktop://open/settings?section=ü              | has to be escaped",
        "http://localhost:5173/default/datasets              | no page of Opik's projects",
        "http://localhost:5173/projects                      | no page of Opik's projects",
        "http://                                             | no address",
        "http://localhost/default/projects/x                 | not an id: x",
        "http://localhost/v1/session/redirect/projects       | does not say 'trace_id'"
      })
  void whatIsNoLinkIsToldWhy(String text, String why) {
    assertThat(Link.read(text.replace("ID", ID)).goal())
        .isInstanceOfSatisfying(
            Link.Wrong.class, wrong -> assertThat(wrong.message()).contains(why));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://localhost:5173/default/projects/ID/traces?tab=logs&logsType=traces&trace=TR"
            + " | http://localhost:5173 | /trace?id=TR",
        "https://opik.test/opik/default/projects/ID/logs?trace=TR&span=SP&size=100"
            + " | https://opik.test/opik | /trace?id=TR&span=SP",
        "http://127.0.0.1:5173/default/projects/ID/logs?thread=chat+7"
            + " | http://127.0.0.1:5173 | /thread?id=chat%207",
        "http://localhost:5173/default/projects/ID/logs?logsType=spans"
            + " | http://localhost:5173 | /logs?kind=spans",
        "HTTP://localhost:5173/default/projects/ID/ | http://localhost:5173 | /logs"
      })
  void anAddressOfTheWebPageIsALinkToo(String address, String server, String link) {
    Link read = Link.read(filled(address));

    assertThat(read.server()).isEqualTo(URI.create(server));
    assertThat(read.goal())
        .isInstanceOfSatisfying(
            Link.InProject.class,
            in -> {
              assertThat(in.projectId()).isEqualTo(ID);
              assertThat(Link.to(in.place().apply(PROJECT))).isEqualTo(BEGIN + filled(link));
            });
  }

  @Test
  void aRedirectThatClientsPrintNamesATraceAlone() {
    Link read =
        Link.read(
            "http://localhost:5173/api/v1/session/redirect/projects?trace_id="
                + TRACE
                + "&path=aHR0cDovL2xvY2FsaG9zdDo1MTczL2FwaS8=");

    assertThat(read.server()).isEqualTo(URI.create("http://localhost:5173"));
    assertThat(read.workspace()).isEqualTo(Link.WORKSPACE);
    assertThat(read.goal())
        .isInstanceOfSatisfying(
            Link.OfTrace.class, of -> assertThat(of.traceId()).isEqualTo(TRACE));
  }

  @Test
  void thePageThatAnSdksLinkEndsInNamesTheSamePlace() {
    LoggedTrace logged = LoggedTrace.on(RunningServer.shared());
    String page;
    try (LocalClient browser = new LocalClient(logged.server().server().restPort())) {
      String address =
          browser
              .get("/v1/session/redirect/projects?trace_id=" + logged.traceId())
              .header("Location");
      assertThat(Link.read(address).goal()).isInstanceOf(Link.InProject.class);
      page = browser.get(URI.create(address).getRawPath() + "?trace=" + logged.traceId()).text();
    }

    String link = page.replaceFirst("(?s).*href=\"([^\"]+)\".*", "$1");

    assertThat(Link.read(link).goal())
        .isInstanceOfSatisfying(
            Link.InProject.class,
            in ->
                assertThat(in.place().apply(PROJECT))
                    .isEqualTo(new Place.OpenTrace(PROJECT, logged.traceId(), null)));
  }

  private static String filled(String text) {
    return text.replace("ID", ID).replace("TR", TRACE).replace("SP", SPAN);
  }
}
