"""LiteLLM's callback "otel", in its library without the proxy."""

import asyncio

import litellm_calls
from scenarios import tracing

provider = tracing()
litellm_calls.litellm.callbacks = ["otel"]
asyncio.run(litellm_calls.run())
provider.shutdown()
