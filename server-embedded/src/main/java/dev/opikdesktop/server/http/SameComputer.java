package dev.opikdesktop.server.http;

import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Tells callers on this computer from others. */
public final class SameComputer {
  private SameComputer() {}

  /** Whether a request comes from here: over the loopback, or from the address it was sent to. */
  public static boolean asks(ServerRequest request) {
    InetAddress caller = address(request.remotePeer().address());
    return caller != null
        && (caller.isLoopbackAddress() || caller.equals(address(request.localPeer().address())));
  }

  private static @Nullable InetAddress address(SocketAddress socket) {
    return socket instanceof InetSocketAddress internet ? internet.getAddress() : null;
  }
}
