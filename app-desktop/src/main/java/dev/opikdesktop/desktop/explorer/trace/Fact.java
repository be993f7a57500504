package dev.opikdesktop.desktop.explorer.trace;

/** One line beside the payload. */
public record Fact(String name, String value, String note) {}
