"""The client without decorators: explicit ids and times, and updates (PATCH) long after the create was sent."""

from datetime import datetime, timedelta, timezone

import opik
from opik.id_helpers import generate_id

from opik_report import report, stored

PROJECT = "python client"
START = datetime(2026, 3, 4, 5, 6, 7, 123456, tzinfo=timezone.utc)


def after(milliseconds):
    return START + timedelta(milliseconds=milliseconds)


client = opik.Opik(project_name=PROJECT)
trace_id, span_id, llm_id = (generate_id(after(n)) for n in (0, 1, 2))
trace = client.trace(
    id=trace_id,
    name="question",
    start_time=START,
    input={"question": "What is the capital of France?"},
    metadata={"customer": 17, "first": True},
    tags=["production"],
    thread_id="thread-2",
)
span = trace.span(id=span_id, name="chain", start_time=after(1), input={"step": 1})
llm = span.span(
    id=llm_id,
    name="completion",
    type="llm",
    start_time=after(2),
    input={"messages": [{"role": "user", "content": "Hauptstadt?\n\t\"quoted\" \\ 🗼"}]},
    model="gpt-4o",
    provider="openai",
    metadata={"seed": 7},
)
created = client.flush()

llm.end(
    end_time=after(1502.25),
    output={"choices": [{"message": {"content": "Paris"}}]},
    usage={"prompt_tokens": 2000, "completion_tokens": 100, "total_tokens": 2100},
    tags=["late"],
)
span.end(
    end_time=after(1600),
    output={"ok": False},
    error_info={"exception_type": "TimeoutError", "message": "too late", "traceback": "line 1\nline 2"},
)
trace.end(end_time=after(1700), output={"answer": "Paris"}, metadata={"customer": 17, "second": [1, 2]},
          tags=["production", "done"])
updated = client.flush()
report(
    created=created,
    updated=updated,
    ids={"trace": trace_id, "span": span_id, "llm": llm_id},
    stored=stored(client, PROJECT, trace_id),
)
client.end()
