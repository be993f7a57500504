package dev.opikdesktop.server.telemetry;

import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.GrpcSenderProvider;

/** Found by the SDK when it exports over gRPC. */
public final class HttpCoreGrpcSenders implements GrpcSenderProvider {
  /** Called by the loader of services. */
  public HttpCoreGrpcSenders() {}

  @Override
  public GrpcSender createSender(GrpcSenderConfig config) {
    return new HttpCoreGrpcSender(config);
  }
}
