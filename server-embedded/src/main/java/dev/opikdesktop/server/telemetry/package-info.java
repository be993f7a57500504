/** What the server tells of its own work by OpenTelemetry, if it is asked to. */
@NullMarked
package dev.opikdesktop.server.telemetry;

import org.jspecify.annotations.NullMarked;
