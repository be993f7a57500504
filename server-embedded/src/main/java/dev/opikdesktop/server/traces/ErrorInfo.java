package dev.opikdesktop.server.traces;

import org.jspecify.annotations.Nullable;

/** What went wrong in a trace or span (schema ErrorInfo). */
public record ErrorInfo(
    @Nullable String exceptionType, @Nullable String message, @Nullable String traceback) {}
