package dev.opikdesktop.desktop.explorer.command;

import java.util.function.BooleanSupplier;

/**
 * Something that can be done.
 *
 * @param group where it belongs: a page, or what it is about
 * @param title what it does, in the imperative
 * @param keys how the keyboard does it, as a person reads it; empty for no way
 * @param possible whether it makes sense now
 */
public record Command(
    String group, String title, String keys, BooleanSupplier possible, Runnable action) {

  /** Something that can always be done. */
  public static Command of(String group, String title, String keys, Runnable action) {
    return new Command(group, title, keys, () -> true, action);
  }
}
