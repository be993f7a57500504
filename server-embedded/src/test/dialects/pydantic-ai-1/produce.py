"""Pydantic AI of its first release, with the form of spans that it and all before it had: messages as events."""

import asyncio

from pydantic_ai import Agent, InstrumentationSettings

import pydantic_agents
from scenarios import tracing

provider = tracing()
Agent.instrument_all(InstrumentationSettings(version=1))
asyncio.run(pydantic_agents.run())
provider.shutdown()
