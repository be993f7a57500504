/**
 * The folder that an export is: data files of one kind of records each, the bytes of attachments by
 * their hashes, and a manifest with what there has to be. docs/export-import.md describes it.
 */
@NullMarked
package dev.opikdesktop.transfer.folder;

import org.jspecify.annotations.NullMarked;
