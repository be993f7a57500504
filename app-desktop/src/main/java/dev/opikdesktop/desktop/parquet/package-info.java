/** Writes tables as Parquet files. */
@NullMarked
package dev.opikdesktop.desktop.parquet;

import org.jspecify.annotations.NullMarked;
