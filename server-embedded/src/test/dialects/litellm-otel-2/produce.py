"""LiteLLM's callback "otel" in its second form, which a variable switches on."""

import asyncio
import os

os.environ["LITELLM_OTEL_V2"] = "true"
os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "span_only"

import litellm_calls  # noqa: E402
from scenarios import tracing  # noqa: E402

provider = tracing()
litellm_calls.litellm.callbacks = ["otel"]
asyncio.run(litellm_calls.run())
provider.shutdown()
