package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.http.ApiException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a batch PATCH changes tags (Opik contract 2.8). */
public final class TagChange {
  private static final int MOST = 50;

  private TagChange() {}

  /**
   * The tags afterwards, or null where nothing was asked.
   *
   * @param merge whether {@code tags} join those there, instead of replacing them
   * @throws ApiException 422 if they are more than 50
   */
  public static @Nullable List<String> apply(
      @Nullable List<String> there,
      @Nullable List<String> tags,
      @Nullable List<String> add,
      @Nullable List<String> remove,
      boolean merge) {
    if (tags == null && add == null && remove == null) {
      return null;
    }
    Set<String> result = new LinkedHashSet<>();
    if (add != null || remove != null) {
      addAll(result, there);
      addAll(result, add);
      if (remove != null) {
        remove.forEach(result::remove);
      }
    } else {
      if (merge) {
        addAll(result, there);
      }
      addAll(result, tags);
    }
    if (result.size() > MOST) {
      throw ApiException.validation("tags Cannot have more than the maximum 50 tags per item");
    }
    return List.copyOf(result);
  }

  /** Tags as they are kept: each once, where it stood first. */
  public static List<String> distinct(List<String> tags) {
    return tags.size() < 2 ? List.copyOf(tags) : List.copyOf(new LinkedHashSet<>(tags));
  }

  private static void addAll(Set<String> to, @Nullable List<String> from) {
    if (from != null) {
      to.addAll(from);
    }
  }
}
