/** What went wrong when something was to be reported on (Opik contract 5.16). */
@NullMarked
package dev.opikdesktop.server.failures;

import org.jspecify.annotations.NullMarked;
