package dev.opikdesktop.server.http;

/**
 * The route that a request took, registered in its context.
 *
 * @param path with {@code {name}} for parameters, without the prefix {@code /api}
 */
record RouteTemplate(String path) {}
