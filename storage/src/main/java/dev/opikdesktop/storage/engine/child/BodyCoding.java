package dev.opikdesktop.storage.engine.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;

/** The two layers of compression that ClickHouse's clients ask for: HTTP's and ClickHouse's own. */
final class BodyCoding {
  private final RequestHead head;

  BodyCoding(RequestHead head) {
    this.head = head;
  }

  /** Whether the body is a form whose fields hold the statement and its parameters. */
  boolean isForm() {
    return head.headerHas("content-type", "multipart/form-data");
  }

  InputStream decoded(InputStream body) throws IOException, ClickHouseException {
    String encoding = head.headers().getOrDefault("content-encoding", "").toLowerCase(Locale.ROOT);
    InputStream plain =
        switch (encoding) {
          case "", "identity" -> body;
          case "gzip" -> new GZIPInputStream(body, 16 * 1024);
          case "lz4" ->
              new LZ4FrameInputStream(
                  body,
                  LZ4Factory.safeInstance().safeDecompressor(),
                  XXHashFactory.safeInstance().hash32());
          default ->
              throw new ClickHouseException(
                  48, "NOT_IMPLEMENTED", "Unknown HTTP content encoding: " + encoding);
        };
    return head.flag("decompress") ? new NativeFrames.Input(plain) : plain;
  }

  /** The stream to write the result to. Unless it is the answer itself, it wants closing. */
  OutputStream encoded(Answer answer) throws IOException {
    if (head.flag("compress")) {
      return new NativeFrames.Output(answer);
    }
    if (!head.flag("enable_http_compression")) {
      return answer;
    }
    if (head.headerHas("accept-encoding", "lz4")) {
      answer.header("Content-Encoding", "lz4");
      return new LZ4FrameOutputStream(
          keepOpen(answer),
          LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB,
          -1L,
          LZ4Factory.safeInstance().fastCompressor(),
          XXHashFactory.safeInstance().hash32(),
          LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE);
    }
    if (head.headerHas("accept-encoding", "gzip")) {
      answer.header("Content-Encoding", "gzip");
      return new GZIPOutputStream(keepOpen(answer), 16 * 1024);
    }
    return answer;
  }

  /** The coders close what they write to; an answer ends in its own way. */
  private static OutputStream keepOpen(Answer answer) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        answer.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        answer.write(bytes, offset, length);
      }
    };
  }
}
