/**
 * Copies of a data folder, and what puts one in its place.
 *
 * <p>A copy is a folder with the files {@code backup} (what it is) and {@code files} (each file
 * with its length and SHA-256), and {@code data/}, which is laid out as a data folder is.
 */
@NullMarked
package dev.opikdesktop.storage.backup;

import org.jspecify.annotations.NullMarked;
