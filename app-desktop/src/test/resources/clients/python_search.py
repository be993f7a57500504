"""Traces and spans found by the client's filter language, and deleted."""

import time

import opik

from opik_report import report

PROJECT = "python search"
client = opik.Opik(project_name=PROJECT)
rest = client.rest_client


def until(read, enough):
    """Spans go shortly after their traces."""
    for _ in range(200):
        found = read()
        if enough(found):
            return found
        time.sleep(0.05)
    return found


def log(name, thread_id, number):
    trace = client.trace(name=name, thread_id=thread_id, input={"number": number}, output={"text": name},
                         metadata={"city": "Köln" if number == 1 else "Bonn"}, tags=["n%d" % number])
    span = trace.span(name=name + " span", type="llm", model="gpt-4o", provider="openai",
                      usage={"prompt_tokens": 10 * number, "completion_tokens": 1, "total_tokens": 10 * number + 1})
    span.end()
    trace.end()
    return trace, span


first, first_span = log("first", "a thread", 1)
second, second_span = log("second", "a thread", 2)
third, third_span = log("third", "another thread", 3)
first.log_feedback_score("helpful", 0.75)
second.log_feedback_score("helpful", 0.25)
first_span.log_feedback_score("exact", 1.0)
second_span.log_feedback_score("exact", 0.0)
flushed = client.flush()

FILTERS = {
    "name": 'name = "second"',
    "metadata": 'metadata.city contains "köln"',
    "tags": 'tags contains "n3"',
    "thread": 'thread_id = "a thread"',
    "score": "feedback_scores.helpful > 0.5",
    "usage": "usage.total_tokens > 20 and duration >= 0",
}
searched = {key: sorted(each.name for each in client.search_traces(project_name=PROJECT, filter_string=text))
            for key, text in FILTERS.items()}
SPAN_FILTERS = {
    "model": 'model starts_with "gpt" and type = "llm"',
    "score": "feedback_scores.exact = 1",
    "usage": "usage.prompt_tokens >= 30",
}
searched_spans = {key: sorted(each.name for each in client.search_spans(project_name=PROJECT, filter_string=text))
                  for key, text in SPAN_FILTERS.items()}
of_trace = [each.name for each in client.search_spans(project_name=PROJECT, trace_id=third.id)]

# Deletes.
rest.traces.delete_traces(ids=[third.id])
left = until(lambda: sorted(each.name for each in client.search_spans(project_name=PROJECT)),
             lambda names: len(names) == 2)
deleted = {"traces": sorted(each.name for each in client.search_traces(project_name=PROJECT)), "spans": left}

report(flushed=flushed, searched=searched, searched_spans=searched_spans, of_trace=of_trace, deleted=deleted)
client.end()
