package dev.opikdesktop.server.attachments;

import dev.opikdesktop.server.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * The free JSON of a trace or span, in which files may be.
 *
 * @param <P> the type itself
 */
public interface Payloads<P> {
  @Nullable JsonText input();

  @Nullable JsonText output();

  @Nullable JsonText metadata();

  /** The same with other payloads. */
  P withPayloads(@Nullable JsonText input, @Nullable JsonText output, @Nullable JsonText metadata);
}
