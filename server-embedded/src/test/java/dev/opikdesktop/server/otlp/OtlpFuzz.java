package dev.opikdesktop.server.otlp;

import com.google.protobuf.Message;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.storage.coordination.LocalCoordination;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayInputStream;
import java.time.InstantSource;

/**
 * What a fuzzer runs against the decoder and all that is made of its messages: any bytes are either
 * stored or refused by name. {@link OtlpFuzzTest} runs it for seconds, Jazzer as long as one likes:
 * docs/testing.md has the command.
 */
public final class OtlpFuzz {
  private OtlpFuzz() {}

  /** One input: whether it is JSON or protobuf, and the body. The name is Jazzer's. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    Wire wire = (input[0] & 1) == 0 ? Wire.PROTOBUF : Wire.JSON;
    ExportTraceServiceRequest.Builder message = ExportTraceServiceRequest.newBuilder();
    try {
      decode(wire, input, message);
    } catch (ApiException refused) {
      return;
    }
    StoredRows rows = new StoredRows();
    try (LocalCoordination coordination = new LocalCoordination()) {
      new OtlpIntake(new RememberedTraceIds(coordination, rows), rows, InstantSource.system())
          .accept(Caller.LOCAL, null, message.build());
    }
  }

  private static void decode(Wire wire, byte[] input, Message.Builder message) {
    boolean unused = wire.read(new ByteArrayInputStream(input, 1, input.length - 1), message);
  }
}
