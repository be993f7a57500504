/** Hashes by which files and texts are told apart. */
@NullMarked
package dev.opikdesktop.storage.hash;

import org.jspecify.annotations.NullMarked;
