/** How long traces are kept: rules, the size of the data folder, and the job that obeys both. */
@NullMarked
package dev.opikdesktop.server.retention;

import org.jspecify.annotations.NullMarked;
