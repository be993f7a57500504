package dev.opikdesktop.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class GrpcClientFramesTest {
  private static final String PREFACE =
      HexFormat.of()
          .formatHex("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

  /** As grpc-core 58 sends it, a window update and the beginning of a message after it. */
  private static final String PYTHON =
      PREFACE
          + "000024040000000000"
          + "000200000000000300000000000400400000000500400000000600004000fe0300000001"
          + "000004080000000000003f0001"
          + "000006000000000001000300000000";

  private static final String MENDED =
      PYTHON.replace("000300000000000400400000", "000300000001000400400000");

  @Test
  void aZeroOfTheSettingIsAOneWhereverTheReadsAreCut() throws Exception {
    byte[] sent = HexFormat.of().parseHex(PYTHON);
    for (int cut = 1; cut <= sent.length; cut++) {
      GrpcClientFrames frames = new GrpcClientFrames();
      ByteBuffer read = ByteBuffer.allocate(sent.length);
      for (int from = 0; from < sent.length; from += cut) {
        read.put(sent, from, Math.min(cut, sent.length - from));
        frames.look(read, from);
      }
      assertThat(HexFormat.of().formatHex(read.array())).as("reads of %s", cut).isEqualTo(MENDED);
    }
  }

  @Test
  void settingsThatComeLaterAreMendedToo() throws Exception {
    String later = PYTHON.substring(PREFACE.length());
    byte[] sent = HexFormat.of().parseHex(PYTHON + later);
    ByteBuffer read = ByteBuffer.allocate(sent.length).put(sent);

    new GrpcClientFrames().look(read, 0);

    assertThat(HexFormat.of().formatHex(read.array()))
        .isEqualTo(MENDED + MENDED.substring(PREFACE.length()));
  }

  @Test
  void anotherNumberOfStreamsStaysAsItIs() throws Exception {
    String hundred = PREFACE + "000006040000000000" + "000300000064";
    byte[] sent = HexFormat.of().parseHex(hundred);
    ByteBuffer read = ByteBuffer.allocate(sent.length).put(sent);

    new GrpcClientFrames().look(read, 0);

    assertThat(HexFormat.of().formatHex(read.array())).isEqualTo(hundred);
  }
}
