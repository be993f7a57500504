package dev.opikdesktop.server.http;

import java.util.List;
import java.util.function.Consumer;

/** The entries of a page or stream, which may come from the store only while they are written. */
public interface Entries<T> {
  /** How many there are. */
  int size();

  void forEach(Consumer<T> entry);

  /** Entries that are there already. */
  static <T> Entries<T> of(List<T> all) {
    return new Entries<>() {
      @Override
      public int size() {
        return all.size();
      }

      @Override
      public void forEach(Consumer<T> entry) {
        all.forEach(entry);
      }
    };
  }
}
