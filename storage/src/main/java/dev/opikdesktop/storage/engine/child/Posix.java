package dev.opikdesktop.storage.engine.child;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** The two system calls that Java does not offer. */
final class Posix {
  private final MethodHandle setpgid;
  private final MethodHandle exit;

  Posix() {
    Linker linker = Linker.nativeLinker();
    setpgid =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setpgid"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    exit =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("_exit"), FunctionDescriptor.ofVoid(JAVA_INT));
  }

  /**
   * Makes a process group of this process's own, so that Ctrl-C in a terminal reaches the
   * application alone, which then stops the engine in order.
   */
  void leaveProcessGroup() {
    try {
      int ignored = (int) setpgid.invokeExact(0, 0);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the process at once, without exit handlers or destructors. */
  void exit(int status) {
    try {
      exit.invokeExact(status);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
