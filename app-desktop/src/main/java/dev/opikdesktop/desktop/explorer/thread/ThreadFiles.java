package dev.opikdesktop.desktop.explorer.thread;

import dev.opikdesktop.desktop.client.Attachment;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.files.FilesModel;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of all turns, in the order of the turns. A server is asked turn by turn, and only for
 * those that were not asked for before: they come as they are found.
 */
final class ThreadFiles {
  /** A file may come after its turn: of so many of the last turns it is looked for again. */
  private static final int LAST = 10;

  /** After so many turns what was found is told. */
  private static final int AT_ONCE = 100;

  private final Background background;
  private final FilesModel model;
  private Map<String, List<Attachment>> known = Map.of();
  private @Nullable ThreadReading shown;
  private boolean underWay;
  private boolean again;

  ThreadFiles(OpikClient client, Background background) {
    this.background = background;
    this.model = new FilesModel(client, background);
  }

  FilesModel model() {
    return model;
  }

  /** Forgets all of them; what is under way was given up. */
  void clear() {
    shown = null;
    known = Map.of();
    underWay = false;
    again = false;
    model.clear();
  }

  /** Looks for the files of turns that are new. */
  void look(ThreadReading thread) {
    shown = thread;
    if (underWay) {
      again = true;
      return;
    }
    underWay = true;
    again = false;
    Map<String, List<Attachment>> before = known;
    background.run(
        () -> read(thread, before),
        (read, took) -> {
          show(thread, read);
          ended(thread);
        },
        // What is missing is looked for again with the next change.
        problem -> ended(thread));
  }

  private void ended(ThreadReading thread) {
    if (thread.equals(shown)) {
      underWay = false;
      if (again) {
        look(thread);
      }
    }
  }

  private Map<String, List<Attachment>> read(
      ThreadReading thread, Map<String, List<Attachment>> before) {
    List<String> ids = thread.ids();
    Map<String, List<Attachment>> all = new HashMap<>(before);
    int asked = 0;
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      if (!before.containsKey(id) || i >= ids.size() - LAST) {
        all.put(id, thread.files(id));
        asked++;
        if (asked % AT_ONCE == 0) {
          Map<String, List<Attachment>> some = ordered(ids, all);
          background.onDrawingThread(() -> show(thread, some));
        }
      }
    }
    return ordered(ids, all);
  }

  private static Map<String, List<Attachment>> ordered(
      List<String> ids, Map<String, List<Attachment>> files) {
    Map<String, List<Attachment>> ordered = new LinkedHashMap<>();
    for (String id : ids) {
      List<Attachment> of = files.get(id);
      if (of != null) {
        ordered.put(id, of);
      }
    }
    return ordered;
  }

  private void show(ThreadReading thread, Map<String, List<Attachment>> read) {
    if (thread.equals(shown)) {
      known = read;
      List<Attachment> files = new ArrayList<>();
      read.values().forEach(files::addAll);
      if (!files.equals(model.filesProperty().get())) {
        model.show(files);
      }
    }
  }
}
