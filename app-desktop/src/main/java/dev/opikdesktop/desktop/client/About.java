package dev.opikdesktop.desktop.client;

import org.jspecify.annotations.Nullable;

/**
 * What runs behind the window's address ({@code /v1/private/opik-desktop/about}).
 *
 * @param otlpHttpUrl null when that port is off
 * @param otlpGrpcUrl likewise
 * @param storedBytes bytes on disk
 */
public record About(
    String version,
    String restUrl,
    @Nullable String otlpHttpUrl,
    @Nullable String otlpGrpcUrl,
    String dataFolder,
    long storedBytes,
    double spansPerSecond) {}
