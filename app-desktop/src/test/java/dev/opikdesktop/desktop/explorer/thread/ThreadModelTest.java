package dev.opikdesktop.desktop.explorer.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.Annotations;
import dev.opikdesktop.desktop.client.Attachment;
import dev.opikdesktop.desktop.explorer.export.FileFormat;
import dev.opikdesktop.desktop.wire.Drawing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Against the real server. */
class ThreadModelTest {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;
  private Chat chat;
  private Drawing drawing;
  private ThreadModel model;

  @BeforeEach
  void open() {
    chat = new Chat();
    drawing = new Drawing(Chat.url());
    model = new ThreadModel(drawing.client(), drawing.background(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    drawing.close();
    chat.close();
  }

  @Test
  void showsTheTurnsInTheOrderInWhichTheyWereSaid() {
    chat.turns(3);
    openThread(null);

    assertThat(asked(0)).isEqualTo("Question 0");
    assertThat(asked(2)).isEqualTo("Question 2");
    assertThat(drawing.on(() -> turn(1).answered().text())).isEqualTo("Answer **1**");
    assertThat(drawing.on(() -> model.threadProperty().get().children())).isEqualTo(6);
  }

  @Test
  void isAsLongAsTheThreadButReadsOnlyWhatIsLookedAt() {
    chat.turns(400);
    openThread(null);

    assertThat(drawing.on(() -> model.turns().size())).isEqualTo(400);
    assertThat(drawing.on(() -> model.turns().get(320).turn())).isNull();

    drawing.run(() -> model.visible(320, 324));

    await().until(() -> drawing.on(() -> model.turns().get(320).turn()) != null);
    assertThat(asked(320)).isEqualTo("Question 320");
  }

  @Test
  void opensAtTheTurnThatOneCameFrom() {
    chat.turns(130);

    openThread(chat.id(117));

    await().until(() -> drawing.on(() -> model.selectedProperty().get()) == 117);
    assertThat(drawing.on(() -> model.selectedTrace())).isEqualTo(chat.id(117));
  }

  @Test
  void aTurnThatTheListCutsIsReadWhole() {
    chat.turn(
        chat.object().put("question", "How long?"),
        chat.object().put("answer", "x".repeat(30_000)));
    openThread(null);

    drawing.run(() -> model.visible(0, 0));

    await().until(() -> drawing.on(() -> turn(0).answered().text().length()) == 30_000);
    assertThat(drawing.on(() -> turn(0).answered().large())).isTrue();
  }

  @Test
  void whatHasNoTextIsShownAsItsJson() {
    chat.turn(
        chat.object().put("from", 1).put("to", 2), chat.object().put("rows", 3).put("left", 0));
    openThread(null);

    assertThat(drawing.on(() -> turn(0).answered().text())).isEqualTo("{\"rows\":3,\"left\":0}");
    assertThat(drawing.on(() -> turn(0).asked().large())).isFalse();
  }

  @Test
  void theFilesOfAllTurnsStandInTheOrderOfTheTurns() {
    chat.turns(3);
    chat.attach(2, "late.png", "b");
    chat.attach(0, "early.png", "a");

    openThread(null);

    await().until(() -> files().equals(List.of("early.png", "late.png")));
    chat.turns(1);
    chat.attach(3, "last.png", "c");
    await()
        .until(
            () -> {
              drawing.run(model::refresh);
              return files().equals(List.of("early.png", "late.png", "last.png"));
            });
    drawing.run(model::close);
    assertThat(files()).isEmpty();
  }

  private List<String> files() {
    return drawing.on(
        () -> model.files().filesProperty().get().stream().map(Attachment::name).toList());
  }

  @Test
  void aPictureThatATurnNamesIsTheFileOfThatTurn() {
    for (int i = 0; i < 2; i++) {
      ObjectNode input = chat.object();
      ArrayNode content =
          input.putArray("messages").addObject().put("role", "user").putArray("content");
      content.addObject().put("type", "text").put("text", "See here");
      content
          .addObject()
          .put("type", "image_url")
          .putObject("image_url")
          .put("url", "[picture.png]");
      chat.turn(input, chat.object().put("answer", "Seen"));
      chat.attach(i, "picture.png", "bytes");
    }
    openThread(null);
    drawing.run(() -> model.visible(0, 1));

    for (int i = 0; i < 2; i++) {
      int index = i;
      await()
          .until(
              () ->
                  drawing
                      .on(() -> turn(index).address("[picture.png]"))
                      .contains("entity_id=" + chat.id(index)));
    }
    assertThat(drawing.on(() -> turn(0).address("elsewhere.png"))).isEqualTo("elsewhere.png");
  }

  @Test
  void newTurnsAppearAndRunningOnesEndByThemselves() {
    chat.turns(1);
    openThread(null);
    drawing.follow(model::changed);

    chat.turn(chat.object().put("question", "And now?"), null);

    await().until(() -> drawing.on(() -> model.turns().size()) == 2);
    drawing.run(() -> model.visible(0, 1));
    await().until(() -> drawing.on(() -> turn(1) != null && turn(1).isRunning()));
    assertThat(drawing.on(() -> model.selectedProperty().get())).isZero();
  }

  @Test
  void aThumbIsGivenChangedAndTakenBack() {
    chat.turns(1);
    openThread(null);

    for (boolean good : List.of(true, false)) {
      drawing.run(() -> model.judge(turn(0), good));
      await().until(() -> drawing.on(() -> turn(0).thumb() != null && turn(0).thumb() == good));
    }

    drawing.run(() -> model.judge(turn(0), false));
    await().until(() -> drawing.on(() -> turn(0).thumb() == null));
  }

  @Test
  void theThreadAsAWholeIsScoredCommentedAndTagged() {
    chat.turns(1);
    openThread(null);

    drawing.run(() -> model.annotate().score("resolved", 1, "", "It came."));
    await().until(() -> drawing.on(() -> said().score("resolved") != null));
    drawing.run(() -> model.annotate().comment("Well done"));
    await().until(() -> drawing.on(() -> said().comments().size() == 1));
    drawing.run(() -> model.annotate().addTag("kept"));
    await().until(() -> drawing.on(() -> said().tags().contains("kept")));

    drawing.run(model::refresh);
    await().until(() -> drawing.on(() -> model.threadProperty().get().tags().contains("kept")));
    assertThat(drawing.on(() -> model.threadProperty().get().comments()))
        .containsExactly("Well done");
    drawing.run(model::close);
    assertThat(drawing.on(() -> model.annotate().targetProperty().get() == null)).isTrue();
  }

  private Annotations said() {
    return model.annotate().shownProperty().get();
  }

  @Test
  void theWholeConversationIsWrittenToAFile() throws Exception {
    chat.turns(60);
    chat.turn(
        chat.object().put("question", "How long?"),
        chat.object().put("answer", "x".repeat(30_000)));
    chat.turn(chat.object().put("question", "And now?"), null);
    openThread(null);

    JsonNode thread = JSON.readTree(exported(FileFormat.JSON));
    JsonNode history = thread.path("conversation_history");
    assertThat(thread.path("id").stringValue()).isEqualTo(Chat.THREAD);
    assertThat(thread.path("number_of_messages").asInt()).isEqualTo(124);
    assertThat(history.size()).isEqualTo(123);
    assertThat(history.get(1).path("role").stringValue()).isEqualTo("assistant");
    assertThat(history.get(1).path("content").stringValue()).isEqualTo("Answer **0**");
    assertThat(history.get(119).path("content").stringValue()).isEqualTo("Answer **59**");
    assertThat(history.get(119).path("trace_id").stringValue()).isEqualTo(chat.id(59));
    assertThat(history.get(121).path("content").stringValue()).hasSize(30_000);
    assertThat(history.get(122).path("content").stringValue()).isEqualTo("And now?");

    String csv = exported(FileFormat.CSV);
    assertThat(csv.lines().findFirst().orElseThrow())
        .startsWith("Time,Thread,First message,Last message,Messages,Duration")
        .endsWith(",conversation_history");
    assertThat(csv)
        .contains("\"\"role\"\":\"\"assistant\"\",\"\"content\"\":\"\"Answer **59**\"\"");
    assertThat(csv.lines()).hasSize(2);
  }

  private String exported(FileFormat format) throws Exception {
    Path file = folder.resolve(format.fileName(Chat.THREAD, "thread"));
    assertThat(file.getFileName().toString()).startsWith("chat-7");
    drawing.run(() -> model.export(format, file));
    await().until(() -> drawing.on(() -> model.file().progressProperty().get()).isEmpty());
    assertThat(drawing.on(() -> model.file().failureProperty().get())).isEmpty();
    return Files.readString(file);
  }

  @Test
  void aDeletedThreadIsGone() {
    chat.turns(2);
    openThread(null);
    drawing.follow(model::changed);

    drawing.run(() -> model.delete(() -> {}));

    await().until(() -> drawing.on(() -> model.stateProperty().get()) == ThreadModel.State.GONE);
  }

  private void openThread(String trace) {
    String project = chat.projectId();
    drawing.run(() -> model.open(project, Chat.THREAD, trace));
    await().until(() -> drawing.on(() -> model.stateProperty().get()) == ThreadModel.State.SHOWN);
  }

  private Turn turn(int index) {
    return model.turns().get(index).turn();
  }

  private String asked(int index) {
    return drawing.on(() -> turn(index).asked().text());
  }
}
