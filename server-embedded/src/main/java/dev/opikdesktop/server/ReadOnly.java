package dev.opikdesktop.server;

import dev.opikdesktop.server.http.ServedOperation;
import java.util.Set;

/**
 * What a server that takes no changes still answers: all that only reads. An operation that is new
 * and is none of these is refused.
 */
final class ReadOnly {
  private static final Set<String> READ_METHODS = Set.of("GET", "HEAD");

  /** They have a body because their question is too long for an address. */
  private static final Set<String> READ_BY_POST =
      Set.of(
          "/v1/private/auth",
          "/v1/private/projects/retrieve",
          "/v1/private/projects/{id}/kpi-cards",
          "/v1/private/projects/{id}/metrics",
          "/v1/private/traces/search",
          "/v1/private/traces/threads/retrieve",
          "/v1/private/traces/threads/search",
          "/v1/private/spans/search",
          "/v1/internal/analytics-queries",
          "/v1/internal/analytics-queries/projects/{projectId}",
          "/v1/private/workspaces/costs",
          "/v1/private/workspaces/costs/summaries",
          "/v1/private/workspaces/metrics",
          "/v1/private/workspaces/metrics/summaries",
          "/v1/private/workspaces/metrics/spans");

  private ReadOnly() {}

  static boolean admits(ServedOperation operation) {
    return READ_METHODS.contains(operation.method())
        || (operation.method().equals("POST") && READ_BY_POST.contains(operation.path()));
  }
}
