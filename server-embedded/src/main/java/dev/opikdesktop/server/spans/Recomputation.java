package dev.opikdesktop.server.spans;

/**
 * What came of estimating the costs of a project anew.
 *
 * @param spans how many spans were looked at
 * @param changed how many of them cost something else now
 */
public record Recomputation(long spans, long changed) {}
