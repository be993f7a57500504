package dev.opikdesktop.transfer.foreign;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.TransferException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A trace's file as JSON: {@code {"trace": {…}, "spans": […], "attachments": […], …}}. */
final class TraceJson implements TraceFile {
  private static final Set<String> PAYLOADS = Set.of("input", "output", "metadata");

  /** The longest text in which the name of a file of the payload may stand. */
  private static final int LONGEST_PLACEHOLDER = 200;

  private final OpikProject project;
  private final JsonFile file;
  private final RecordKind kind;
  private final JsonParser json;
  private final Deque<Part> ready = new ArrayDeque<>();
  private final Set<String> placeholders = new HashSet<>();
  private boolean isBegun;

  /** The name of the array in which the reader is, null outside of arrays. */
  private @Nullable String list;

  TraceJson(OpikProject project, Path path, RecordKind kind) {
    this.project = project;
    this.file = new JsonFile(path);
    this.kind = kind;
    this.json = file.parser(0);
  }

  @Override
  public @Nullable Part next() {
    try {
      while (ready.isEmpty()) {
        if (!advance()) {
          return null;
        }
      }
      return ready.remove();
    } catch (JacksonException e) {
      throw new TransferException(
          "line %d: %s".formatted(JsonFile.location(e, json).getLineNr(), JsonFile.reason(e)), e);
    }
  }

  private boolean advance() {
    if (!isBegun) {
      isBegun = true;
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new TransferException("it is no trace of an export");
      }
    }
    if (list != null) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.END_ARRAY) {
        list = null;
      } else if (token == JsonToken.START_OBJECT) {
        element(list);
      } else {
        json.skipChildren();
      }
      return true;
    }
    String name = json.nextName();
    if (name == null) {
      return false;
    }
    JsonToken token = json.nextToken();
    boolean isWanted =
        switch (name) {
          case "trace" -> kind != RecordKind.SPAN;
          case "spans" -> kind != RecordKind.TRACE;
          case "attachments" -> kind == RecordKind.ATTACHMENT;
          default -> false;
        };
    if (isWanted && token == JsonToken.START_OBJECT) {
      element(name);
    } else if (isWanted && token == JsonToken.START_ARRAY) {
      list = name;
    } else {
      json.skipChildren();
    }
    return true;
  }

  private void element(String name) {
    switch (name) {
      case "trace" -> entity("trace", OpikFields.TRACE);
      case "spans" -> entity("span", OpikFields.SPAN);
      default -> attachment();
    }
  }

  private void entity(String type, Set<String> fields) {
    switch (kind) {
      case TRACE, SPAN ->
          ready.add(new Part(OpikFields.object(OpikFields.read(json, fields)), null));
      case FEEDBACK_SCORE, COMMENT -> {
        Map<String, JsonText> read = OpikFields.read(json, Set.of("id", kind.word()));
        JsonText id = read.get("id");
        JsonText given = read.get(kind.word());
        if (id != null && given != null) {
          List<byte[]> records =
              kind == RecordKind.COMMENT
                  ? OpikFields.comments(type, id, given)
                  : OpikFields.scores(type, id, given);
          records.forEach(record -> ready.add(new Part(record, null)));
        }
      }
      default -> notePlaceholders();
    }
  }

  /** Remembers which files a payload only names. */
  private void notePlaceholders() {
    int depth = json.streamReadContext().getNestingDepth();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (!PAYLOADS.contains(name)) {
        json.skipChildren();
        continue;
      }
      noteText();
      while (json.streamReadContext().getNestingDepth() > depth) {
        json.nextToken();
        noteText();
      }
    }
  }

  private void noteText() {
    if (json.currentToken() == JsonToken.VALUE_STRING
        && json.getStringLength() < LONGEST_PLACEHOLDER) {
      String text = json.getString();
      if (text.contains("-attachment-")) {
        placeholders.add(text);
      }
    }
  }

  private void attachment() {
    Map<String, JsonText> read =
        OpikFields.read(json, Set.of("entity_type", "entity_id", "file_name", "mime_type"));
    String type = text(read.get("entity_type"));
    String entity = text(read.get("entity_id"));
    String name = text(read.get("file_name"));
    boolean isInPayload =
        OF_PAYLOAD.matcher(name).matches()
            && placeholders.stream().noneMatch(text -> text.contains("[" + name + "]"));
    if (!isInPayload) {
      ready.add(new Part(OpikFields.object(read), project.attachment(type, entity, name)));
    }
  }

  private static String text(@Nullable JsonText value) {
    if (value == null) {
      return "";
    }
    try (JsonParser parser = Json.parser(value.utf8())) {
      return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
    }
  }

  @Override
  public void close() {
    json.close();
  }
}
