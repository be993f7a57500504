package dev.opikdesktop.desktop.explorer.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.logs.LogView;
import dev.opikdesktop.desktop.explorer.logs.TimeRange;
import dev.opikdesktop.desktop.explorer.payload.PayloadModel;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The link to a place leads to it, and any text is a link or a sentence that says why not. */
class LinkPropertyTest {
  private static final Project PROJECT = Project.named(UUID.randomUUID().toString(), "p");

  @Property(tries = 1000)
  void theLinkToAPlaceLeadsToIt(@ForAll("places") Place place) {
    Link link = Link.read(Link.to(place));

    assertThat(placeOf(link)).isEqualTo(place);
    assertThat(link.server()).isNull();
  }

  @Property(tries = 1000)
  void anyTextIsALinkOrASentence(@ForAll("texts") String text) {
    if (Link.read(text).goal() instanceof Link.Wrong wrong) {
      assertThat(wrong.message()).isNotBlank().hasSizeLessThan(250);
    }
  }

  @Property(tries = 300)
  void aLinkThatWasChangedIsReadOrRefused(
      @ForAll("places") Place place, @ForAll("pieces") String piece, @ForAll double at) {
    String link = Link.to(place);
    int cut = (int) (Math.abs(at % 1) * link.length());

    Link.read(link.substring(0, cut) + piece + link.substring(cut));
    Link.read(link.substring(0, cut) + piece);
  }

  private static Place placeOf(Link link) {
    return switch (link.goal()) {
      case Link.Wrong wrong -> throw new AssertionError(wrong.message());
      case Link.Anywhere anywhere -> anywhere.place();
      case Link.InProject in -> {
        assertThat(in.projectId()).isEqualTo(PROJECT.id());
        yield in.place().apply(PROJECT);
      }
      case Link.OfTrace of -> of.place().apply(PROJECT);
    };
  }

  @Provide
  Arbitrary<Place> places() {
    Arbitrary<String> id = Arbitraries.create(UUID::randomUUID).map(UUID::toString);
    Arbitrary<String> written = written();
    return Arbitraries.oneOf(
        Arbitraries.of(new Place.Projects(), new Place.Settings(null, ""), new Place.Logs(PROJECT)),
        written.map(section -> new Place.Settings(null, section)),
        views().map(view -> new Place.Logs(PROJECT, view)),
        ranges().injectNull(0.2).map(range -> new Place.Overview(PROJECT, range)),
        Combinators.combine(
                id, id.injectNull(0.3), Arbitraries.of(PayloadModel.Part.class).injectNull(0.3))
            .as((trace, span, tab) -> new Place.OpenTrace(PROJECT, trace, span, tab)),
        Combinators.combine(id, id).as((left, right) -> new Place.Compare(PROJECT, left, right)),
        Combinators.combine(written, id.injectNull(0.3))
            .as((thread, turn) -> new Place.OpenThread(PROJECT, thread, turn)));
  }

  private static Arbitrary<LogView> views() {
    return Combinators.combine(
            Arbitraries.of(LogKind.class),
            Arbitraries.oneOf(Arbitraries.just(""), written()),
            Arbitraries.oneOf(Arbitraries.just(""), written()),
            ranges(),
            Arbitraries.oneOf(Arbitraries.of("start_time", "last_updated_at"), written()),
            Arbitraries.of(true, false))
        .as(LogView::new);
  }

  private static Arbitrary<TimeRange> ranges() {
    Arbitrary<Instant> instant =
        Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
    return Arbitraries.oneOf(
        Arbitraries.of(TimeRange.USUAL),
        Arbitraries.longs().between(1, 3_000_000_000L).map(Duration::ofSeconds).map(TimeRange::of),
        instant.map(from -> new TimeRange(null, from, null)),
        instant.map(to -> new TimeRange(null, null, to)),
        Combinators.combine(instant, Arbitraries.longs().between(0, 1_000_000))
            .as((from, length) -> TimeRange.between(from, from.plusMillis(length))));
  }

  private static Arbitrary<String> written() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "name = \"a & b\" AND tags contains \"100% + more\"", "chat/7?#", "..", "ü", "😀 \n"),
        Arbitraries.strings().ofMaxLength(30).filter(text -> !text.isBlank() && isWhole(text)));
  }

  private static boolean isWhole(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(60),
        pieces().list().ofMaxSize(8).map(list -> String.join("", list)));
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
        "opik-desktop:",
        "opik-desktop://open/",
        "http://",
        "https://localhost:5173/",
        "default/",
        "projects/",
        PROJECT.id(),
        "/trace?id=",
        "/logs?",
        "kind=traces",
        "&range=last:P1D",
        "&range=last:PT-1S",
        "&server=http://",
        "%",
        "%C3",
        "#",
        "//",
        "ü",
        "[",
        "\\",
        " ",
        "\0");
  }
}
