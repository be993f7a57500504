package dev.opikdesktop.desktop.explorer.trace;

/**
 * A node and everything below it, added up.
 *
 * @param spans without the trace itself
 * @param tokens of the spans that say it
 * @param cost US dollars
 */
public record Sums(int spans, int errors, long tokens, double cost) {}
