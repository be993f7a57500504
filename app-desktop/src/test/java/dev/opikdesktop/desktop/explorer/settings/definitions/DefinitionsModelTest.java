package dev.opikdesktop.desktop.explorer.settings.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.FeedbackDefinition;
import dev.opikdesktop.desktop.client.ScoreDefinition;
import dev.opikdesktop.desktop.explorer.settings.definitions.DefinitionDraft.Type;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.server.RunningServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DefinitionsModelTest {
  private static final RunningServer SERVER = RunningServer.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name = "score-" + UUID.randomUUID();
  private Drawing drawing;
  private DefinitionsModel model;

  @BeforeEach
  void open() {
    drawing = new Drawing(URI.create("http://localhost:" + SERVER.server().restPort()));
    model = new DefinitionsModel(drawing.client(), drawing.background());
    drawing.run(model::refresh);
  }

  @AfterEach
  void close() {
    drawing.close();
  }

  @Test
  void oneIsMadeAndChangedToAnotherType() {
    create(draft -> draft.most().set("5"));
    assertThat(stored().score()).isEqualTo(new ScoreDefinition.Numerical(name, 0, 5));

    FeedbackDefinition made = stored();
    drawing.run(
        () -> {
          DefinitionDraft draft = DefinitionDraft.of(made);
          draft.description().set("How it sounds");
          draft.type().set(Type.CATEGORICAL);
          draft.categories().getFirst().word().set("rude");
          draft.categories().getLast().word().set("kind");
          draft.addCategory("overdone", "0,5");
          model.write(draft);
          model.save();
        });
    awaitStored(now -> now.description().equals("How it sounds"));

    assertThat(((ScoreDefinition.Categorical) stored().score()).values())
        .containsExactlyInAnyOrderEntriesOf(Map.of("rude", 0.0, "kind", 1.0, "overdone", 0.5));
    assertThat(stored().id()).isEqualTo(made.id());
  }

  @Test
  void aCopyIsANewOneOfAnotherName() {
    create(draft -> draft.type().set(Type.BOOLEAN));
    FeedbackDefinition first = stored();

    drawing.run(
        () -> {
          model.write(DefinitionDraft.copyOf(first));
          model.save();
        });

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                drawing.on(
                    () ->
                        model.all().stream()
                            .anyMatch(each -> each.name().equals(name + " (copy)"))));
    assertThat(stored().score()).isEqualTo(new ScoreDefinition.YesNo(name, "Yes", "No"));
  }

  @Test
  void whatIsMissingIsSaidBeforeTheServerIsAsked() {
    DefinitionDraft draft = DefinitionDraft.fresh();
    drawing.run(() -> model.write(draft));
    assertThat(save().at()).isSameAs(draft.name());

    draft.name().set(name);
    draft.most().set("0");
    assertThat(save().at()).isSameAs(draft.most());

    draft.type().set(Type.CATEGORICAL);
    assertThat(save().at()).isSameAs(draft.categories().getFirst().word());
    draft.categories().getFirst().word().set("same");
    draft.categories().getLast().word().set("same ");
    assertThat(save().text()).contains("'same'");
    draft.categories().getLast().word().set("other");
    draft.categories().getLast().value().set("one");
    assertThat(save().at()).isSameAs(draft.categories().getLast().value());

    draft.type().set(Type.BOOLEAN);
    draft.no().set(" ");
    assertThat(save().at()).isSameAs(draft.no());
    assertThat(drawing.on(() -> model.draftProperty().get())).isSameAs(draft);
  }

  @Test
  void aNameThatIsTakenIsSaidAndTheFormStays() {
    create(draft -> {});

    drawing.run(
        () -> {
          DefinitionDraft draft = DefinitionDraft.fresh();
          draft.name().set(name);
          model.write(draft);
          model.save();
        });

    await()
        .atMost(PATIENCE)
        .until(() -> drawing.on(() -> model.refusalProperty().get()).contains("already exists"));
    assertThat(drawing.on(() -> model.draftProperty().get())).isNotNull();
    assertThat(drawing.on(() -> model.savingProperty().get())).isFalse();
  }

  @Test
  void oneIsDeletedAndTheOneOfUsersIsNot() {
    create(draft -> {});
    FeedbackDefinition made = stored();
    drawing.run(() -> model.delete(made));
    await().atMost(PATIENCE).until(() -> found().isEmpty());

    FeedbackDefinition ofUsers =
        drawing.on(
            () ->
                model.all().stream()
                    .filter(each -> each.name().equals("User feedback"))
                    .findFirst()
                    .orElseThrow());
    drawing.run(() -> model.delete(ofUsers));
    await()
        .atMost(PATIENCE)
        .until(() -> drawing.on(() -> model.refusalProperty().get()).contains("cannot be deleted"));
  }

  @Test
  void whatAnotherWindowMakesAppears() {
    drawing.follow(model::changed);
    await().atMost(PATIENCE).until(() -> drawing.on(() -> model.knownProperty().get()));

    drawing
        .client()
        .definitions()
        .create(new FeedbackDefinition("", "", new ScoreDefinition.Numerical(name, 0, 1)));

    awaitStored(now -> true);
  }

  private void create(Consumer<DefinitionDraft> fill) {
    drawing.run(
        () -> {
          DefinitionDraft draft = DefinitionDraft.fresh();
          draft.name().set(name);
          fill.accept(draft);
          model.write(draft);
          model.save();
        });
    awaitStored(now -> true);
    assertThat(drawing.on(() -> model.draftProperty().get())).isNull();
  }

  private DefinitionDraft.Fault save() {
    return drawing.on(model::save);
  }

  private FeedbackDefinition stored() {
    return found().orElseThrow();
  }

  private Optional<FeedbackDefinition> found() {
    return drawing.on(
        () -> model.all().stream().filter(each -> each.name().equals(name)).findFirst());
  }

  private void awaitStored(Predicate<FeedbackDefinition> wanted) {
    await().atMost(PATIENCE).until(() -> found().filter(wanted).isPresent());
  }
}
