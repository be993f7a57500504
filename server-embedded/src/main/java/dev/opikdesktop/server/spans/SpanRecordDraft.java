package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import org.jspecify.annotations.Nullable;

/** What a record says of a span: what a client's body says, and who counted its cost. */
final class SpanRecordDraft implements Draft<SpanRecordDraft.Write> {
  /** Is there when the cost is the server's estimate and not the client's word. */
  static final String ESTIMATED = "total_estimated_cost_version";

  private final SpanDraft span = new SpanDraft();
  private @Nullable String estimated;

  /**
   * A span and whose word its cost is.
   *
   * @param isEstimated whether a server estimated the cost
   */
  record Write(SpanWrite span, boolean isEstimated) {}

  @Override
  public void field(FieldReader in, String name) {
    if (name.equals(ESTIMATED)) {
      estimated = in.text();
    } else {
      span.field(in, name);
    }
  }

  @Override
  public void validate(Validation validation) {
    span.validate(validation);
  }

  @Override
  public Write write() {
    return new Write(span.write(), estimated != null && !estimated.isEmpty());
  }
}
