package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.json.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A whole trace row as a client sends it (schema Trace_Write). A missing field is an empty one: a
 * row replaces what an older row of the same id said.
 *
 * @param id version 7; made by the server when absent
 * @param projectName absent or blank means Default Project
 * @param lastUpdatedAt decides between rows of one id; absent means the time of the request
 * @param ttft time to the first token, milliseconds
 */
public record TraceWrite(
    @Nullable UUID id,
    @Nullable String projectName,
    @Nullable String name,
    Instant startTime,
    @Nullable Instant endTime,
    @Nullable JsonText input,
    @Nullable JsonText output,
    @Nullable JsonText metadata,
    List<String> tags,
    @Nullable ErrorInfo errorInfo,
    @Nullable Instant lastUpdatedAt,
    @Nullable Double ttft,
    @Nullable String threadId,
    Source source,
    @Nullable String environment) {}
