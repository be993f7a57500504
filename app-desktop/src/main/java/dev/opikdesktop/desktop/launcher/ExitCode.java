package dev.opikdesktop.desktop.launcher;

/** What the process answers to the one who started it. The numbers are part of the command line. */
enum ExitCode {
  /** Stopped by the user or by a signal, or handed over to the instance that runs already. */
  STOPPED(0),
  /** The start failed for a reason that has no number of its own. */
  START_FAILED(1),
  /** Another process has the data folder open. */
  FOLDER_HELD(2),
  /** The port of the REST API is taken. */
  PORT_TAKEN(3),
  /** The data folder was made by a newer version, or cannot be written. It is left as it was. */
  FOLDER_REFUSED(4),
  /** The command line has an option or a value that does not exist (EX_USAGE of sysexits). */
  USAGE(64),
  /** The configuration file or an environment variable is wrong (EX_CONFIG of sysexits). */
  CONFIGURATION(78);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
