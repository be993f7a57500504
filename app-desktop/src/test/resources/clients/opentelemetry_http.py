"""The OpenTelemetry SDK with its OTLP/HTTP exporter: an LLM span under a span, in the GenAI vocabulary."""

import json
import sys

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

START = 1_772_600_767_123_456_000


def after(milliseconds):
    return START + milliseconds * 1_000_000


provider = TracerProvider(resource=Resource.create({"service.name": "shop"}))
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
tracer = provider.get_tracer("shop.agent", "1.0")

root = tracer.start_span("agent", start_time=START, attributes={"customer": "häuptling", "attempt": 3})
llm = tracer.start_span(
    "chat gpt-4o",
    context=trace.set_span_in_context(root),
    start_time=after(10),
    attributes={
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.system": "openai",
        "gen_ai.request.model": "gpt-4o",
        "gen_ai.request.temperature": 0.2,
        "gen_ai.usage.input_tokens": 1000,
        "gen_ai.usage.output_tokens": 500,
        "gen_ai.input.messages": json.dumps([{"role": "user", "parts": [{"type": "text", "content": "Capital?"}]}]),
        "gen_ai.output.messages": json.dumps(
            [{"role": "assistant", "parts": [{"type": "text", "content": "Paris"}], "finish_reason": "stop"}]),
    },
)
llm.end(end_time=after(1510))
failing = tracer.start_span("lookup", context=trace.set_span_in_context(root), start_time=after(1520))
failing.record_exception(ValueError("no such tool"))
failing.set_status(trace.Status(trace.StatusCode.ERROR, "no such tool"))
failing.end(end_time=after(1530))
root.end(end_time=after(1600))

flushed = provider.force_flush()
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump({"flushed": flushed, "trace_id": format(root.get_span_context().trace_id, "032x")}, file)
provider.shutdown()
