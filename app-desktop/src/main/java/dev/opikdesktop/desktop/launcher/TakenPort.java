package dev.opikdesktop.desktop.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** Who has a port, as far as the system tells: Linux does, of processes of the same user. */
final class TakenPort {
  private static final String LISTENING = "0A";

  /** Columns of /proc/net/tcp. */
  private static final int LOCAL = 1;

  private static final int STATE = 3;
  private static final int INODE = 9;

  private TakenPort() {}

  /**
   * What was found.
   *
   * @param isOurs whether the process that was named has it
   * @param who for a sentence
   */
  record Use(boolean isFree, boolean isOurs, String who) {}

  static Use look(String host, int port, long ours) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(host, port));
      return new Use(true, false, "nobody");
    } catch (IOException taken) {
      OptionalLong pid = owner(port);
      if (pid.isEmpty()) {
        return new Use(false, false, "another program (%s)".formatted(taken.getMessage()));
      }
      String command =
          ProcessHandle.of(pid.getAsLong()).flatMap(each -> each.info().command()).orElse("");
      return new Use(
          false,
          pid.getAsLong() == ours,
          "process %d %s".formatted(pid.getAsLong(), command).strip());
    }
  }

  private static OptionalLong owner(int port) {
    Set<String> sockets = sockets(port);
    if (sockets.isEmpty()) {
      return OptionalLong.empty();
    }
    return ProcessHandle.allProcesses()
        .mapToLong(ProcessHandle::pid)
        .filter(pid -> hasAny(pid, sockets))
        .findFirst();
  }

  /** As the links of open files name them. */
  private static Set<String> sockets(int port) {
    String end = String.format(Locale.ROOT, ":%04X", port);
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      try {
        for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
          String[] columns = line.strip().split(" +");
          if (columns.length > INODE
              && columns[LOCAL].endsWith(end)
              && columns[STATE].equals(LISTENING)) {
            sockets.add("socket:[" + columns[INODE] + "]");
          }
        }
      } catch (IOException elsewhere) {
        // Another system, or one without this kind of address.
      }
    }
    return sockets;
  }

  private static boolean hasAny(long pid, Set<String> sockets) {
    try (DirectoryStream<Path> open =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path each : open) {
        if (sockets.contains(Files.readSymbolicLink(each).toString())) {
          return true;
        }
      }
    } catch (IOException | RuntimeException notOurs) {
      // Of another user, or gone.
    }
    return false;
  }
}
