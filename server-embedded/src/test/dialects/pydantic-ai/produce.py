"""Pydantic AI with its newest form of spans."""

import asyncio

from pydantic_ai import Agent, InstrumentationSettings

import pydantic_agents
from scenarios import tracing

provider = tracing()
Agent.instrument_all(InstrumentationSettings(version=6))
asyncio.run(pydantic_agents.run(conversation_id="talk-1"))
provider.shutdown()
