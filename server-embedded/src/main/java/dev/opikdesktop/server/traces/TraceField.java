package dev.opikdesktop.server.traces;

/** The fields of a trace that a PATCH can change. The names are stored: rename none. */
enum TraceField {
  NAME,
  END_TIME,
  INPUT,
  OUTPUT,
  METADATA,
  TAGS,
  ERROR_INFO,
  THREAD_ID,
  TTFT,
  SOURCE,
  ENVIRONMENT
}
