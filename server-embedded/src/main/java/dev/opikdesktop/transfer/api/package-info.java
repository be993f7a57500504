/** The server that an export reads and an import writes, through its REST API alone. */
@NullMarked
package dev.opikdesktop.transfer.api;

import org.jspecify.annotations.NullMarked;
