/**
 * What belongs to a project as records, kind by kind, whole and in the order of the tables' keys:
 * what an export reads and an import writes.
 */
@NullMarked
package dev.opikdesktop.server.records;

import org.jspecify.annotations.NullMarked;
