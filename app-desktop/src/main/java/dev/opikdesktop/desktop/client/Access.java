package dev.opikdesktop.desktop.client;

import java.net.URI;
import java.util.Objects;

/**
 * How a server is reached, and as whom (Opik contract 1.2).
 *
 * @param address without the {@code /api} that the paths of its operations begin with
 * @param workspace empty for the usual one
 * @param apiKey a secret: it goes into requests to the address and nowhere else; empty for none
 * @param readOnly whether nothing is to be written
 */
public record Access(URI address, String workspace, String apiKey, boolean readOnly) {
  private static final String USUAL_WORKSPACE = "default";

  public Access {
    Objects.requireNonNull(address);
    Objects.requireNonNull(workspace);
    Objects.requireNonNull(apiKey);
  }

  /** A server that asks nobody who he is. */
  public static Access to(URI address) {
    return new Access(address, "", "", false);
  }

  /** For parameters that have to name a workspace. */
  String workspaceOrUsual() {
    return workspace.isEmpty() ? USUAL_WORKSPACE : workspace;
  }

  /** Without the key. */
  @Override
  public String toString() {
    return address + (workspace.isEmpty() ? "" : ", workspace " + workspace);
  }
}
