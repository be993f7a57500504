package dev.opikdesktop.transfer.api;

/** A record as a server has it, and how to go on behind it. */
public final class StoredRecord {
  private final String cursor;
  private final byte[] json;

  StoredRecord(String cursor, byte[] json) {
    this.cursor = cursor;
    this.json = json;
  }

  public String cursor() {
    return cursor;
  }

  /** One JSON object in UTF-8; not to be changed. */
  public byte[] json() {
    return json;
  }
}
