package dev.opikdesktop.transfer.folder;

import dev.opikdesktop.transfer.records.RecordKind;

/**
 * A data file as the manifest lists it.
 *
 * @param path below the folder: {@code spans/00001.jsonl}
 * @param records how many are in it
 * @param bytes its size
 * @param sha256 of all of its bytes, in lower-case hexadecimal digits
 */
public record PartFile(RecordKind kind, String path, long records, long bytes, String sha256) {}
