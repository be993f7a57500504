/** Spans from OpenTelemetry exporters become traces and spans (Opik contract 5.13). */
@NullMarked
package dev.opikdesktop.server.otlp;

import org.jspecify.annotations.NullMarked;
