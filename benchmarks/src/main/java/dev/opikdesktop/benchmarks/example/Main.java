package dev.opikdesktop.benchmarks.example;

import java.io.UncheckedIOException;
import java.util.List;

/** Fills a server with example data. */
public final class Main {
  /** Stories that are sent together. */
  private static final int TOGETHER = 100;

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.setProperty("java.awt.headless", "true");
    Choices choices;
    try {
      choices = Choices.of(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println("example-data: " + e.getMessage());
      System.exit(2);
      return;
    }
    try (Server server = new Server(choices.url())) {
      fill(server, choices);
    } catch (IllegalStateException | UncheckedIOException e) {
      System.err.println("example-data: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void fill(Server server, Choices choices) throws InterruptedException {
    Sender sender = new Sender(server);
    sender.prepare();
    List<Story> stories = Stories.usual(choices.seed(), choices.now(), choices.traces());
    for (int from = 0; from < stories.size(); from += TOGETHER) {
      sender.send(stories.subList(from, Math.min(stories.size(), from + TOGETHER)));
    }
    List<Story> large = Stories.large(choices.seed(), choices.now(), choices.huge());
    large.forEach(story -> sender.send(List.of(story)));
    System.out.printf(
        "%d traces and %d spans in four projects%n",
        sum(stories, true) + sum(large, true), sum(stories, false) + sum(large, false));
    if (choices.live().isPositive()) {
      System.out.printf("New traces for %d seconds more%n", choices.live().toSeconds());
      new Live(sender, choices).run();
    }
  }

  private static int sum(List<Story> stories, boolean traces) {
    return stories.stream()
        .mapToInt(story -> traces ? story.traces.size() : story.spans.size())
        .sum();
  }
}
