package dev.opikdesktop.server.assistant;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.storage.blobs.BlobContent;
import dev.opikdesktop.storage.blobs.Blobs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The rules of an assistant's state: one archive for each user of a workspace. */
public final class AssistantStateService {
  /** Its media type. */
  static final String GZIP = "application/gzip";

  private static final int MOST_BYTES = 50 << 20;
  private static final int FIRST_OF_GZIP = 0x1f;
  private static final int SECOND_OF_GZIP = 0x8b;

  private final Blobs blobs;

  public AssistantStateService(Blobs blobs) {
    this.blobs = blobs;
  }

  /**
   * Keeps a state in place of the one before.
   *
   * @throws ApiException 400 for something that is not gzip, or has more than 50 MiB
   */
  void put(Caller caller, InputStream body) {
    byte[] state;
    try (body) {
      state = body.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (state.length > MOST_BYTES) {
      throw ApiException.badRequest("A state has at most " + MOST_BYTES + " bytes");
    }
    if (state.length < 2
        || Byte.toUnsignedInt(state[0]) != FIRST_OF_GZIP
        || Byte.toUnsignedInt(state[1]) != SECOND_OF_GZIP) {
      throw ApiException.badRequest("A state is a gzip archive");
    }
    blobs.put(key(caller), GZIP, new ByteArrayInputStream(state));
  }

  /**
   * The state as it was sent.
   *
   * @throws ApiException 404 without one
   */
  byte[] get(Caller caller) {
    try (BlobContent content =
        blobs
            .open(key(caller))
            .orElseThrow(() -> ApiException.notFound("No assistant state is kept"))) {
      return content.stream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes the state; none is no matter. */
  void delete(Caller caller) {
    blobs.delete(key(caller));
  }

  /** User names are of any signs and length. */
  private static String key(Caller caller) {
    byte[] name = caller.userName().getBytes(StandardCharsets.UTF_8);
    return "assistant-states/" + caller.workspaceId() + "/" + HexFormat.of().formatHex(name);
  }
}
