"""Anthropic's library, which makes spans of its own wherever OpenTelemetry is set up."""

import anthropic_calls
from scenarios import tracing

provider = tracing()
anthropic_calls.messages(open_telemetry={"conversation_id": "conversation-1", "traces": {"content_mode": "content"}})
provider.shutdown()
