package dev.opikdesktop.desktop.explorer.payload;

import dev.opikdesktop.desktop.client.ErrorInfo;
import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.explorer.chat.Transcript;
import dev.opikdesktop.desktop.explorer.graph.FlowChart;
import dev.opikdesktop.desktop.explorer.text.Embedded;
import dev.opikdesktop.desktop.explorer.text.Folding;
import dev.opikdesktop.desktop.explorer.text.PayloadText;
import dev.opikdesktop.desktop.explorer.text.ValuePlace;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The payloads of one thing, one of them open at a time. Laying out happens off the drawing thread,
 * on which all else lives.
 */
public final class PayloadModel {
  /** The payloads there are. */
  public enum Part {
    MESSAGES("Messages"),
    INPUT("Input"),
    OUTPUT("Output"),
    METADATA("Metadata"),
    EVENTS("Events"),
    ERROR("Error"),
    GRAPH("Graph"),
    FILES("Files"),
    SCORES("Scores");

    private final String label;

    Part(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    /** Whether it is shown as lines. */
    boolean isText() {
      return this != MESSAGES && this != GRAPH && this != FILES && this != SCORES;
    }
  }

  private static final PayloadText NOTHING = PayloadText.ofPlain("", 80);

  private final Background background;
  private final Map<Part, Payload> payloads = new EnumMap<>(Part.class);
  private final ObjectProperty<Part> part = new SimpleObjectProperty<>(Part.INPUT);
  private final ObjectProperty<PayloadText> text = new SimpleObjectProperty<>(NOTHING);
  private final ObjectProperty<Transcript> messages = new SimpleObjectProperty<>(Transcript.NONE);
  private final ObjectProperty<FlowChart> graph = new SimpleObjectProperty<>(FlowChart.NONE);
  private final ObjectProperty<SpanEvents> events = new SimpleObjectProperty<>(SpanEvents.NONE);
  private final IntegerProperty files = new SimpleIntegerProperty();
  private final ObjectProperty<@Nullable ErrorInfo> error = new SimpleObjectProperty<>();
  private final BooleanProperty absent = new SimpleBooleanProperty(true);
  private final ObjectProperty<Written> written = new SimpleObjectProperty<>(Written.PRETTY);
  private final FindModel find;
  private final FoldModel folds;
  private Consumer<Found> filter = found -> {};
  private BiConsumer<String, Embedded> dataOpened = (path, data) -> {};
  private Part wanted = Part.MESSAGES;
  private String note = "";
  private int reading;
  private int columns = 100;
  private int layout;
  private Payload laidOut = Payload.NONE;
  private Written laidOutAs = Written.PRETTY;

  public PayloadModel(Background background) {
    this.background = background;
    this.find = new FindModel(background, NOTHING);
    this.folds = new FoldModel(background);
  }

  Background background() {
    return background;
  }

  /** A value of a payload, to ask the logs for others like it. */
  public record Found(Part part, String path, String value) {}

  /** Words to look for in the open payload. */
  public FindModel find() {
    return find;
  }

  /** How payloads are written down. */
  public ReadOnlyObjectProperty<Written> writtenProperty() {
    return written;
  }

  public void write(Written as) {
    if (written.get() != as) {
      written.set(as);
      layOut();
    }
  }

  /** What to do when the logs are to be filtered by a value. */
  public void whenFiltered(Consumer<Found> action) {
    filter = action;
  }

  /** What is folded away of the open payload. */
  public FoldModel folds() {
    return folds;
  }

  /** Whether the rows hold values with paths. */
  public boolean hasPaths() {
    return text.get().style() != PayloadText.Style.PLAIN;
  }

  /** Finds out where a row's value stands; nothing happens where the text has no values. */
  public void placeOf(int row, Consumer<ValuePlace> then) {
    PayloadText of = text.get();
    if (hasPaths() && row >= 0 && row < folds.rows().size()) {
      int line = folds.rows().folding().lineOf(row);
      background.run(
          () -> ValuePlace.of(of, line), (place, took) -> then.accept(place), problem -> {});
    }
  }

  /** The text of a row's value: of a string what it says, of an object or a list all of it. */
  public void valueOf(int row, Consumer<String> then) {
    PayloadText of = text.get();
    if (hasPaths() && row >= 0 && row < folds.rows().size()) {
      int line = folds.rows().folding().lineOf(row);
      background.run(
          () -> ValuePlace.textOf(of, line), (value, took) -> then.accept(value), problem -> {});
    }
  }

  /** Looks at the file that a row's string is. */
  public void openData(int row) {
    placeOf(
        row,
        place -> {
          Embedded data = place.value() == null ? null : Embedded.of(place.value());
          if (data != null) {
            open(Part.FILES);
            dataOpened.accept(place.path(), data);
          }
        });
  }

  /** What to do when a file inside of a payload is to be looked at; takes its path too. */
  public void whenDataOpened(BiConsumer<String, Embedded> action) {
    dataOpened = action;
  }

  /** Whether the logs can be asked for the values of the open payload. */
  boolean hasFilters() {
    return switch (part.get()) {
      case INPUT, OUTPUT, METADATA -> true;
      case MESSAGES, EVENTS, ERROR, GRAPH, FILES, SCORES -> false;
    };
  }

  /** Asks the logs for what has the same value at the same place. */
  public void filterBy(ValuePlace place) {
    if (place.value() != null && !place.path().isEmpty()) {
      filter.accept(new Found(part.get(), place.path(), place.value()));
    }
  }

  /** Which payload is open. */
  public ReadOnlyObjectProperty<Part> partProperty() {
    return part;
  }

  public ReadOnlyObjectProperty<PayloadText> textProperty() {
    return text;
  }

  /** The payloads read as a conversation; none where they are not one. */
  public ReadOnlyObjectProperty<Transcript> messagesProperty() {
    return messages;
  }

  /** The graph that the metadata carry; an empty one where they carry none. */
  public ReadOnlyObjectProperty<FlowChart> graphProperty() {
    return graph;
  }

  /** What happened meanwhile, as OpenTelemetry told it. */
  ReadOnlyObjectProperty<SpanEvents> eventsProperty() {
    return events;
  }

  /** What went wrong; null for nothing. */
  public ReadOnlyObjectProperty<@Nullable ErrorInfo> errorProperty() {
    return error;
  }

  /** Whether the open payload was not logged. */
  public ReadOnlyBooleanProperty absentProperty() {
    return absent;
  }

  /**
   * Shows other payloads, the same part of them where they have it.
   *
   * @param start from which the times of events are counted
   * @param about said of the model's answer: which model, how long it took
   */
  public void show(
      Payload input,
      Payload output,
      Payload metadata,
      @Nullable ErrorInfo failed,
      Instant start,
      String about) {
    Map<Part, Payload> shown = new EnumMap<>(Part.class);
    shown.put(Part.INPUT, input);
    shown.put(Part.OUTPUT, output);
    shown.put(Part.METADATA, metadata);
    shown.put(Part.ERROR, failed == null ? Payload.NONE : new Payload(failed.wholeText(), false));
    if (shown.equals(payloads) && about.equals(note)) {
      return;
    }
    int asked = ++reading;
    note = about;
    payloads.putAll(shown);
    background.run(
        () ->
            new Read(
                Transcript.of(input, output, about),
                FlowChart.of(metadata),
                SpanEvents.of(metadata, start)),
        (read, took) -> {
          if (asked == reading) {
            begin(read, failed);
          }
        },
        problem -> {
          if (asked == reading) {
            begin(new Read(Transcript.NONE, FlowChart.NONE, SpanEvents.NONE), failed);
          }
        });
  }

  /** What was found in the payloads. */
  private record Read(Transcript messages, FlowChart graph, SpanEvents events) {}

  private void begin(Read read, @Nullable ErrorInfo failed) {
    messages.set(read.messages());
    graph.set(read.graph());
    events.set(read.events());
    error.set(failed);
    boolean there =
        switch (wanted) {
          case MESSAGES -> !read.messages().isEmpty();
          case EVENTS -> read.events().count() > 0;
          case ERROR -> failed != null;
          case GRAPH -> !read.graph().isEmpty();
          case FILES -> files.get() > 0;
          case INPUT, OUTPUT, METADATA, SCORES -> true;
        };
    part.set(there ? wanted : read.messages().isEmpty() ? Part.INPUT : Part.MESSAGES);
    layOut();
  }

  /** How many files go with the payloads. */
  public ReadOnlyIntegerProperty filesProperty() {
    return files;
  }

  /** So many files go with the payloads. */
  public void withFiles(int count) {
    files.set(count);
    if (count == 0 && part.get() == Part.FILES) {
      part.set(messages.get().isEmpty() ? Part.INPUT : Part.MESSAGES);
      layOut();
    } else if (count > 0 && wanted == Part.FILES) {
      part.set(Part.FILES);
      layOut();
    }
  }

  /** What was opened last, which not all things have. */
  public Part wantedPart() {
    return wanted;
  }

  public void open(Part opened) {
    wanted = opened;
    if (part.get() != opened) {
      part.set(opened);
      layOut();
    }
  }

  /** The view says how many characters fit on a line. */
  public void fit(int charactersALine) {
    if (charactersALine != columns && charactersALine > 0) {
      columns = charactersALine;
      layOut();
    }
  }

  /** The whole open payload, for the clipboard. */
  public String toCopy() {
    if (part.get() == Part.MESSAGES) {
      return messages.get().text();
    }
    return opened().json();
  }

  private Payload opened() {
    return part.get() == Part.EVENTS
        ? events.get().events()
        : payloads.getOrDefault(part.get(), Payload.NONE);
  }

  private void layOut() {
    if (!part.get().isText()) {
      layout++;
      absent.set(false);
      return;
    }
    Payload payload = opened();
    boolean plain = part.get() == Part.ERROR;
    int width = columns;
    Written as = written.get();
    int asked = ++layout;
    boolean same = payload.equals(laidOut) && as == laidOutAs;
    background.run(
        () -> {
          PayloadText laid =
              plain ? PayloadText.ofPlain(payload.json(), width) : as.of(payload.json(), width);
          return Folding.begin(laid);
        },
        (begun, took) -> {
          if (asked == layout) {
            Folding shown = same ? folds.rows().folding().on(begun.text()) : begun;
            laidOut = payload;
            laidOutAs = as;
            absent.set(payload.isAbsent());
            folds.show(shown);
            text.set(shown.text());
            find.in(shown.text());
          }
        },
        problem -> {
          folds.show(Folding.begin(NOTHING));
          text.set(NOTHING);
        });
  }
}
