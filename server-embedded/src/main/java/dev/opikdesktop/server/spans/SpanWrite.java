package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.traces.ErrorInfo;
import dev.opikdesktop.server.traces.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A whole span row as a client sends it (schema Span_Write). A missing field is an empty one.
 *
 * @param id version 7; made by the server when absent
 * @param projectName absent or blank means Default Project
 * @param usage token counts and whatever else the provider counted, 32-bit
 * @param totalEstimatedCost US dollars as the client says; absent means that the server computes it
 * @param lastUpdatedAt decides between rows of one id; absent means the time of the request
 * @param ttft time to the first token, milliseconds
 */
public record SpanWrite(
    @Nullable UUID id,
    @Nullable String projectName,
    UUID traceId,
    @Nullable UUID parentSpanId,
    @Nullable String name,
    SpanType type,
    Instant startTime,
    @Nullable Instant endTime,
    @Nullable JsonText input,
    @Nullable JsonText output,
    @Nullable JsonText metadata,
    @Nullable String model,
    @Nullable String provider,
    List<String> tags,
    Map<String, Integer> usage,
    @Nullable ErrorInfo errorInfo,
    @Nullable Instant lastUpdatedAt,
    @Nullable BigDecimal totalEstimatedCost,
    @Nullable Double ttft,
    Source source,
    @Nullable String environment) {}
