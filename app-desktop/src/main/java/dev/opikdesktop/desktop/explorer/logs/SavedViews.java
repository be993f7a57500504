package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The named queries, which the window remembers. */
public final class SavedViews {
  private static final Logger log = LoggerFactory.getLogger(SavedViews.class);
  private static final String KEY = "views";
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final WindowState memory;
  private final ObservableList<SavedView> all = FXCollections.observableArrayList();

  public SavedViews(WindowState memory) {
    this.memory = memory;
    try {
      all.addAll(List.of(JSON.readValue(memory.text(KEY, "[]"), SavedView[].class)));
    } catch (JacksonException unreadable) {
      log.warn("The saved views can't be read: {}", unreadable.getOriginalMessage());
    }
  }

  /** Of all projects, by name. */
  public ObservableList<SavedView> all() {
    return all;
  }

  /** Keeps a view; another one of its project with the same name gives way. */
  void keep(SavedView view) {
    List<SavedView> kept = new ArrayList<>(all);
    kept.removeIf(each -> sameName(each, view));
    kept.add(view);
    kept.sort((one, other) -> one.name().compareToIgnoreCase(other.name()));
    all.setAll(kept);
    save();
  }

  public void forget(SavedView view) {
    all.remove(view);
    save();
  }

  public void forgetAll() {
    all.clear();
    save();
  }

  private static boolean sameName(SavedView one, SavedView other) {
    return one.projectId().equals(other.projectId()) && one.name().equalsIgnoreCase(other.name());
  }

  private void save() {
    memory.put(KEY, JSON.writeValueAsString(List.copyOf(all)));
    memory.save();
  }
}
