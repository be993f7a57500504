package dev.opikdesktop.desktop.explorer.annotate;

import dev.opikdesktop.desktop.client.Annotations;
import dev.opikdesktop.desktop.client.AnnotationsApi;
import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.FeedbackDefinition;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.ScoreDefinition;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * What has been said of one thread, trace or span. Every write is followed by a read: what is shown
 * is what is stored.
 */
public final class AnnotateModel {
  private final OpikClient client;
  private final Background background;
  private final Clock clock;

  private final ObjectProperty<@Nullable Target> target = new SimpleObjectProperty<>();
  private final ObjectProperty<Annotations> shown = new SimpleObjectProperty<>(Annotations.NONE);
  private final ObjectProperty<List<ScoreDefinition>> definitions =
      new SimpleObjectProperty<>(List.of());
  private final StringProperty failure = new SimpleStringProperty("");
  private Runnable again = () -> {};
  private int reading;

  /**
   * What is annotated.
   *
   * @param traceId of a span: its trace
   */
  public record Target(LogKind kind, String projectId, String traceId, String id) {}

  public AnnotateModel(OpikClient client, Background background, Clock clock) {
    this.client = client;
    this.background = background;
    this.clock = clock;
  }

  /** Whether what has been said can only be read. */
  public boolean isReadOnly() {
    return client.isReadOnly();
  }

  /** Null while nothing is selected that could be annotated. */
  public ReadOnlyObjectProperty<@Nullable Target> targetProperty() {
    return target;
  }

  public ReadOnlyObjectProperty<Annotations> shownProperty() {
    return shown;
  }

  /** What can be scored, in the server's order. */
  public ReadOnlyObjectProperty<List<ScoreDefinition>> definitionsProperty() {
    return definitions;
  }

  /** Why the last write or read failed; empty when it did not. */
  public ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** Asks what can be scored, before anything is that is. */
  public void askForDefinitions() {
    background.run(
        this::definitions,
        (known, took) -> definitions.set(known),
        // They are asked for again with whatever is scored.
        problem -> {});
  }

  /**
   * Gives a score to something without turning to it. What fails is tried again as with what is
   * shown, which it becomes.
   *
   * @param done is told whether it is given
   */
  public void give(
      Target to,
      String name,
      double value,
      String category,
      String reason,
      Consumer<Boolean> done) {
    background.run(
        () -> {
          client
              .annotations()
              .score(to.kind(), to.projectId(), to.id(), name, value, category, reason);
          return true;
        },
        (given, took) -> done.accept(given),
        problem -> {
          show(to);
          failed(to, problem, () -> score(name, value, category, reason));
          done.accept(false);
        });
  }

  /** Turns to another trace or span, or to none. */
  public void show(@Nullable Target wanted) {
    if (wanted != null && wanted.equals(target.get())) {
      refresh();
      return;
    }
    reading++;
    target.set(wanted);
    shown.set(Annotations.NONE);
    failure.set("");
    refresh();
  }

  /** Reads again what has been said. */
  public void refresh() {
    Target of = target.get();
    if (of == null) {
      return;
    }
    int asked = ++reading;
    background.run(
        () -> new Read(definitions(), read(of)),
        (read, took) -> {
          if (asked == reading) {
            definitions.set(read.definitions());
            shown.set(read.said());
          }
        },
        problem -> failed(of, problem, this::refresh));
  }

  /** Something was written somewhere: what can be scored may be more, or less. */
  public void changed(Change change) {
    if (change.concerns(written -> written.entity().equals("feedback_definition"))) {
      askForDefinitions();
      refresh();
    }
  }

  /** Tries again what failed. */
  public void retry() {
    failure.set("");
    again.run();
  }

  /**
   * Gives a score; the reason that was given before stays.
   *
   * @param category empty for a number alone
   */
  public void score(String name, double value, String category) {
    Annotations.Given before = shown.get().score(name);
    score(name, value, category, before == null ? "" : before.reason());
  }

  /** Gives a score with a reason, which may be empty. */
  public void score(String name, double value, String category, String reason) {
    write(
        (api, to) -> api.score(to.kind(), to.projectId(), to.id(), name, value, category, reason));
  }

  /**
   * Takes a score back.
   *
   * @param author whose; empty for everybody's
   */
  public void removeScore(String name, String author) {
    write((api, to) -> api.removeScore(to.kind(), to.projectId(), to.id(), name, author));
  }

  public void comment(String text) {
    if (!text.isBlank()) {
      write((api, to) -> api.comment(to.kind(), writable(to), text.strip()));
    }
  }

  public void changeComment(String commentId, String text) {
    if (!text.isBlank()) {
      write((api, to) -> api.changeComment(to.kind(), commentId, text.strip()));
    }
  }

  public void deleteComment(String commentId) {
    write((api, to) -> api.deleteComment(to.kind(), commentId));
  }

  public void addTag(String tag) {
    if (!tag.isBlank()) {
      tag(List.of(tag.strip()), List.of());
    }
  }

  public void removeTag(String tag) {
    tag(List.of(), List.of(tag));
  }

  private void tag(List<String> add, List<String> remove) {
    write(
        (api, to) -> {
          String trace = to.kind() == LogKind.SPANS ? to.traceId() : null;
          client.logs().tag(to.kind(), trace, List.of(writable(to)), add, remove);
        });
  }

  /** A thread has two ids: the one that its traces share, and the one it is written to by. */
  private String writable(Target to) {
    return to.kind() == LogKind.THREADS
        ? client.threads().thread(to.projectId(), to.id()).writableId()
        : to.id();
  }

  /** For times that are told from now. */
  Instant now() {
    return clock.instant();
  }

  private void write(Write write) {
    Target to = target.get();
    if (to == null) {
      return;
    }
    int asked = ++reading;
    failure.set("");
    background.run(
        () -> {
          write.on(client.annotations(), to);
          return read(to);
        },
        (said, took) -> {
          if (asked == reading) {
            shown.set(said);
          } else if (to.equals(target.get())) {
            refresh();
          }
        },
        problem -> failed(to, problem, () -> write(write)));
  }

  private List<ScoreDefinition> definitions() {
    return client.definitions().all().stream().map(FeedbackDefinition::score).toList();
  }

  private Annotations read(Target of) {
    return client.annotations().of(of.kind(), of.projectId(), of.id());
  }

  private void failed(Target of, Exception problem, Runnable repeat) {
    if (of.equals(target.get())) {
      again = repeat;
      failure.set(String.valueOf(problem.getMessage()));
    }
  }

  /** Something that is written about the target. */
  private interface Write {
    void on(AnnotationsApi api, Target to);
  }

  private record Read(List<ScoreDefinition> definitions, Annotations said) {}
}
