/** Large files of others, fetched once for a user and checked against pinned hashes. */
@NullMarked
package dev.opikdesktop.storage.fetch;

import org.jspecify.annotations.NullMarked;
