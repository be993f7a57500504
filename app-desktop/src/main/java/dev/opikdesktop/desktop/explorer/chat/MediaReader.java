package dev.opikdesktop.desktop.explorer.chat;

import dev.opikdesktop.desktop.explorer.text.Embedded;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A picture, sound, film or other file inside of a message, by any of the formats' names. */
final class MediaReader {
  private static final int SHORTEST_DATA = 64;

  private MediaReader() {}

  static Message.Piece read(JsonNode node) {
    String source = source(node, node);
    if (source == null || source.isEmpty()) {
      return new Message.Json(node.toString());
    }
    String type = source.startsWith("data:") ? Embedded.type(source, 0) : mediaType(node);
    boolean image = type.startsWith("image") || node.path("type").asString("").contains("image");
    return image ? new Message.Image(source) : new Message.File(type, name(node), source);
  }

  /**
   * @param whole the part of the message, which says what the bytes are
   */
  private static @Nullable String source(JsonNode node, JsonNode whole) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      switch (field.getKey()) {
        case "image_url",
            "image",
            "source",
            "file",
            "file_data",
            "input_audio",
            "audio",
            "audio_url",
            "video",
            "video_url",
            "input_video" -> {
          String inner = value.isObject() ? source(value, whole) : value.asString("");
          if (inner != null && !inner.isEmpty()) {
            return plainOrData(whole, inner);
          }
        }
        case "url", "uri", "fileUri", "file_uri", "file_url" -> {
          return value.asString("");
        }
        case "data", "content", "binary_content", "base64" -> {
          if (value.isString()) {
            return plainOrData(whole, value.stringValue());
          }
        }
        default -> {
          // Not where it is.
        }
      }
    }
    return null;
  }

  /** Bare base64 gets its type in front. */
  private static String plainOrData(JsonNode node, String text) {
    boolean bare =
        !text.startsWith("data:")
            && !text.startsWith("[")
            && !text.contains("://")
            && text.length() > SHORTEST_DATA;
    return bare ? "data:" + typeOfBytes(node) + ";base64," + text : text;
  }

  /** The type of bytes that come without one. */
  private static String typeOfBytes(JsonNode node) {
    String type = mediaType(node);
    if (!type.isEmpty()) {
      return type;
    }
    return switch (node.path("type").asString("")) {
      case "file", "input_file", "document" -> "application/octet-stream";
      default -> "image/png";
    };
  }

  private static String mediaType(JsonNode node) {
    for (String name : new String[] {"media_type", "mime_type", "mimeType", "mediaType"}) {
      if (node.path(name).isString()) {
        return node.path(name).stringValue();
      }
    }
    for (String inner : new String[] {"source", "file", "input_audio", "audio"}) {
      String type = node.path(inner).isObject() ? mediaType(node.path(inner)) : "";
      if (!type.isEmpty()) {
        return type;
      }
    }
    String word = node.path("type").asString("");
    if (word.contains("audio")) {
      return soundType(node);
    }
    return word.contains("video") ? "video/mp4" : "";
  }

  /** OpenAI names the form of a sound alone. */
  private static String soundType(JsonNode node) {
    JsonNode sound = node.path("input_audio").isObject() ? node.path("input_audio") : node;
    String form = sound.path("format").asString("wav");
    return "audio/" + (form.equals("mp3") ? "mpeg" : form);
  }

  private static String name(JsonNode node) {
    for (String name : new String[] {"filename", "file_name", "fileName", "name", "title"}) {
      if (node.path(name).isString()) {
        return node.path(name).stringValue();
      }
    }
    return node.path("file").isObject() ? name(node.path("file")) : "";
  }
}
