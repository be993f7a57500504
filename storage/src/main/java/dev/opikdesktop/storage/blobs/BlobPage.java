package dev.opikdesktop.storage.blobs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing.
 *
 * @param next the cursor of the next page, or null where this is the last
 */
public record BlobPage(List<BlobInfo> blobs, @Nullable String next) {
  public BlobPage {
    blobs = List.copyOf(blobs);
  }
}
