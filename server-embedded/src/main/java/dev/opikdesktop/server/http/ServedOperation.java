package dev.opikdesktop.server.http;

/**
 * A method and a path that have a route.
 *
 * @param path with {@code {name}} for parameters, without the prefix {@code /api}
 */
public record ServedOperation(String method, String path) {}
