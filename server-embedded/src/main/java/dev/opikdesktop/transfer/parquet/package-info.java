/** Data files as Parquet, written and read by the engine. */
@NullMarked
package dev.opikdesktop.transfer.parquet;

import org.jspecify.annotations.NullMarked;
