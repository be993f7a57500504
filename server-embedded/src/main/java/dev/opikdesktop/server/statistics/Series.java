package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The course of one number (schema ResultsNumber_Public).
 *
 * @param values one for each step; null where nothing is known
 */
record Series(String name, List<@Nullable Double> values) {
  private static final double MOST_WHOLE = 1e15;

  /** A series without anything yet. */
  static Series empty(String name, int steps, Measure.Absent absent) {
    Double nothing = absent == Measure.Absent.ZERO ? 0.0 : null;
    return new Series(name, new ArrayList<>(Collections.nCopies(steps, nothing)));
  }

  void put(int step, double value) {
    values.set(step, Double.isNaN(value) ? null : value);
  }

  /** A point says null where nothing is known (Opik contract 1.4). */
  void write(JsonGenerator out, Steps steps) {
    write(out, null, steps);
  }

  /** The same with the project whose it is, if it is of one among several. */
  void write(JsonGenerator out, @Nullable UUID project, Steps steps) {
    out.writeStartObject();
    if (project != null) {
      out.writeStringProperty("project_id", project.toString());
    }
    out.writeStringProperty("name", name);
    out.writeArrayPropertyStart("data");
    for (int step = 0; step < values.size(); step++) {
      out.writeStartObject();
      out.writeStringProperty("time", Json.text(steps.begin(step)));
      out.writeName("value");
      write(out, values.get(step));
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, @Nullable Double value) {
    if (value == null) {
      out.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) < MOST_WHOLE) {
      out.writeNumber(value.longValue());
    } else {
      out.writeNumber(value);
    }
  }
}
