"""OpenInference's instrumentation of OpenAI's library, in a session of a user."""

from openinference.instrumentation import using_attributes
from openinference.instrumentation.openai import OpenAIInstrumentor

import openai_calls
from scenarios import tracing

provider = tracing()
OpenAIInstrumentor().instrument()
with using_attributes(session_id="session-1", user_id="user-1", tags=["shop", "test"], metadata={"branch": "north"}):
    openai_calls.chat()
    openai_calls.responses()
provider.shutdown()
