package dev.opikdesktop.transfer.records;

import org.jspecify.annotations.Nullable;

/** One record on its way. */
public final class TransferRecord implements ImportSource.Entry {
  private final RecordKind kind;
  private final String project;
  private final byte[] json;
  private final @Nullable FileContent content;
  private final String position;

  /**
   * A record of any kind.
   *
   * @param project the name of the project that it belongs to
   * @param json one JSON object in UTF-8; see {@link RecordKind}. Not to be changed afterwards
   * @param content the bytes of an attachment, null for all other kinds
   * @param position see {@link ImportSource.Entry#position}
   */
  public TransferRecord(
      RecordKind kind,
      String project,
      byte[] json,
      @Nullable FileContent content,
      String position) {
    this.kind = kind;
    this.project = project;
    this.json = json;
    this.content = content;
    this.position = position;
  }

  public RecordKind kind() {
    return kind;
  }

  /** The name of its project. */
  public String project() {
    return project;
  }

  /** One JSON object in UTF-8, without a line's end; not to be changed. */
  public byte[] json() {
    return json;
  }

  /** The bytes of an attachment. */
  public @Nullable FileContent content() {
    return content;
  }

  @Override
  public String position() {
    return position;
  }
}
