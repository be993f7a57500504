"""Agents of Pydantic AI, one a scenario, whatever its version."""

import base64

from pydantic_ai import Agent, BinaryContent
from pydantic_ai.exceptions import ModelHTTPError
from pydantic_ai.models.openai import OpenAIChatModel

from scenarios import picture, scenario


def get_weather(city: str) -> str:
    """The weather of a city."""
    return f"clear in {city}"


def get_tide(city: str) -> str:
    """The tide at a city."""
    raise LookupError(f"no sea near {city}")


def agent(name, **options):
    return Agent(OpenAIChatModel("gpt-4o"), name=name, system_prompt="Answer in one sentence.", **options)


async def run(**conversation):
    """
    conversation: further arguments of a run that say to which conversation it belongs.
    """
    asker = agent("asker", model_settings={"temperature": 0.2})
    with scenario("plain"):
        await asker.run("What is the capital of France?", **conversation)
    with scenario("streamed"):
        async with asker.run_stream("What is the capital of Italy?") as answer:
            async for _ in answer.stream_text():
                pass
    with scenario("tool"):
        await agent("forecaster", tools=[get_weather]).run("How is the weather?", **conversation)
    with scenario("tool_fails", LookupError):
        await agent("sailor", tools=[get_tide]).run("Get the tide, please.")
    with scenario("refused", ModelHTTPError):
        await asker.run("Fail with status 400, please.")
    with scenario("picture"):
        await asker.run(["What is this?", BinaryContent(base64.b64decode(picture()), media_type="image/png")])
