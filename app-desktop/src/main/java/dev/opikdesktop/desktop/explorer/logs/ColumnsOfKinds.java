package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.util.EnumMap;
import java.util.Map;

/** The columns of the table of each kind of row. */
final class ColumnsOfKinds {
  private final Map<LogKind, ColumnsModel> columns = new EnumMap<>(LogKind.class);

  ColumnsOfKinds(WindowState memory) {
    for (LogKind kind : LogKind.values()) {
      columns.put(kind, new ColumnsModel(kind, memory));
    }
  }

  ColumnsModel of(LogKind kind) {
    ColumnsModel found = columns.get(kind);
    if (found == null) {
      throw new IllegalArgumentException("No columns for " + kind);
    }
    return found;
  }

  /** As they were before anybody chose. */
  void reset() {
    columns.values().forEach(ColumnsModel::reset);
  }

  /** Forgets the columns that another project had. */
  void forgetSeen() {
    columns.values().forEach(ColumnsModel::forgetSeen);
  }
}
