"""OpenTelemetry's own instrumentation of OpenAI's library, with the content of the messages on the spans."""

import os

os.environ["OTEL_SEMCONV_STABILITY_OPT_IN"] = "gen_ai_latest_experimental"
os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "span_only"

from opentelemetry.instrumentation.genai.openai import OpenAIInstrumentor  # noqa: E402

import openai_calls  # noqa: E402
from scenarios import tracing  # noqa: E402

provider = tracing()
OpenAIInstrumentor().instrument()
openai_calls.chat()
openai_calls.responses()
provider.shutdown()
