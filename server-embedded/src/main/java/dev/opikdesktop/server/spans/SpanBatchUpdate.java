package dev.opikdesktop.server.spans;

import java.util.List;
import java.util.UUID;

/**
 * One update of many spans (schema SpanBatchUpdate).
 *
 * @param mergeTags whether tags of the update join those there, instead of replacing them
 */
record SpanBatchUpdate(List<UUID> ids, SpanUpdate update, boolean mergeTags) {}
