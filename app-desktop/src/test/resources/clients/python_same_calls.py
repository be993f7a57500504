"""The same LLM calls three ways: by Opik's SDK, and by OpenTelemetry in the words of GenAI and of OpenInference."""

import json
import sys

import opik
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opik import opik_context

# name, model, what each way calls the provider, usage as the provider gives it, and its parts as OpenTelemetry counts
# them: input (the cache's share is part of it), output, read from the cache, written to it, reasoning
CALLS = [
    ("openai", "gpt-4o", ("openai", "openai", "openai"),
     {"prompt_tokens": 1000, "completion_tokens": 500, "total_tokens": 1500},
     (1000, 500, None, None, None)),
    ("openai cached", "gpt-5", ("openai", "openai", "openai"),
     {"prompt_tokens": 1000, "completion_tokens": 500, "total_tokens": 1500,
      "prompt_tokens_details": {"cached_tokens": 400}, "completion_tokens_details": {"reasoning_tokens": 300}},
     (1000, 500, 400, None, 300)),
    ("azure cached", "azure/gpt-4o", ("azure", "azure.ai.openai", "azure"),
     {"prompt_tokens": 2000, "completion_tokens": 10, "total_tokens": 2010,
      "prompt_tokens_details": {"cached_tokens": 1024}},
     (2000, 10, 1024, None, None)),
    ("anthropic", "claude-sonnet-4-20250514", ("anthropic", "anthropic", "anthropic"),
     {"input_tokens": 300, "output_tokens": 40},
     (300, 40, None, None, None)),
    ("anthropic cached", "claude-sonnet-4-20250514", ("anthropic", "anthropic", "anthropic"),
     {"input_tokens": 100, "output_tokens": 50, "cache_read_input_tokens": 700, "cache_creation_input_tokens": 200},
     (1000, 50, 700, 200, None)),
    ("google cached", "gemini-2.5-flash", ("google_ai", "gcp.gemini", "google"),
     {"prompt_token_count": 1000, "candidates_token_count": 100, "total_token_count": 1150,
      "cached_content_token_count": 300, "thoughts_token_count": 50},
     (1000, 150, 300, None, 50)),
    ("vertex", "gemini-2.5-flash", ("google_vertexai", "gcp.vertex_ai", "vertexai"),
     {"prompt_token_count": 70, "candidates_token_count": 30, "total_token_count": 100},
     (70, 30, None, None, None)),
    ("bedrock", "anthropic.claude-sonnet-4-20250514-v1:0", ("bedrock", "aws.bedrock", "aws"),
     {"inputTokens": 100, "outputTokens": 20},
     (100, 20, None, None, None)),
    ("mistral", "mistral-large-latest", ("mistral", "mistral_ai", "mistralai"),
     {"prompt_tokens": 12, "completion_tokens": 34, "total_tokens": 46},
     (12, 34, None, None, None)),
    ("groq", "llama-3.3-70b-versatile", ("groq", "groq", "groq"),
     {"prompt_tokens": 56, "completion_tokens": 78, "total_tokens": 134},
     (56, 78, None, None, None)),
    ("nobody's price", "our-own-model", ("openai", "openai", "openai"),
     {"prompt_tokens": 5, "completion_tokens": 6, "total_tokens": 11},
     (5, 6, None, None, None)),
]
COUNTS = {
    "genai": ("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens", "gen_ai.usage.cache_read.input_tokens",
              "gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.reasoning.output_tokens"),
    "openinference": ("llm.token_count.prompt", "llm.token_count.completion",
                      "llm.token_count.prompt_details.cache_read", "llm.token_count.prompt_details.cache_write",
                      "llm.token_count.completion_details.reasoning"),
}


def by_sdk(name, model, providers, usage, parts):
    @opik.track(name="call", type="llm", project_name="sdk")
    def call():
        opik_context.update_current_span(model=model, provider=providers[0], usage=usage)

    @opik.track(name=name, project_name="sdk")
    def agent():
        call()

    agent()


def by_otlp(tracer, way, name, model, providers, usage, parts):
    attributes = {key: count for key, count in zip(COUNTS[way], parts) if count is not None}
    if way == "genai":
        attributes |= {"gen_ai.operation.name": "chat", "gen_ai.provider.name": providers[1],
                       "gen_ai.request.model": model}
    else:
        attributes |= {"openinference.span.kind": "LLM", "llm.system": providers[2], "llm.model_name": model,
                       "llm.token_count.total": parts[0] + parts[1]}
    with tracer.start_as_current_span(name):
        with tracer.start_as_current_span("call", attributes=attributes):
            pass


for each in CALLS:
    by_sdk(*each)
flushed = opik.get_global_client().flush()
for way in COUNTS:
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(headers={"projectName": way})))
    for each in CALLS:
        by_otlp(provider.get_tracer("calls"), way, *each)
    flushed = provider.force_flush() and flushed
    provider.shutdown()
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump({"flushed": flushed, "providers": {each[0]: each[2] for each in CALLS}}, file)
opik.get_global_client().end()
