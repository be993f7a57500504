/** Verdicts on the assertions of test suites (Opik contract 4.7). */
@NullMarked
package dev.opikdesktop.server.assertions;

import org.jspecify.annotations.NullMarked;
