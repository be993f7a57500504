"""Calls through LiteLLM's library, as its callback "otel" tells of them; one a scenario."""

import asyncio
import json
import os

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "true"
os.environ["OTEL_BSP_SCHEDULE_DELAY"] = "100"

import litellm  # noqa: E402

from openai_calls import WEATHER, question  # noqa: E402
from scenarios import picture, scenario  # noqa: E402

ABOUT = {"session_id": "talk-1", "tags": ["shop", "test"], "user_id": "ada", "tier": "gold"}


async def call(messages, **options):
    return await litellm.acompletion(model="openai/gpt-4o", messages=messages, max_retries=0, num_retries=0, **options)


async def logged():
    """LiteLLM tells its callbacks after the call, and they their exporter."""
    await asyncio.sleep(1)


async def run():
    with scenario("plain"):
        await call(question("What is the capital of France?"), temperature=0.2, user="ada", metadata=ABOUT,
                   litellm_session_id="talk-1")
        await logged()
    with scenario("streamed"):
        options = {"stream": True, "stream_options": {"include_usage": True}}
        async for _ in await call(question("What is the capital of Italy?"), **options):
            pass
        await logged()
    with scenario("tool"):
        messages = question("How is the weather?")
        answer = (await call(messages, tools=[WEATHER])).choices[0].message
        messages += [answer, {"role": "tool", "tool_call_id": answer.tool_calls[0].id,
                              "content": json.dumps({"sky": "clear"})}]
        await call(messages, tools=[WEATHER])
        await logged()
    with scenario("refused", litellm.RateLimitError):
        try:
            await call(question("Fail with status 429, please."))
        finally:
            await logged()
    with scenario("picture"):
        shown = {"type": "image_url", "image_url": {"url": "data:image/png;base64," + picture()}}
        await call([{"role": "user", "content": [{"type": "text", "text": "What is this?"}, shown]}])
        await logged()
    with scenario("embedding"):
        await litellm.aembedding(model="openai/text-embedding-3-small", input=["A short text"])
        await logged()
    with scenario("anthropic"):
        await litellm.acompletion(model="anthropic/claude-sonnet-4-5", messages=question("What is the capital of France?"))
        await logged()
