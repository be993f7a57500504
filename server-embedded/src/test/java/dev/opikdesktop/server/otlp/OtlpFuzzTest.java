package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.Exports.number;
import static dev.opikdesktop.server.otlp.Exports.span;
import static dev.opikdesktop.server.otlp.Exports.text;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OtlpFuzzTest {
  private static final int ROUNDS = 4_000;
  private static final String JSON =
      """
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
       "scopeSpans":[{"scope":{"name":"logfire"},"spans":[{"traceId":"47eb7d7dc8ffb8cbb54cd7fa215c90b3",
        "spanId":"00000000000000a1","parentSpanId":"","name":"call","kind":3,
        "startTimeUnixNano":"1795431600123456789","endTimeUnixNano":1795431601000000000,
        "attributes":[{"key":"gen_ai.usage.input_tokens","value":{"intValue":"12"}},
         {"key":"opik.tags","value":{"stringValue":"[\\"a\\"]"}},{"key":"input.value","value":{"doubleValue":0.5}},
         {"key":"l","value":{"arrayValue":{"values":[{"bytesValue":"AAE="},{"boolValue":true}]}}}],
        "events":[{"name":"exception","timeUnixNano":"1","attributes":[]}],
        "status":{"code":"STATUS_CODE_ERROR","message":"no"}}]}]}]}
      """;

  /** The same bytes each time, so that what fails once fails again. */
  private final Random random = new Random(31);

  @Test
  void whateverTheBytesAreTheyAreStoredOrRefused() {
    List<byte[]> seeds = List.of(protobuf(), json());
    for (int round = 0; round < ROUNDS; round++) {
      byte[] input = mutated(seeds.get(round % seeds.size()));
      assertThatCode(() -> OtlpFuzz.fuzzerTestOneInput(input))
          .as("round %s: %s", round, HexFormat.of().formatHex(input))
          .doesNotThrowAnyException();
    }
  }

  private byte[] mutated(byte[] seed) {
    byte[] input = seed.clone();
    for (int change = random.nextInt(1, 5); change > 0; change--) {
      int at = random.nextInt(1, input.length);
      switch (random.nextInt(4)) {
        case 0 -> input[at] = (byte) random.nextInt();
        case 1 -> input[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> input = Arrays.copyOf(input, Math.max(2, at));
        default -> {
          int from = random.nextInt(1, input.length);
          System.arraycopy(
              input.clone(), from, input, at, Math.min(8, input.length - Math.max(at, from)));
        }
      }
    }
    return input;
  }

  private static byte[] json() {
    return ("\1" + JSON).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] protobuf() {
    Span.Builder full =
        span("call", "00000000000000a1", "00000000000000a2", 0)
            .addAttributes(text("gen_ai.input.messages", "[{\"role\":\"user\"}]"))
            .addAttributes(number("gen_ai.usage.input_tokens", 12))
            .addAttributes(text("opik.trace_id", "0190babc-62a0-71d2-832a-0feffa4676eb"))
            .addAttributes(KeyValue.newBuilder().setKey("input").setValue(nested()).build())
            .addEvents(Span.Event.newBuilder().setName("exception").setTimeUnixNano(1))
            .setStatus(Status.newBuilder().setCodeValue(2).setMessage("no"));
    byte[] message = Exports.of(List.of(text("service.name", "shop")), full).toByteArray();
    byte[] input = new byte[message.length + 1];
    System.arraycopy(message, 0, input, 1, message.length);
    return input;
  }

  private static AnyValue nested() {
    AnyValue bytes =
        AnyValue.newBuilder().setBytesValue(ByteString.copyFrom(new byte[] {0, 1})).build();
    AnyValue list =
        AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(bytes)).build();
    return AnyValue.newBuilder()
        .setKvlistValue(
            KeyValueList.newBuilder()
                .addValues(KeyValue.newBuilder().setKey("deep").setValue(list)))
        .build();
  }
}
