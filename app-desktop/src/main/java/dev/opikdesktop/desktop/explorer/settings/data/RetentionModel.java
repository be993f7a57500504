package dev.opikdesktop.desktop.explorer.settings.data;

import dev.opikdesktop.desktop.client.ClientException;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.client.RetentionRule;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * How long traces are kept: the rules that hold, and one that is being made. Lives on the drawing
 * thread.
 */
public final class RetentionModel {
  private static final int MOST_PROJECTS = 1000;

  /** Rules of everything first. */
  private static final Comparator<Shown> ORDER =
      Comparator.comparing((Shown shown) -> shown.rule().projectId() != null)
          .thenComparing(Shown::scope);

  private final OpikClient client;
  private final Background background;
  private final ObservableList<Shown> rules = FXCollections.observableArrayList();
  private final ObservableList<Scope> scopes = FXCollections.observableArrayList();
  private final BooleanProperty known = new SimpleBooleanProperty();
  private final StringProperty failure = new SimpleStringProperty("");
  private final StringProperty notServed = new SimpleStringProperty("");
  private final StringProperty writeFailure = new SimpleStringProperty("");

  private final ObjectProperty<Scope> draftScope = new SimpleObjectProperty<>(Scope.ALL);
  private final ObjectProperty<Retention> draftKept =
      new SimpleObjectProperty<>(Retention.BASE_60D);
  private final BooleanProperty draftToPast = new SimpleBooleanProperty();
  private final StringProperty concern = new SimpleStringProperty("");
  private boolean harmless;
  private int asked;

  public RetentionModel(OpikClient client, Background background) {
    this.client = client;
    this.background = background;
    draftScope.addListener(observable -> count());
    draftKept.addListener(observable -> count());
    draftToPast.addListener(observable -> count());
  }

  /**
   * What a rule is for.
   *
   * @param projectId null for all projects without a rule of their own
   */
  public record Scope(@Nullable String projectId, String name) {
    static final Scope ALL = new Scope(null, "All projects");

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A rule that holds.
   *
   * @param tooOld how many traces it would delete now; null when nobody knows
   */
  public record Shown(RetentionRule rule, String scope, @Nullable Long tooOld) {}

  public ObservableList<Shown> rules() {
    return rules;
  }

  /** What a new rule can be for. */
  public ObservableList<Scope> scopes() {
    return scopes;
  }

  /** Whether the server has answered once. */
  public BooleanProperty knownProperty() {
    return known;
  }

  /** Why the last question failed; empty when it did not. */
  public ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** Why a server has none; empty for one that may have some. */
  public ReadOnlyStringProperty notServedProperty() {
    return notServed;
  }

  /** Why the last change failed. */
  public ReadOnlyStringProperty writeFailureProperty() {
    return writeFailure;
  }

  public ObjectProperty<Scope> draftScopeProperty() {
    return draftScope;
  }

  ObjectProperty<Retention> draftKeptProperty() {
    return draftKept;
  }

  /** Whether the new rule holds for what is there already. */
  public BooleanProperty draftToPastProperty() {
    return draftToPast;
  }

  /** What the new rule would delete now. */
  public ReadOnlyStringProperty concernProperty() {
    return concern;
  }

  /** Whether it was counted that the new rule deletes nothing now. */
  boolean isHarmless() {
    return harmless;
  }

  boolean isReadOnly() {
    return client.isReadOnly();
  }

  /** The rule that is being made. */
  RetentionRule draft() {
    return RetentionRule.draft(
        draftScope.get().projectId(), draftKept.get().word(), draftToPast.get());
  }

  private record Found(
      List<RetentionRule> rules, List<Project> projects, @Nullable Map<String, Long> tooOld) {}

  public void refresh() {
    background.run(
        this::ask,
        (found, took) -> {
          failure.set("");
          notServed.set("");
          show(found);
          known.set(true);
          count();
        },
        problem -> {
          boolean isOther = ClientException.isNotServed(problem);
          notServed.set(
              isOther ? "This server has no retention rules: it is older than they are." : "");
          failure.set(isOther ? "" : String.valueOf(problem.getMessage()));
        });
  }

  private Found ask() {
    List<RetentionRule> held = client.retention().list();
    return new Found(
        held,
        client.projects().list(1, MOST_PROJECTS).content(),
        client.isReadOnly() || held.isEmpty() ? null : tooOldOrUnknown());
  }

  /** Null on a server that does not tell it. */
  private @Nullable Map<String, Long> tooOldOrUnknown() {
    try {
      return client.storage().tooOld();
    } catch (ClientException refused) {
      if (ClientException.isNotServed(refused)) {
        return null;
      }
      throw refused;
    }
  }

  private void show(Found found) {
    scopes.setAll(Scope.ALL);
    found.projects().stream()
        .sorted(Comparator.comparing(Project::name))
        .map(project -> new Scope(project.id(), project.name()))
        .forEach(scopes::add);
    rules.setAll(
        found.rules().stream()
            .map(rule -> new Shown(rule, scope(rule), tooOld(rule, found.rules(), found.tooOld())))
            .sorted(ORDER)
            .toList());
  }

  private String scope(RetentionRule rule) {
    if (rule.projectId() == null) {
      return rule.level().equals("organization") ? "All workspaces" : Scope.ALL.name();
    }
    return scopes.stream()
        .filter(each -> Objects.equals(each.projectId(), rule.projectId()))
        .map(Scope::name)
        .findFirst()
        .orElse("A project that is gone");
  }

  /** A project with a rule of its own is no concern of the others. */
  private static @Nullable Long tooOld(
      RetentionRule rule, List<RetentionRule> rules, @Nullable Map<String, Long> tooOld) {
    if (tooOld == null) {
      return null;
    }
    if (rule.projectId() != null) {
      return tooOld.getOrDefault(rule.projectId(), 0L);
    }
    boolean hidden =
        rule.level().equals("organization")
            && rules.stream().anyMatch(each -> each.level().equals("workspace"));
    List<String> own =
        rules.stream()
            .map(RetentionRule::projectId)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList();
    return hidden
        ? 0L
        : tooOld.entrySet().stream()
            .filter(entry -> !own.contains(entry.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
  }

  /** Makes the rule, in place of the one that held for the same. */
  public void create() {
    RetentionRule draft = draft();
    write(() -> client.retention().create(draft));
  }

  /** Ends a rule. */
  public void end(RetentionRule rule) {
    write(() -> client.retention().end(rule.id()));
  }

  /** Has a rule's values in the draft, to be changed there. */
  public void edit(Shown shown) {
    draftScope.set(new Scope(shown.rule().projectId(), shown.scope()));
    draftKept.set(Retention.of(shown.rule().retention()));
    draftToPast.set(shown.rule().applyToPast());
  }

  private void write(Runnable action) {
    writeFailure.set("");
    background.run(
        () -> {
          action.run();
          return true;
        },
        (written, took) -> refresh(),
        problem -> writeFailure.set(String.valueOf(problem.getMessage())));
  }

  private void count() {
    if (client.isReadOnly() || !known.get()) {
      return;
    }
    RetentionRule draft = draft();
    int question = ++asked;
    harmless = false;
    concern.set("Counting what it deletes now…");
    background.run(
        () -> client.storage().tooOldWith(draft),
        (found, took) -> {
          if (question == asked) {
            long traces = traces(draft, found);
            harmless = traces == 0;
            concern.set(
                harmless
                    ? "It deletes nothing now."
                    : "It deletes %s within an hour.".formatted(Words.traces(traces)));
          }
        },
        problem -> {
          if (question == asked) {
            harmless = !draft.applyToPast();
            concern.set(
                ClientException.isNotServed(problem)
                    ? "This server does not tell what that deletes now."
                    : "What it deletes now can't be counted: " + problem.getMessage());
          }
        });
  }

  /** What is too old by other rules is no concern of this one. */
  private long traces(RetentionRule draft, Map<String, Long> found) {
    return draft.projectId() != null
        ? found.getOrDefault(draft.projectId(), 0L)
        : found.entrySet().stream()
            .filter(
                entry ->
                    rules.stream()
                        .noneMatch(shown -> entry.getKey().equals(shown.rule().projectId())))
            .mapToLong(Map.Entry::getValue)
            .sum();
  }
}
