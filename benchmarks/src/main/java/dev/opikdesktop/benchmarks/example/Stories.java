package dev.opikdesktop.benchmarks.example;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All that is told of thirty days; the same for the same seed and moment. */
final class Stories {
  private static final int MEGABYTE = 1 << 20;

  private static final List<Teller> TELLERS =
      List.of(new SupportAgent(), new DocsAssistant(), new ResearchCrew(), new VoiceNotes());

  private Stories() {}

  /** Conversations and runs of about so many traces. */
  static List<Story> usual(long seed, Instant now, int traces) {
    List<Story> stories = new ArrayList<>();
    for (Teller teller : TELLERS) {
      int wanted = (int) Math.max(1, Math.round(traces * teller.share()));
      for (int number = 0, told = 0; told < wanted; number++) {
        Story story =
            new Story(teller.project(), new Draw(seed, teller.project(), number), new Rhythm(now));
        teller.tell(story, number);
        story.cut(now);
        told += story.traces.size();
        stories.add(story);
      }
    }
    return stories;
  }

  /** One trace of very many spans and one with a very long output. */
  static List<Story> large(long seed, Instant now, boolean huge) {
    Rhythm rhythm = new Rhythm(now);
    List<Story> stories = new ArrayList<>();
    Story archive = new Story("research-crew", new Draw(seed, "archive", 0), rhythm);
    ResearchCrew.archive(archive, now.minus(Duration.ofHours(7)), 15_000);
    stories.add(archive);
    stories.add(day(seed, now, rhythm, 5));
    if (huge) {
      Story library = new Story("research-crew", new Draw(seed, "archive", 1), rhythm);
      ResearchCrew.archive(library, now.minus(Duration.ofHours(31)), 100_000);
      stories.add(library);
      stories.add(day(seed, now, rhythm, 50));
    }
    return stories;
  }

  private static Story day(long seed, Instant now, Rhythm rhythm, int megabytes) {
    Story story = new Story("voice-notes", new Draw(seed, "day", megabytes), rhythm);
    VoiceNotes.wholeDay(story, now.minus(Duration.ofHours(5)), megabytes * MEGABYTE);
    return story;
  }

  /** What begins at a moment, of one application after the other. */
  static Story beginning(long seed, Instant start, int number) {
    // Runs of the crew take minutes, and one in eight is enough of them.
    Teller teller = number % 8 == 7 ? TELLERS.get(2) : TELLERS.get(new int[] {0, 1, 3}[number % 3]);
    Draw draw = new Draw(seed ^ start.toEpochMilli(), teller.project(), number);
    Story story = new Story(teller.project(), draw, Rhythm.at(start));
    teller.tell(story, number);
    return story;
  }
}
