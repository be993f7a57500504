/** Numbers that a running program keeps about itself. */
@NullMarked
package dev.opikdesktop.storage.measures;

import org.jspecify.annotations.NullMarked;
