/**
 * Starting and stopping: the command line, one instance a data folder, the log file, and server and
 * window side by side. {@code Main} is the way in, {@code Application} is what runs.
 */
@NullMarked
package dev.opikdesktop.desktop.launcher;

import org.jspecify.annotations.NullMarked;
