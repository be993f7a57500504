"""Traceloop's instrumentation (OpenLLMetry) of Anthropic's library, without the spans that the library makes itself."""

import os

os.environ["TRACELOOP_TRACE_CONTENT"] = "true"
os.environ["ANTHROPIC_OPEN_TELEMETRY"] = "false"

from opentelemetry.instrumentation.anthropic import AnthropicInstrumentor  # noqa: E402

import anthropic_calls  # noqa: E402
from scenarios import tracing  # noqa: E402

provider = tracing()
AnthropicInstrumentor().instrument()
anthropic_calls.messages()
provider.shutdown()
