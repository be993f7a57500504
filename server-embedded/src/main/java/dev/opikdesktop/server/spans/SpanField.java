package dev.opikdesktop.server.spans;

/** The fields of a span that a PATCH can change. The names are stored: rename none. */
enum SpanField {
  NAME,
  TYPE,
  END_TIME,
  INPUT,
  OUTPUT,
  METADATA,
  MODEL,
  PROVIDER,
  TAGS,
  USAGE,
  ERROR_INFO,
  TOTAL_ESTIMATED_COST,
  TTFT,
  SOURCE,
  ENVIRONMENT
}
