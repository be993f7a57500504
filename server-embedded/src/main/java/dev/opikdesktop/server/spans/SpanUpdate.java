package dev.opikdesktop.server.spans;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a PATCH says of a span (schema SpanUpdate).
 *
 * @param tagsToAdd honoured by the batch PATCH alone
 * @param tagsToRemove honoured by the batch PATCH alone
 */
record SpanUpdate(
    @Nullable String projectName,
    @Nullable UUID projectId,
    UUID traceId,
    @Nullable UUID parentSpanId,
    SpanFields fields,
    @Nullable List<String> tagsToAdd,
    @Nullable List<String> tagsToRemove) {}
