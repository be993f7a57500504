package dev.opikdesktop.desktop.client;

/**
 * One of the free-form fields of a trace or span, as JSON text.
 *
 * @param json JSON text; when {@code cut} is true, only its beginning, and no JSON document any
 *     more
 * @param cut whether the server sent the beginning alone (contract 2.10)
 */
public record Payload(String json, boolean cut) {
  /** A field that is not there. */
  public static final Payload NONE = new Payload("", false);

  public boolean isAbsent() {
    return json.isEmpty();
  }
}
