package dev.opikdesktop.desktop.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project of the workspace ({@code Project_Public}).
 *
 * @param lastTraceAt when its newest trace changed; null when it has none
 * @param createdBy empty where the server does not say
 */
public record Project(
    String id,
    String name,
    @Nullable String description,
    @Nullable Instant createdAt,
    @Nullable Instant lastUpdatedAt,
    @Nullable Instant lastTraceAt,
    String createdBy) {

  /** One of which no more is known than this. */
  public static Project named(String id, String name) {
    return new Project(id, name, null, null, null, null, "");
  }
}
