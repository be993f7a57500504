"""What the client's own filter language makes of texts. Asks no server."""

import json
import random

from opik.api_objects.opik_query_language import OpikQueryLanguage

from opik_report import report

PIECES = {
    "traces": ["id", "name", "input", "output", "thread_id", "duration", "tags", "start_time", "environment",
               "metadata.channel", "metadata.größe", 'metadata."a.b[0]"', "metadata.'it''s'", 'metadata."q""q"',
               "input_json.a", "usage.total_tokens", "feedback_scores.acc", 'feedback_scores."my score"',
               "span_feedback_scores.acc", "error_info", "total_estimated_cost", "guardrails", "experiment_id",
               "annotation_queue_ids", "llm_span_count", "nonsense"],
    "spans": ["id", "name", "model", "provider", "type", "trace_id", "usage.prompt_tokens", "tags", "metadata.k",
              "feedback_scores.acc", "total_estimated_cost", "duration", "end_time", "output_json.x"],
    "threads": ["id", "first_message", "last_message", "number_of_messages", "duration", "status", "tags",
                "feedback_scores.'a b'", "created_at", "annotation_queue_ids", "environment"],
}
OPERATORS = ["=", " = ", "!=", " != ", ">", " >= ", "<=", " < ", " contains ", " not_contains ", " starts_with ",
             " ends_with ", " is_empty", " is_not_empty", " in ", " not_in "]
VALUES = ['"x"', '"It\'s"', '"a\\"', '"two words"', '"(a OR b)"', '"NOT"', '"2026-01-01T00:00:00Z"', '"0.5"', '""', "5",
          "0.25", "5.", "007", '("a")', '("a", "b,c")', '( "a","b" )', '("")', "x", "'x'"]
BLANKS = ["", " ", "  ", "\n", "\u00a0"]
LINKS = [" and ", " AND ", " And\n", "and ", " or ", " "]


def condition(rest, fields):
    return (rest.choice(BLANKS) + rest.choice(fields) + rest.choice(OPERATORS) + rest.choice(VALUES + [""] * 4)
            + rest.choice(BLANKS))


def read(entities, text):
    make = getattr(OpikQueryLanguage, "for_" + entities, None if entities != "traces" else OpikQueryLanguage)
    if make is None:
        return None
    try:
        return json.loads(make(text).parsed_filters)
    except Exception:
        return None


rest = random.Random(35)
texts = [(entities, text)
         for entities, fields in PIECES.items()
         for text in [condition(rest, fields) for _ in range(3000)]
         + [condition(rest, fields) + rest.choice(LINKS) + condition(rest, fields) for _ in range(3000)]]
taken = [{"entities": entities, "text": text, "filters": filters}
         for entities, text in texts if (filters := read(entities, text)) is not None]
report(taken=taken, asked=len(texts))
