package dev.opikdesktop.server.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps foreign web pages away from a server without logins. A page that rebinds its own name to
 * 127.0.0.1 is known by its Host header, a page that just sends requests by its Origin header; both
 * name a host, and that host must be this machine or be allowed by name.
 */
final class LocalGuard {
  private static final Pattern LOOPBACK_4 = Pattern.compile("127(\\.\\d{1,3}){3}");
  private static final Pattern ADDRESS_4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

  private final Set<String> allowed;
  private final boolean anyAddress;

  /**
   * @param host the address that is listened on
   * @param allowedHosts further host names, without ports
   */
  LocalGuard(String host, Set<String> allowedHosts) {
    allowed =
        java.util.stream.Stream.concat(java.util.stream.Stream.of(host), allowedHosts.stream())
            .map(each -> bare(each.strip().toLowerCase(Locale.ROOT)))
            .filter(each -> !each.isEmpty() && !EVERY_ADDRESS.contains(each))
            .collect(Collectors.toUnmodifiableSet());
    // Who listens on every address is reached by addresses that nobody can list. An address in the
    // Host header cannot come from a rebound name.
    anyAddress = EVERY_ADDRESS.contains(bare(host));
  }

  /** Whether a Host header, with or without a port, names this machine. */
  boolean allowsHost(String host) {
    return allows(withoutPort(host));
  }

  /** Whether an Origin header, for example {@code http://localhost:5173}, names this machine. */
  boolean allowsOrigin(String origin) {
    try {
      URI uri = new URI(origin);
      String scheme = uri.getScheme();
      String host = uri.getHost();
      return scheme != null
          && (scheme.equals("http") || scheme.equals("https"))
          && host != null
          && allows(host.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private boolean allows(String name) {
    String host = bare(name);
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.equals("0:0:0:0:0:0:0:1")
        || LOOPBACK_4.matcher(host).matches()
        || allowed.contains(host)
        || (anyAddress && (host.indexOf(':') >= 0 || ADDRESS_4.matcher(host).matches()));
  }

  private static String withoutPort(String authority) {
    String host = authority.strip().toLowerCase(Locale.ROOT);
    int colon = host.lastIndexOf(':');
    boolean port = colon > host.lastIndexOf(']') && host.indexOf(':') == colon;
    if (host.startsWith("[")) {
      port = colon > host.indexOf(']');
    }
    return port ? host.substring(0, colon) : host;
  }

  private static String bare(String host) {
    if (host.startsWith("[") && host.endsWith("]")) {
      return host.substring(1, host.length() - 1);
    }
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
