/** What guardrails found in traces (Opik contract 4.7). */
@NullMarked
package dev.opikdesktop.server.guardrails;

import org.jspecify.annotations.NullMarked;
