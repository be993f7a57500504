package dev.opikdesktop.desktop.client;

/**
 * Where traces and spans of this name ran.
 *
 * @param description empty for none
 * @param colour as CSS has it, for example {@code #3b82f6}; whatever a client wrote
 * @param position in lists, lowest first; several may have the same
 */
public record Environment(
    String id, String name, String description, String colour, int position) {}
