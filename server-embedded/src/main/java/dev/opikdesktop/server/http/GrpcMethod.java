package dev.opikdesktop.server.http;

import java.util.function.Function;

/**
 * A unary method of gRPC.
 *
 * @param path for example {@code /package.Service/Method}
 * @param answer makes the bytes of the response message; throws {@link ApiException} as a route
 *     does, which becomes the gRPC status of the same meaning
 */
public record GrpcMethod(String path, Function<GrpcCall, byte[]> answer) {}
