package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What went wrong in a trace or span (schema ErrorInfo). */
public record ErrorInfo(
    @Nullable String exceptionType, @Nullable String message, @Nullable String traceback) {

  /** Reads the value that the reader is at; null for an explicit null. */
  public static @Nullable ErrorInfo read(FieldReader in) {
    if (in.isNull()) {
      return null;
    }
    @Nullable String[] parts = new @Nullable String[3];
    in.object(
        name -> {
          switch (name) {
            case "exception_type" -> parts[0] = in.text();
            case "message" -> parts[1] = in.text();
            case "traceback" -> parts[2] = in.text();
            default -> in.skip();
          }
        });
    return new ErrorInfo(parts[0], parts[1], parts[2]);
  }

  /** The text that is stored: JSON, or nothing. */
  public static String stored(@Nullable ErrorInfo error) {
    return error == null ? "" : Json.MAPPER.writeValueAsString(error);
  }

  /** What {@link #stored} gave. */
  public static @Nullable ErrorInfo ofStored(String stored) {
    return stored.isEmpty() ? null : Json.MAPPER.readValue(stored, ErrorInfo.class);
  }

  /** Writes the field error_info, if there is one. */
  public static void write(JsonGenerator out, @Nullable ErrorInfo error) {
    if (error != null) {
      out.writeName("error_info");
      Json.MAPPER.writeValue(out, error);
    }
  }
}
