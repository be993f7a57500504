package dev.opikdesktop.server.otlp.dialects;

/** What becomes of an attribute. */
public enum Target {
  /** A field of the input, under the attribute's own key. */
  INPUT,
  /** A field of the output, under the attribute's own key. */
  OUTPUT,
  /**
   * The same; the trace has the last one of the spans right below its first one, when that has no
   * output itself.
   */
  ANSWER,
  /** A field of the metadata, under the attribute's own key. */
  METADATA,
  /** The model, unless one that answered is named too. */
  MODEL,
  /** The model that answered, which counts more than the one that was asked for. */
  ANSWERING_MODEL,
  /** Who runs the model; kept in the metadata too where Opik has another word for it. */
  PROVIDER,
  /** Who runs the model unless a provider is named; kept in the input too. */
  HOST,
  /** Whose model it is, who runs it too unless another is named; kept in the input too. */
  MAKER,
  /** A count of the usage, named by the rest of the key. */
  USAGE,
  /** A JSON object of counts of the usage; objects in it are the provider's own, of parts. */
  USAGE_OBJECT,
  /** The same, kept in the metadata too. */
  USAGE_DETAILS,
  /** What the call cost, in US dollars, as the client reckons. */
  COST,
  /**
   * A JSON object of costs in US dollars, kept in the metadata too: its "total", else their sum;
   * nothing is not known.
   */
  COSTS,
  /** Seconds from the call to the first piece of the answer, kept in the metadata too. */
  SECONDS_TO_FIRST,
  /** The time of the first piece of the answer, kept in the metadata too. */
  TIME_OF_FIRST,
  /** The thread of the trace, kept in the metadata as "thread_id" too. */
  THREAD,
  /** The same; the trace has it too when its first span does not name a thread. */
  SESSION,
  /** A list, a JSON array in text, or words between commas. */
  TAGS,
  /** The same; when the span is the root of its trace the tags are the trace's too. */
  TRACE_TAGS,
  /** The same, said of the whole trace by whichever of its spans. */
  TAGS_OF_TRACE,
  /** The name of the trace in place of its first span's, kept in the metadata too. */
  NAME_OF_TRACE,
  /** The environment of the span, and of the trace that it begins. */
  ENVIRONMENT,
  /** A word for the kind of span, kept in the input too. */
  KIND,
  /** The same, kept in the metadata in place of the input. */
  TYPE,
  /**
   * A JSON array of messages as events: those named gen_ai.choice are a field of the output, the
   * others of the input.
   */
  EVENTS,
  /**
   * What a person reads, kept in the metadata too: the name of a span that is named by a template.
   */
  TITLE,
  /** The name of the operation, kept in the metadata too; it may overrule the type. */
  OPERATION,
  /** The host that was called, kept in the metadata too; it tells Google's two services apart. */
  SERVER,
  /**
   * How a request travelled: in the metadata of a call of a model, whose input is what was asked;
   * in the input of any other span, as what no rule knows.
   */
  TRANSPORT,
  /** Of no use to a reader: dropped. */
  NOTHING
}
