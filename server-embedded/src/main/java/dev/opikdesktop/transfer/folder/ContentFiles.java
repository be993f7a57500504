package dev.opikdesktop.transfer.folder;

import dev.opikdesktop.storage.hash.Sha256;
import dev.opikdesktop.transfer.records.FileContent;
import dev.opikdesktop.transfer.records.TransferException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * The bytes of attachments, each under its own hash. What an attachment is called is never part of
 * a path, and bytes that several of them share lie here once.
 */
final class ContentFiles {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;

  ContentFiles(Path export) {
    this.folder = export.resolve("files");
  }

  /** Keeps bytes. */
  Kept keep(InputStream in) throws IOException {
    Files.createDirectories(folder);
    Path part = folder.resolve("incoming.part");
    MessageDigest digest = Sha256.digest();
    long size;
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(part), digest)) {
      size = in.transferTo(out);
    }
    String sha256 = Sha256.text(digest);
    Path target = path(sha256);
    Files.createDirectories(target.getParent());
    Durable.sync(part);
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    return new Kept(sha256, size);
  }

  /** Bytes that are kept. */
  record Kept(String sha256, long size) {}

  /**
   * The bytes of a hash.
   *
   * @throws TransferException if they are not there
   */
  FileContent open(String sha256, String ofWhat) {
    if (!SHA256.matcher(sha256).matches()) {
      throw new TransferException("The attachment " + ofWhat + " names no SHA-256 of its bytes.");
    }
    Path path = path(sha256);
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new TransferException(
          "The bytes of the attachment %s are missing: there is no %s.".formatted(ofWhat, path));
    }
    long size = path.toFile().length();
    return new FileContent() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
      }
    };
  }

  /** Whether the bytes are those of their hash. */
  boolean isWhole(String sha256) throws IOException {
    return Sha256.of(path(sha256)).equals(sha256);
  }

  Path path(String sha256) {
    return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
  }
}
