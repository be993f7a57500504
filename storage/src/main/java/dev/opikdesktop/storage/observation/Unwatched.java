package dev.opikdesktop.storage.observation;

/** What nobody watches. */
final class Unwatched implements Observation {
  @Override
  public boolean isWatched() {
    return false;
  }

  @Override
  public Observation part(Kind kind, String name) {
    return this;
  }

  @Override
  public Observation origin() {
    return this;
  }

  @Override
  public Observation with(String name, String value) {
    return this;
  }

  @Override
  public Observation with(String name, long value) {
    return this;
  }

  @Override
  public Observation failed(Throwable failure) {
    return this;
  }

  @Override
  public Observation alsoFor(Observation other) {
    return this;
  }

  @Override
  public void end() {
    // There is nothing to end.
  }
}
