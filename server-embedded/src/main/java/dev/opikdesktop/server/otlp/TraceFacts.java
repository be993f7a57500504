package dev.opikdesktop.server.otlp;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What spans of a trace say about the whole of it; of two names the first one counts. */
final class TraceFacts {
  private final Set<String> tags = new LinkedHashSet<>();
  private @Nullable String name;
  private @Nullable String thread;

  void add(TraceFacts other) {
    tags.addAll(other.tags);
    name(other.name);
    thread(other.thread);
  }

  void tags(Collection<String> said) {
    tags.addAll(said);
  }

  void name(@Nullable String said) {
    name = name == null ? said : name;
  }

  void thread(@Nullable String said) {
    thread = thread == null ? said : thread;
  }

  List<String> tags() {
    return List.copyOf(tags);
  }

  @Nullable String name() {
    return name;
  }

  /** The thread that the trace has when its first span names none. */
  @Nullable String thread() {
    return thread;
  }
}
