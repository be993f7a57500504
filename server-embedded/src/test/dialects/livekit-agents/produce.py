"""LiveKit's agents without a room: what a user would say is typed, and the answer stays text."""

import asyncio
import os

from livekit.agents import Agent, AgentSession, function_tool
from livekit.agents.telemetry import set_tracer_provider
from livekit.plugins import openai

from scenarios import scenario, tracing


class Forecaster(Agent):
    def __init__(self):
        super().__init__(instructions="Answer in one sentence.")

    @function_tool
    async def get_weather(self, city: str) -> str:
        """The weather of a city.

        Args:
            city: the name of the city
        """
        return f"clear in {city}"

    @function_tool
    async def get_tide(self, city: str) -> str:
        """The tide at a city.

        Args:
            city: the name of the city
        """
        raise LookupError(f"no sea near {city}")


async def hear(text, agent):
    model = openai.LLM(model="gpt-4o", base_url=os.environ["OPENAI_BASE_URL"], api_key="sk-test")
    async with AgentSession(llm=model) as session:
        await session.start(agent)
        await session.run(user_input=text)


provider = tracing()
set_tracer_provider(provider)
with scenario("plain"):
    asyncio.run(hear("What is the capital of France?", Agent(instructions="Answer in one sentence.")))
with scenario("tool"):
    asyncio.run(hear("How is get weather?", Forecaster()))
with scenario("tool_fails"):
    asyncio.run(hear("How is get tide?", Forecaster()))
with scenario("refused", Exception):
    asyncio.run(hear("Fail with status 400, please.", Forecaster()))
provider.shutdown()
