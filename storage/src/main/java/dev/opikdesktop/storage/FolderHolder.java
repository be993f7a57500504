package dev.opikdesktop.storage;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The process that has a data folder open.
 *
 * @param pid its process id
 * @param controlSocket where it takes commands of later starts, once it has said so
 */
public record FolderHolder(long pid, Optional<Path> controlSocket) {}
