"""Traceloop's instrumentation of OpenAI's library before it followed the newer conventions: messages are numbered attributes."""

import os

os.environ["TRACELOOP_TRACE_CONTENT"] = "true"

from opentelemetry.instrumentation.openai import OpenAIInstrumentor  # noqa: E402

import openai_calls  # noqa: E402
from scenarios import tracing  # noqa: E402

provider = tracing()
OpenAIInstrumentor().instrument()
openai_calls.chat()
provider.shutdown()
