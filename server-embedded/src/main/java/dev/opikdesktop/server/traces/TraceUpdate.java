package dev.opikdesktop.server.traces;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a PATCH says of a trace (schema TraceUpdate).
 *
 * @param tagsToAdd honoured by the batch PATCH alone
 * @param tagsToRemove honoured by the batch PATCH alone
 */
record TraceUpdate(
    @Nullable String projectName,
    @Nullable UUID projectId,
    TraceFields fields,
    @Nullable List<String> tagsToAdd,
    @Nullable List<String> tagsToRemove) {}
