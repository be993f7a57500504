package dev.opikdesktop.storage.coordination;

/** Locks that are held until this is closed, by the thread that took them. */
public interface HeldLock extends AutoCloseable {
  /** Gives the locks back. Closing twice does nothing more. */
  @Override
  void close();
}
