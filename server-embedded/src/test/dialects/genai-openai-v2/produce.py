"""The older package: conventions of 1.30, where what was said is in log records and not on the spans."""

import os

os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true"

from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor  # noqa: E402

import openai_calls  # noqa: E402
from scenarios import tracing  # noqa: E402

provider = tracing()
OpenAIInstrumentor().instrument()
openai_calls.chat()
provider.shutdown()
