package dev.opikdesktop.server.dashboards;

import java.util.Locale;

/** Where a dashboard is shown. Each has addresses of its own, and does not see the others. */
public enum DashboardScope {
  WORKSPACE("/v1/private/dashboards", "dashboardId", "Dashboard"),
  INSIGHTS("/v1/private/insights-views", "insightsViewId", "Insights view");

  private final String path;
  private final String idName;
  private final String title;

  DashboardScope(String path, String idName, String title) {
    this.path = path;
    this.idName = idName;
    this.title = title;
  }

  /** As on the wire, and as it is stored. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String path() {
    return path;
  }

  /** The id's name in the pattern of a path. */
  String idName() {
    return idName;
  }

  /** As messages name one. */
  String title() {
    return title;
  }
}
