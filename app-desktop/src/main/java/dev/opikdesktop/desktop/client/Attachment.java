package dev.opikdesktop.desktop.client;

/**
 * A file of a trace or span.
 *
 * @param type its media type
 * @param address where it can be loaded from
 */
public record Attachment(String name, long bytes, String type, String address) {
  public boolean isImage() {
    return type.startsWith("image/");
  }

  /** Whether it is written in letters. */
  public boolean isText() {
    return type.startsWith("text/")
        || type.startsWith("application/json")
        || type.endsWith("+json")
        || type.endsWith("xml")
        || type.endsWith("yaml");
  }
}
