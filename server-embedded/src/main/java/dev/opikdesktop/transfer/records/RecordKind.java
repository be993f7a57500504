package dev.opikdesktop.transfer.records;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a record is of. Each is one JSON object, with the field names of the API's write models.
 * Whatever else stands in it is ignored.
 *
 * <p>In all of them: {@code created_at}, {@code created_by}, {@code last_updated_at}, {@code
 * last_updated_by} are kept when they are there, and made by the server when not. The greater
 * {@code last_updated_at} of one id wins, so that the same record written twice changes nothing.
 * Fields that are marked * must be there.
 *
 * <p>They come in the order of this list: a thread before its traces, so that these find it.
 */
public enum RecordKind {
  /** {@code thread_id*, id (version 7, of its row), status (active or inactive), tags}. */
  THREAD("threads"),
  /** The schema Trace_Write: {@code id* (version 7), start_time*, name, end_time, input, …}. */
  TRACE("traces"),
  /** The schema Span_Write: {@code id* (version 7), trace_id*, start_time*, parent_span_id, …}. */
  SPAN("spans"),
  /**
   * {@code entity_type* (trace, span or thread), entity_id*, name*, value*, source* (ui, sdk or
   * online_scoring), category_name, reason, author, source_queue_id}. In place of the {@code
   * entity_id} a thread may be named by its {@code thread_id}.
   */
  FEEDBACK_SCORE("feedback_scores"),
  /**
   * {@code entity_type*, entity_id* (or thread_id), id* (version 7), text*, source_queue_id}. The
   * id must be the same whenever the same source is read.
   */
  COMMENT("comments"),
  /** {@code entity_type* (trace or span), entity_id*, name*, passed*, source*, reason, author}. */
  ASSERTION_RESULT("assertion_results"),
  /** {@code entity_id* (a trace), id*, secondary_id* (a span), name*, result*, config, details}. */
  GUARDRAIL("guardrails"),
  /**
   * {@code entity_type* (trace or span), entity_id*, file_name*, mime_type, extracted (whether a
   * server took it out of a payload)}, and the bytes.
   */
  ATTACHMENT("attachments"),
  /**
   * Spans as OpenTelemetry has them, with the traces that they make: {@code spans}, how many, and
   * an {@code ExportTraceServiceRequest} in protobuf's form as the bytes. Its resources name the
   * record's project.
   */
  OTLP("otlp");

  private final String word;

  RecordKind(String word) {
    this.word = word;
  }

  /** As it stands in addresses, in names of files and in manifests: {@code feedback_scores}. */
  public String word() {
    return word;
  }

  /** The kinds that a server keeps as they are: all but {@link #OTLP}. */
  public static List<RecordKind> stored() {
    return Arrays.stream(values()).filter(kind -> kind != OTLP).toList();
  }

  /** The kind of a word. */
  public static Optional<RecordKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
