"""Traceloop's instrumentation (OpenLLMetry) of Anthropic's library."""

import os

os.environ["TRACELOOP_TRACE_CONTENT"] = "true"

from opentelemetry.instrumentation.anthropic import AnthropicInstrumentor  # noqa: E402

import anthropic_calls  # noqa: E402
from scenarios import tracing  # noqa: E402

provider = tracing()
AnthropicInstrumentor().instrument()
anthropic_calls.messages()
provider.shutdown()
