package dev.opikdesktop.storage.engine.child;

/**
 * What becomes of a statement that reads, that nobody waits for, and that does not end when it is
 * told to. The engine looks at that between blocks of rows only; one call of a function over one
 * block can take hours. No thread of the library can be ended by itself, so the process is, which
 * the application starts again. What was acknowledged is durable.
 *
 * @param patienceNanos how long it is told again and again before
 * @param endProcess does not return
 */
record Unstoppable(long patienceNanos, Runnable endProcess) {}
