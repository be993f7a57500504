package dev.opikdesktop.desktop.explorer.opening;

import dev.opikdesktop.desktop.explorer.opening.FileOpener.Found;
import dev.opikdesktop.desktop.explorer.opening.FileOpener.Opened;
import dev.opikdesktop.desktop.explorer.opening.FileOpener.Taken;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** One file or folder that was handed over, from the look into it to what became of it. */
public final class Offer {
  /** How far it is. */
  public enum State {
    /** It is being looked into. */
    LOOKING,
    /** It is known, and the user decides. */
    KNOWN,
    /** It is nothing that can be read. */
    UNKNOWN,
    /** It is being read. */
    READING,
    /** It was read, and is shown or imported. */
    DONE,
    /** It could not be read. */
    FAILED
  }

  private final Path path;
  private final FileOpener opener;
  private final Background background;
  private final ObjectProperty<State> state = new SimpleObjectProperty<>(State.LOOKING);
  private final StringProperty words = new SimpleStringProperty("");
  private final DoubleProperty share = new SimpleDoubleProperty(-1);
  private @Nullable Found found;
  private @Nullable Taken taken;
  private @Nullable Reading reading;
  private String givenUp = "";

  Offer(Path path, FileOpener opener, Background background) {
    this.path = path;
    this.opener = opener;
    this.background = background;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state;
  }

  State state() {
    return state.get();
  }

  /** What is done just now, what has been done, or what is wrong. */
  public ReadOnlyStringProperty wordsProperty() {
    return words;
  }

  /** How much of it was read, from 0 to 1; -1 where nobody knows how much there is. */
  ReadOnlyDoubleProperty shareProperty() {
    return share;
  }

  /** What it is; null while it is looked into, and when it is nothing that can be read. */
  @Nullable Found found() {
    return found;
  }

  /** What was not taken over, and why: one thing each. */
  public List<String> leftOut() {
    return taken == null ? List.of() : taken.leftOut();
  }

  /** What was taken over; null before. */
  @Nullable Taken taken() {
    return taken;
  }

  /** The last part of its path. */
  public String name() {
    Path name = path.getFileName();
    return found != null ? found.name() : name == null ? path.toString() : name.toString();
  }

  /**
   * Looks into it.
   *
   * @param then runs when it is known
   */
  void look(Runnable then) {
    background.run(
        () -> opener.recognise(path),
        (known, took) -> {
          found = known;
          become(State.KNOWN, "");
          then.run();
        },
        problem -> become(State.UNKNOWN, sentence(problem)));
  }

  /** Opens it; what is opened is given to {@code then}, who closes it. */
  void open(Consumer<Opened> then) {
    Found known = found;
    if (known == null || state.get() == State.READING) {
      return;
    }
    Reading begun = begin("Opening…", "Not opened", known);
    background.run(
        () -> begun.on(() -> opener.open(known, begun)),
        (opened, took) -> {
          if (begun.isStopped()) {
            close(opened);
          } else {
            done(opened.taken(), "Opened");
            then.accept(opened);
          }
        },
        problem -> failed(begun, problem));
  }

  private void close(Opened opened) {
    background.run(
        () -> {
          opened.close();
          return true;
        },
        (closed, took) -> {},
        problem -> {});
  }

  /**
   * Imports it.
   *
   * @param project empty for those that it names itself
   * @param then told what was imported
   */
  void importTo(String project, Consumer<Taken> then) {
    Found known = found;
    if (known == null || state.get() == State.READING) {
      return;
    }
    Reading begun =
        begin("Importing…", "Not imported to its end. What was read so far stays", known);
    String name = project.isBlank() ? null : project.strip();
    background.run(
        () -> begun.on(() -> opener.importTo(known, name, begun)),
        (imported, took) -> {
          if (!begun.isStopped()) {
            done(imported, "Imported " + imported.contents() + " into " + projects(imported));
            then.accept(imported);
          }
        },
        problem -> failed(begun, problem));
  }

  private static String projects(Taken imported) {
    return String.join(", ", imported.projects());
  }

  /**
   * @param given what is to be said when it is given up
   */
  private Reading begin(String what, String given, Found known) {
    givenUp = given;
    Reading begun = new Reading(this, background, what, known.records());
    reading = begun;
    taken = null;
    share.set(-1);
    become(State.READING, what);
    return begun;
  }

  /** Gives up what is being done with it. */
  public void cancel() {
    if (reading != null && state.get() == State.READING) {
      reading.stop();
      become(State.KNOWN, givenUp);
    }
  }

  private void done(Taken result, String what) {
    taken = result;
    StringBuilder said = new StringBuilder(what).append('.');
    if (result.countLeftOut() > 0) {
      said.append(
          " %,d %s left out, with the reason:"
              .formatted(
                  result.countLeftOut(), result.countLeftOut() == 1 ? "thing was" : "things were"));
    }
    if (!result.end().isEmpty()) {
      said.append(" It could not be read to its end: ").append(result.end());
    }
    become(State.DONE, said.toString());
  }

  private void failed(Reading begun, Exception problem) {
    if (!begun.isStopped()) {
      become(State.FAILED, sentence(problem));
    }
  }

  private static String sentence(Exception problem) {
    return String.valueOf(problem.getMessage());
  }

  private void become(State next, String said) {
    words.set(said);
    state.set(next);
  }

  /** Whether everything that was in it was taken over. */
  boolean isWhole() {
    return taken != null && taken.isWhole();
  }

  void progressed(Reading of, String said) {
    if (isUnderWay(of)) {
      words.set(said);
    }
  }

  void reached(Reading of, double part) {
    if (isUnderWay(of)) {
      share.set(part);
    }
  }

  private boolean isUnderWay(Reading of) {
    return of == reading && state.get() == State.READING;
  }
}
