"""Nested functions under @opik.track: one that answers, one that fails."""

import opik
from opik import opik_context

from opik_report import report, stored

PROJECT = "python track"
seen = {}


def remember(name):
    span = opik_context.get_current_span_data()
    seen[name] = {"id": span.id, "parent_span_id": span.parent_span_id, "trace_id": span.trace_id,
                  "start_time": span.start_time.isoformat()}


@opik.track(name="complete", type="llm", project_name=PROJECT)
def complete(prompt, temperature):
    remember("complete")
    opik_context.update_current_span(
        model="gpt-4o",
        provider="openai",
        usage={"prompt_tokens": 1000, "completion_tokens": 500, "total_tokens": 1500},
        metadata={"temperature": temperature, "nested": {"list": [1, 2.5, None, "ü"]}},
        tags=["llm", "first"],
    )
    return {"answer": "Paris", "choices": [{"index": 0, "finish_reason": "stop"}]}


@opik.track(name="retrieve", type="tool", project_name=PROJECT)
def retrieve(question):
    remember("retrieve")
    return ["France", "capital"]


@opik.track(name="agent", project_name=PROJECT)
def agent(question):
    remember("agent")
    opik_context.update_current_trace(
        metadata={"customer": "häuptling", "attempt": 3}, tags=["production", "eu"], thread_id="thread-1")
    retrieve(question)
    return complete(question, temperature=0.2)["answer"]


@opik.track(name="fails", type="tool", project_name=PROJECT)
def fails(question):
    raise ValueError("no such tool: " + question)


@opik.track(name="failing agent", project_name=PROJECT)
def failing_agent(question):
    remember("failing agent")
    return fails(question)


agent("What is the capital of France?")
try:
    failing_agent("calculator")
except ValueError:
    pass

client = opik.get_global_client()
flushed = client.flush()
report(
    flushed=flushed,
    seen=seen,
    answered=stored(client, PROJECT, seen["agent"]["trace_id"]),
    failed=stored(client, PROJECT, seen["failing agent"]["trace_id"]),
)
client.end()
