package dev.opikdesktop.server.http;

import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

/** The body of a list (Opik contract 1.6). */
public final class PageWriter {
  private PageWriter() {}

  /**
   * Writes {@code {page, size, total, content, sortable_by?}}; size is how many entries this page
   * really has.
   *
   * @param total how many entries there are on all pages
   * @param sortableBy names for sorting, left out when empty
   */
  public static <T> void write(
      JsonGenerator generator,
      int page,
      long total,
      List<T> content,
      BiConsumer<JsonGenerator, T> entry,
      List<String> sortableBy) {
    write(generator, page, total, Entries.of(content), entry, sortableBy);
  }

  /** The same of entries that are read while they are written. */
  public static <T> void write(
      JsonGenerator generator,
      int page,
      long total,
      Entries<T> content,
      BiConsumer<JsonGenerator, T> entry,
      List<String> sortableBy) {
    generator.writeStartObject();
    write(generator, page, total, content, entry);
    if (!sortableBy.isEmpty()) {
      generator.writeArrayPropertyStart("sortable_by");
      sortableBy.forEach(generator::writeString);
      generator.writeEndArray();
    }
    generator.writeEndObject();
  }

  /** The same of a list that says of itself that it cannot be sorted. */
  public static <T> void writeUnsortable(
      JsonGenerator generator,
      int page,
      long total,
      Entries<T> content,
      BiConsumer<JsonGenerator, T> entry) {
    generator.writeStartObject();
    write(generator, page, total, content, entry);
    generator.writeArrayPropertyStart("sortable_by");
    generator.writeEndArray();
    generator.writeEndObject();
  }

  private static <T> void write(
      JsonGenerator generator,
      int page,
      long total,
      Entries<T> content,
      BiConsumer<JsonGenerator, T> entry) {
    generator.writeNumberProperty("page", page);
    generator.writeNumberProperty("size", content.size());
    generator.writeNumberProperty("total", total);
    generator.writeArrayPropertyStart("content");
    content.forEach(each -> entry.accept(generator, each));
    generator.writeEndArray();
  }
}
