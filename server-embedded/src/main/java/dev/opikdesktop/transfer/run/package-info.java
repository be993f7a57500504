/** Imports from beginning to end: whatever the source, they go on where they were killed. */
@NullMarked
package dev.opikdesktop.transfer.run;

import org.jspecify.annotations.NullMarked;
