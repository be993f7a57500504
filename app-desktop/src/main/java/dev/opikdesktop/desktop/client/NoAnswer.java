package dev.opikdesktop.desktop.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there was no answer, for a person. */
final class NoAnswer {
  private NoAnswer() {}

  static String from(URI address, IOException failure) {
    return "No answer from " + address + ": " + reason(address, failure);
  }

  private static String reason(URI address, IOException failure) {
    if (has(failure, UnresolvedAddressException.class)
        || has(failure, UnknownHostException.class)) {
      return "there is no host " + address.getHost();
    }
    if (has(failure, CertificateException.class)) {
      return "its certificate is not one that this computer trusts";
    }
    if (failure instanceof HttpTimeoutException) {
      return "it took too long";
    }
    if (failure instanceof ConnectException) {
      return "nothing listens there, or it is not let through";
    }
    if (failure instanceof SSLException) {
      return "it does not speak https";
    }
    String message = failure.getMessage();
    return message == null || message.isBlank() ? "the connection broke" : message;
  }

  private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (kind.isInstance(each)) {
        return true;
      }
    }
    return false;
  }
}
