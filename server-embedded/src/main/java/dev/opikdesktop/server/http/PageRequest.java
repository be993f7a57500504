package dev.opikdesktop.server.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Which part of a list is asked for (Opik contract 1.6).
 *
 * @param page from 1
 * @param size how many entries a page has, at least 1; no upper bound
 */
public record PageRequest(int page, int size) {
  private static final int FIRST_PAGE = 1;
  private static final int DEFAULT_SIZE = 10;

  /**
   * Reads {@code page} (default 1) and {@code size} (default 10).
   *
   * @throws ApiException 400 {@code {errors}} below 1; 404 for something that is no number
   */
  public static PageRequest of(ServerRequest request) {
    return of(request, DEFAULT_SIZE);
  }

  /** As {@link #of(ServerRequest)} with another default size. */
  public static PageRequest of(ServerRequest request, int defaultSize) {
    Parameters parameters = Parameters.of(request);
    int page = parameters.integer("page", FIRST_PAGE);
    int size = parameters.integer("size", defaultSize);
    List<String> errors = new ArrayList<>();
    if (page < 1) {
      errors.add("query param page must be greater than or equal to 1");
    }
    if (size < 1) {
      errors.add("query param size must be greater than or equal to 1");
    }
    if (!errors.isEmpty()) {
      throw ApiException.errors(400, errors);
    }
    return new PageRequest(page, size);
  }

  /**
   * This page, of a list that has an upper bound.
   *
   * @throws ApiException 400 {@code {errors}} for a longer page
   */
  public PageRequest atMost(int entries) {
    if (size > entries) {
      throw ApiException.errors(400, "query param size must be less than or equal to " + entries);
    }
    return this;
  }

  /** How many entries lie before this page. */
  public long offset() {
    return (page - 1L) * size;
  }
}
