package dev.opikdesktop.desktop.explorer.connections;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** An address as people write it. */
final class Address {
  private Address() {}

  /**
   * Without the {@code /api} that the SDKs have at its end.
   *
   * @throws IllegalArgumentException with a sentence, when it is none
   */
  static URI parse(String written) {
    String text = written.strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("A connection needs an address");
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException wrong) {
      throw new IllegalArgumentException("This is no address", wrong);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("An address begins with http:// or https://");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("The address names no host");
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException("Name and password do not belong into an address");
    }
    if (uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("The address ends before ? and #");
    }
    String path = uri.getRawPath().replaceAll("/+$", "").replaceAll("(^|/)api$", "");
    return URI.create(scheme + "://" + uri.getRawAuthority() + path);
  }

  /** Whether what is sent there can be read on the way. */
  static boolean isOpen(URI address) {
    String host = address.getHost();
    boolean local = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    return "http".equals(address.getScheme()) && !local;
  }
}
