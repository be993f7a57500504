/** Settings from one file, the environment and the command line, and where each came from. */
@NullMarked
package dev.opikdesktop.server.configuration;

import org.jspecify.annotations.NullMarked;
