package dev.opikdesktop.storage.engine;

import java.nio.file.Path;

/** A small application with an engine, for tests that kill it. */
final class EngineInAnotherProcess {
  private EngineInAnotherProcess() {}

  /** Takes the data folder; prints the engine's process id, and then waits to be killed. */
  public static void main(String[] arguments) throws Exception {
    Engine engine = Engine.start(EngineSettings.of(Path.of(arguments[0])).withConnections(2));
    System.out.println("engine " + engine.processId());
    System.out.flush();
    if (System.in.read() < 0) {
      engine.close();
    }
  }
}
