"""A project with all that the command line's export can carry."""

import os
import random
import tempfile
from datetime import datetime, timedelta, timezone

import opik

from opik_report import report

PROJECT = "python transfer/1"
START = datetime(2026, 3, 4, 5, 6, 7, 123456, tzinfo=timezone.utc)

random.seed(5)
client = opik.Opik(project_name=PROJECT)


def after(milliseconds):
    return START + timedelta(milliseconds=milliseconds)


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "ein bild.png")
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + random.randbytes(300_000))
    trace = client.trace(
        name="question",
        start_time=START,
        end_time=after(2000),
        input={"question": "Hauptstadt?\n\t\"quoted\" \\ 🗼", "of": {"country": ["France", 1, 2.5, None, True]}},
        output={"answer": "Paris"},
        metadata={"customer": 17, "nested": {"list": [1, "two"]}},
        tags=["production", "häufig"],
        thread_id="thread-9",
        attachments=[opik.Attachment(data=path)],
    )
    chain = trace.span(
        name="chain",
        start_time=after(1),
        end_time=after(1900),
        input={"step": 1},
        error_info={"exception_type": "TimeoutError", "message": "too late", "traceback": "line 1\nline 2"},
        attachments=[opik.Attachment(data="Grüße".encode(), file_name="notes.txt", content_type="text/plain")],
    )
    llm = chain.span(
        name="completion",
        type="llm",
        start_time=after(2),
        end_time=after(1500),
        input={"messages": [{"role": "user", "content": "Capital?"}]},
        output={"choices": [{"message": {"content": "Paris"}}]},
        metadata={"seed": 7},
        tags=["late"],
        model="gpt-4o",
        provider="openai",
        usage={"prompt_tokens": 2000, "completion_tokens": 100, "total_tokens": 2100},
    )
    trace.log_feedback_score("correct", 0.75, category_name="mostly", reason="it is Paris")
    trace.log_feedback_score("polite", 1.0)
    llm.log_feedback_score("short", 0.5, reason="could be shorter")
    client.trace(
        name="failed",
        start_time=after(5000),
        end_time=after(5001),
        input={},
        error_info={"exception_type": "ValueError", "message": "no", "traceback": "line 1"},
    )
    report(flushed=client.flush(timeout=60), trace=trace.id, spans=[chain.id, llm.id])
client.end()
