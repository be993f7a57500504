package dev.opikdesktop.server.traces;

import java.util.List;
import java.util.UUID;

/**
 * One update of many traces (schema TraceBatchUpdate).
 *
 * @param mergeTags whether tags of the update join those there, instead of replacing them
 */
record TraceBatchUpdate(List<UUID> ids, TraceUpdate update, boolean mergeTags) {}
