/** One thread: the turns of a conversation, each of which is a trace, as they were said. */
@NullMarked
package dev.opikdesktop.desktop.explorer.thread;

import org.jspecify.annotations.NullMarked;
