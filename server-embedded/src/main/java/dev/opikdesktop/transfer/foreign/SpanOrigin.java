package dev.opikdesktop.transfer.foreign;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;

/**
 * Where spans come from: a resource, and a scope in it. In a file either may stand behind its
 * spans, so what is not there yet can be told until the first of the spans is sent.
 */
final class SpanOrigin {
  /** The resource of several origins. */
  static final class Owner {
    private Resource resource = Resource.getDefaultInstance();
    private boolean isSettled;
    private boolean isUsed;

    void set(Resource found) {
      requireUnused(isUsed, "resource");
      resource = found;
      isSettled = true;
    }

    /** It has none, or it was told. */
    void settle() {
      isSettled = true;
    }

    Resource use() {
      isUsed = true;
      return resource;
    }
  }

  private final Owner owner;
  private InstrumentationScope scope = InstrumentationScope.getDefaultInstance();
  private boolean isSettled;
  private boolean isUsed;

  SpanOrigin(Owner owner) {
    this.owner = owner;
  }

  Owner owner() {
    return owner;
  }

  void set(InstrumentationScope found) {
    requireUnused(isUsed, "scope");
    scope = found;
    isSettled = true;
  }

  /** It has none, or it was told. */
  void settle() {
    isSettled = true;
  }

  boolean isSettled() {
    return isSettled && owner.isSettled;
  }

  InstrumentationScope use() {
    isUsed = true;
    return scope;
  }

  private static void requireUnused(boolean isUsed, String what) {
    if (isUsed) {
      throw new IllegalArgumentException(
          "the %s stands behind more spans than are held until it comes".formatted(what));
    }
  }
}
