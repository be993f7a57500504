package dev.opikdesktop.desktop.explorer.files;

import dev.opikdesktop.desktop.client.Attachment;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.text.Embedded;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The files of the selected trace or span, and the one of them that is looked at. */
public final class FilesModel {
  private static final int LONGEST_TEXT = 2_000_000;

  /** A larger file is not looked at here. */
  private static final int LARGEST = 100_000_000;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final OpikClient client;
  private final Background background;
  private final ObjectProperty<List<Attachment>> files = new SimpleObjectProperty<>(List.of());
  private final ObjectProperty<@Nullable Attachment> opened = new SimpleObjectProperty<>();
  private final StringProperty text = new SimpleStringProperty("");
  private final StringProperty said = new SimpleStringProperty("");
  private final ObjectProperty<@Nullable PdfPicture> page = new SimpleObjectProperty<>();
  private final SoundModel sound = new SoundModel();
  private int asked;
  private int reading;

  public FilesModel(OpikClient client, Background background) {
    this.client = client;
    this.background = background;
  }

  public ReadOnlyObjectProperty<List<Attachment>> filesProperty() {
    return files;
  }

  /** Null while there is none. */
  public ReadOnlyObjectProperty<@Nullable Attachment> openedProperty() {
    return opened;
  }

  /** What the open file says, where it is a text. */
  public ReadOnlyStringProperty textProperty() {
    return text;
  }

  /** The page that is shown of the open file, where that is a PDF; null until it is drawn. */
  public ReadOnlyObjectProperty<@Nullable PdfPicture> pageProperty() {
    return page;
  }

  /** Plays the open file, where that is a sound. */
  public SoundModel sound() {
    return sound;
  }

  /** What became of the last thing that was done; empty for nothing to say. */
  public ReadOnlyStringProperty saidProperty() {
    return said;
  }

  /** Turns to another trace or span. */
  public void show(LogKind kind, String projectId, String id) {
    int question = ++asked;
    background.run(
        () -> client.attachments().of(kind, projectId, id),
        (answer, took) -> {
          if (question == asked && !answer.equals(files.get())) {
            files.set(answer);
            open(answer.isEmpty() ? null : answer.getFirst());
          }
        },
        problem -> {
          if (question == asked) {
            clear();
            said.set(String.valueOf(problem.getMessage()));
          }
        });
  }

  /** Turns to files that are known; the one that is looked at stays while it is among them. */
  public void show(List<Attachment> known) {
    asked++;
    files.set(List.copyOf(known));
    Attachment open = opened.get();
    if (open != null && !known.contains(open)) {
      open(null);
    }
  }

  /** Nothing is selected that could have files. */
  public void clear() {
    asked++;
    files.set(List.of());
    open(null);
  }

  /** Looks at a file that stands in a payload, under its path. */
  public void openData(String path, Embedded data) {
    Attachment file = fileOf(path, data);
    if (!files.get().contains(file)) {
      List<Attachment> all = new ArrayList<>(files.get());
      all.add(file);
      files.set(List.copyOf(all));
    }
    open(file);
  }

  private static Attachment fileOf(String path, Embedded data) {
    String name = path.isEmpty() ? "value" : path;
    String ending = "." + data.extension();
    return new Attachment(
        name.toLowerCase(Locale.ROOT).endsWith(ending) ? name : name + ending,
        data.bytes(),
        data.type(),
        "data:" + data.type() + ";base64," + data.base64());
  }

  /** Looks at a file that a message names, or carries. */
  public void openNamed(String name, String source) {
    Embedded data = Embedded.of(source);
    Attachment known = named(source);
    if (known != null) {
      open(known);
    } else if (data != null) {
      openData(name, data);
    } else {
      said.set(source + " is elsewhere, and is not fetched");
    }
  }

  /** Whether a file that a message names can be looked at here. */
  public boolean has(String source) {
    return named(source) != null || Embedded.isOne(source, 0, source.length());
  }

  /** Looks at a file. */
  public void open(@Nullable Attachment file) {
    reading++;
    said.set("");
    text.set("");
    page.set(null);
    sound.close();
    opened.set(file);
    if (file == null) {
      return;
    }
    if (file.isText()) {
      read(
          () -> readable(file, client.attachments().text(file, LONGEST_TEXT)),
          read -> {
            text.set(read);
            said.set(
                file.bytes() > LONGEST_TEXT ? "The beginning is shown; save it to read all" : "");
          });
    } else if (file.isPdf()) {
      draw(file, 1);
    } else if (file.isSound()) {
      read(() -> SoundModel.read(client.attachments().bytes(file, LARGEST)), sound::open);
    }
  }

  /** JSON with a line for each value, where it is whole. */
  private static String readable(Attachment file, String text) {
    if (!file.isJson()) {
      return text;
    }
    try {
      return JSON.readTree(text).toPrettyString();
    } catch (JacksonException cut) {
      return text;
    }
  }

  /** Turns so many pages on, or back; stays where there are no more. */
  public void turn(int step) {
    Attachment file = opened.get();
    PdfPicture shown = page.get();
    if (file != null && shown != null) {
      int number = Math.clamp(shown.number() + step, 1, shown.pages());
      if (number != shown.number()) {
        reading++;
        draw(file, number);
      }
    }
  }

  private void draw(Attachment file, int number) {
    said.set("Drawing page " + number);
    read(
        () -> PdfPicture.of(client.attachments().bytes(file, LARGEST), number),
        read -> {
          page.set(read);
          said.set(read.pages() == 1 ? "1 page" : "Page %d of %d".formatted(number, read.pages()));
        });
  }

  private <T> void read(Callable<T> work, Consumer<T> then) {
    int question = reading;
    background.run(
        work,
        (read, took) -> {
          if (question == reading) {
            then.accept(read);
          }
        },
        problem -> {
          if (question == reading) {
            said.set(String.valueOf(problem.getMessage()));
          }
        });
  }

  /** Whether the system is asked for a program for a file. */
  public boolean canOpenOutside(Attachment file) {
    return Outside.canOpen(file);
  }

  /** Opens a file with the system's program for its kind. */
  public void openOutside(Attachment file) {
    said.set("Opening " + file.name());
    background.run(
        () -> {
          Path place = Outside.place(file);
          client.attachments().save(file, place);
          Outside.open(place);
          return place;
        },
        (place, took) -> said.set(""),
        problem -> said.set("The system has no program for it"));
  }

  public void save(Attachment file, Path to) {
    said.set("Saving " + file.name());
    background.run(
        () -> {
          client.attachments().save(file, to);
          return to;
        },
        (saved, took) -> said.set("Saved to " + saved),
        problem -> said.set(String.valueOf(problem.getMessage())));
  }

  /** Where a picture that a message names can be loaded from; what is no file stays as it is. */
  public String address(String source) {
    Attachment file = named(source);
    return file == null ? source : file.address();
  }

  private @Nullable Attachment named(String source) {
    for (Attachment file : files.get()) {
      if (file.isNamedBy(source)) {
        return file;
      }
    }
    return null;
  }
}
