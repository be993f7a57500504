package dev.opikdesktop.desktop.explorer.chat;

import dev.opikdesktop.desktop.explorer.chat.ChatRow.Body;
import dev.opikdesktop.desktop.explorer.chat.ChatRow.Kind;
import dev.opikdesktop.desktop.explorer.chat.ChatRow.Run;
import dev.opikdesktop.desktop.explorer.text.Folding;
import dev.opikdesktop.desktop.explorer.text.PayloadText;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Cuts messages into rows. Takes its time with large ones: not for the thread that draws. */
public final class ChatRows {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int LINES_A_ROW = 24;

  /** A longer text is shown as it stands. */
  private static final int LONGEST_MARKDOWN = 400_000;

  /** Lines are broken by the view, but none is longer than this. */
  private static final int COLUMNS = 1_000;

  private ChatRows() {}

  public static List<ChatRow> of(List<Message> messages) {
    List<ChatRow> rows = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      rows.add(
          new ChatRow(
              i, message.role(), false, false, new ChatRow.Head(message.label(), message.note())));
      List<Body> bodies = new ArrayList<>();
      message.pieces().forEach(piece -> add(piece, bodies));
      for (int at = 0; at < bodies.size(); at++) {
        rows.add(new ChatRow(i, message.role(), at == 0, at == bodies.size() - 1, bodies.get(at)));
      }
      if (bodies.isEmpty()) {
        Body nothing = new ChatRow.Words(Kind.THOUGHT, 0, "", List.of(Run.plain("without a text")));
        rows.add(new ChatRow(i, message.role(), true, true, nothing));
      }
    }
    return List.copyOf(rows);
  }

  /** A message as it is copied. */
  public static String text(Message message) {
    StringBuilder text = new StringBuilder();
    for (Message.Piece piece : message.pieces()) {
      text.append(text.isEmpty() ? "" : "\n\n");
      text.append(
          switch (piece) {
            case Message.Text words -> words.text();
            case Message.Thinking thought -> thought.text();
            case Message.Call call -> call.tool() + "(" + call.arguments() + ")";
            case Message.Result result -> result.text();
            case Message.Image image -> image.source();
            case Message.File file -> file.name().isEmpty() ? file.source() : file.name();
            case Message.Json json -> json.json();
          });
    }
    return text.toString();
  }

  private static void add(Message.Piece piece, List<Body> bodies) {
    switch (piece) {
      case Message.Text text -> words(text.text(), bodies);
      case Message.Thinking thought -> {
        for (String paragraph : thought.text().split("\n{2,}", -1)) {
          Markdown.paragraph(Kind.THOUGHT, 0, "", List.of(Run.plain(paragraph)), bodies);
        }
      }
      case Message.Call call -> code("call " + call.tool(), call.arguments(), bodies);
      case Message.Result result ->
          code(
              result.tool().isEmpty() ? "result" : "result of " + result.tool(),
              result.text(),
              bodies);
      case Message.Image image -> bodies.add(new ChatRow.Picture(image.source()));
      case Message.File file ->
          bodies.add(new ChatRow.File(file.type(), file.name(), file.source()));
      case Message.Json json -> lines("", PayloadText.ofJson(json.json(), COLUMNS), bodies);
    }
  }

  private static void words(String text, List<Body> bodies) {
    if (isJson(text)) {
      lines("", PayloadText.ofJson(text, COLUMNS), bodies);
    } else if (text.length() > LONGEST_MARKDOWN) {
      lines("", PayloadText.ofPlain(text, COLUMNS), bodies);
    } else {
      Markdown.add(text, bodies);
    }
  }

  /** A title, and JSON where it is JSON. */
  static void code(String title, String text, List<Body> bodies) {
    lines(
        title,
        isJson(text) ? PayloadText.ofJson(text, COLUMNS) : PayloadText.ofPlain(text, COLUMNS),
        bodies);
  }

  private static void lines(String title, PayloadText text, List<Body> bodies) {
    Folding lines = Folding.ofFiles(text);
    for (int from = 0; from < lines.size(); from += LINES_A_ROW) {
      int to = Math.min(lines.size(), from + LINES_A_ROW);
      bodies.add(new ChatRow.Code(from == 0 ? title : "", lines, from, to));
    }
  }

  private static boolean isJson(String text) {
    String begin = text.stripLeading();
    if (!begin.startsWith("{") && !begin.startsWith("[")) {
      return false;
    }
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JacksonException plainText) {
      return false;
    }
  }
}
