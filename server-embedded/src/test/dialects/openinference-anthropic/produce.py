"""OpenInference's instrumentation of Anthropic's library, in a session of a user."""

from openinference.instrumentation import using_attributes
from openinference.instrumentation.anthropic import AnthropicInstrumentor

import anthropic_calls
from scenarios import tracing

provider = tracing()
AnthropicInstrumentor().instrument()
with using_attributes(session_id="session-1", user_id="user-1", tags=["shop", "test"]):
    anthropic_calls.messages()
provider.shutdown()
