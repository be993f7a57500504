package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.http.GrpcCall;
import dev.opikdesktop.server.http.GrpcMethod;
import java.util.List;

/** OTLP over gRPC: the method Export of three services, with the metadata of the HTTP headers. */
public final class OtlpGrpc {
  private static final String SERVICES = "/opentelemetry.proto.collector.";
  private static final String PROJECT = "projectname";

  private OtlpGrpc() {}

  /** The methods over this intake. */
  public static List<GrpcMethod> methods(OtlpIntake intake) {
    OtlpExports exports = new OtlpExports(intake);
    return List.of(
        method("trace.v1.TraceService/Export", exports::traces),
        method("logs.v1.LogsService/Export", OtlpExports::logs),
        method("metrics.v1.MetricsService/Export", OtlpExports::metrics));
  }

  private static GrpcMethod method(String name, OtlpExports.Signal signal) {
    return new GrpcMethod(SERVICES + name, call -> signal.take(export(call)).protobuf());
  }

  /** A message without bytes is an export of nothing, and not a missing one as over HTTP. */
  private static OtlpExports.Export export(GrpcCall call) {
    return new OtlpExports.Export(
        call.caller(),
        call.metadata(PROJECT).orElse(null),
        into -> {
          boolean unused = Wire.PROTOBUF.read(call.message(), into);
        });
  }
}
