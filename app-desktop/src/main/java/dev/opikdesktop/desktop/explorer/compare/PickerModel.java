package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.client.ClientException;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Traces that one can be compared with: the run before of the same name first, then the newest of
 * the project, or those that words are found in.
 */
public final class PickerModel {
  private static final int MOST = 100;
  private static final Duration TYPING = Duration.ofMillis(200);
  private static final Pattern ID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private final OpikClient client;
  private final Background background;
  private final StringProperty words = new SimpleStringProperty("");
  private final StringProperty message = new SimpleStringProperty("");
  private final ObservableList<Candidate> candidates = FXCollections.observableArrayList();
  private Background.Running asking = () -> {};
  private @Nullable Trace trace;
  private int typed;

  public PickerModel(OpikClient client, Background background) {
    this.client = client;
    this.background = background.part();
    words.addListener(observable -> wordsTyped());
  }

  /** Words that are looked for, or the id of a trace. */
  public StringProperty wordsProperty() {
    return words;
  }

  /** Why there are none to choose from. */
  public ReadOnlyStringProperty messageProperty() {
    return message;
  }

  public ObservableList<Candidate> candidates() {
    return candidates;
  }

  /** Offers traces to compare one with. */
  public void open(Trace compared) {
    close();
    trace = compared;
    ask();
  }

  /** Gives up what is asked for. */
  public void close() {
    trace = null;
    words.set("");
    asking.cancel();
    candidates.clear();
    message.set("");
  }

  private void wordsTyped() {
    int now = ++typed;
    background.later(
        TYPING,
        () -> {
          if (now == typed) {
            ask();
          }
        });
  }

  private void ask() {
    Trace compared = trace;
    if (compared == null) {
      return;
    }
    asking.cancel();
    message.set("Asking the server");
    String wanted = words.get().strip();
    asking =
        background.run(
            () -> found(compared, wanted),
            (found, took) -> {
              candidates.setAll(found);
              message.set(found.isEmpty() ? "No other trace" : "");
            },
            problem -> {
              candidates.clear();
              message.set(String.valueOf(problem.getMessage()));
            });
  }

  private List<Candidate> found(Trace compared, String wanted) {
    List<Candidate> found = new ArrayList<>();
    if (ID.matcher(wanted).matches()) {
      try {
        Trace named = client.trace(wanted);
        if (named.projectId().equals(compared.projectId())) {
          found.add(Candidate.of(named));
        }
        return found;
      } catch (ClientException notThere) {
        // It may still stand in the text of others.
      }
    }
    LogQuery all = LogQuery.all(compared.projectId(), LogKind.TRACES);
    if (wanted.isEmpty()) {
      before(compared, all).ifPresent(found::add);
    }
    for (LogRecord row : client.logs().list(all.searching("", wanted), 1, MOST).content()) {
      boolean again = found.stream().anyMatch(other -> other.id().equals(row.id()));
      if (!again && !row.id().equals(compared.id())) {
        found.add(Candidate.of(row, ""));
      }
    }
    return found;
  }

  /** The run before of the same name. */
  private Optional<Candidate> before(Trace compared, LogQuery all) {
    if (compared.name().isEmpty()) {
      return Optional.empty();
    }
    String named = new Oql.Condition("name", "", Operator.EQUAL, compared.name()).text();
    String begun =
        new Oql.Condition("start_time", "", Operator.LESS_EQUAL, compared.startTime().toString())
            .text();
    return client.logs().list(all.searching(named + " AND " + begun, ""), 1, 2).content().stream()
        .filter(row -> !row.id().equals(compared.id()))
        .findFirst()
        .map(row -> Candidate.of(row, "previous run"));
  }
}
