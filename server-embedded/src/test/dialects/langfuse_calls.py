"""What programs do with Langfuse's SDK, and its drop-in for OpenAI's library; one thing a scenario."""

import os

os.environ["LANGFUSE_PUBLIC_KEY"] = "pk-lf-1"
os.environ["LANGFUSE_SECRET_KEY"] = "sk-lf-1"
os.environ["LANGFUSE_BASE_URL"] = os.environ["LANGFUSE_HOST"] = os.environ["RECEIVER_URL"]
os.environ["LANGFUSE_MEDIA_UPLOAD_ENABLED"] = "false"
os.environ["LANGFUSE_TRACING_ENVIRONMENT"] = "staging"
os.environ["LANGFUSE_RELEASE"] = "r7"

from langfuse import get_client, observe  # noqa: E402

from scenarios import picture, scenario  # noqa: E402

FRANCE = [{"role": "user", "content": "What is the capital of France?"}]


class NoSea(Exception):
    """A failure of a tool."""


@observe(as_type="tool")
def get_tide(city):
    raise NoSea(f"no sea near {city}")


@observe(as_type="tool")
def get_weather(city):
    return {"sky": "clear", "city": city}


@observe(as_type="agent", name="forecaster")
def forecast(question):
    return get_weather("Paris")


def run():
    langfuse = get_client()

    def observation(name, kind, **fields):
        return langfuse.start_as_current_observation(name=name, as_type=kind, **fields)

    with scenario("generation"):
        with observation("ask", "generation", model="gpt-4o", input=FRANCE, model_parameters={"temperature": 0.2},
                         metadata={"shop": "north"}) as call:
            call.update(
                output={"role": "assistant", "content": "Paris."},
                usage_details={"input": 12, "output": 3, "cache_read_input_tokens": 4, "total": 15},
                cost_details={"input": 0.002, "output": 0.001, "total": 0.003})
    with scenario("agent"):
        forecast("How is the weather?")
    with scenario("tool_fails", NoSea):
        get_tide("Paris")
    with scenario("marked_as_failed"):
        with observation("ask", "generation", model="gpt-4o", input=FRANCE) as call:
            call.update(level="ERROR", status_message="The provider is asleep.")
    with scenario("kinds"):
        with observation("work", "span", input="start") as work:
            with observation("check", "guardrail", input="is it safe?") as check:
                check.update(output={"safe": True}, level="WARNING", status_message="close")
            with observation("find", "retriever", input="rows"):
                pass
            with observation("embed", "embedding", model="text-embedding-3-small", input="a text") as embed:
                embed.update(usage_details={"input": 2, "total": 2})
            with observation("judge", "evaluator"):
                pass
            langfuse.create_event(name="noted", input="something happened")
            work.update(output="done")


def drop_in():
    """OpenAI's library as langfuse.openai wraps it."""
    import openai
    from langfuse.openai import OpenAI

    from openai_calls import WEATHER, question

    completions = OpenAI(max_retries=0).chat.completions
    with scenario("plain"):
        completions.create(model="gpt-4o", messages=question("What is the capital of France?"), temperature=0.2)
    with scenario("streamed"):
        for _ in completions.create(model="gpt-4o", messages=question("What is the capital of Italy?"), stream=True,
                                    stream_options={"include_usage": True}):
            pass
    with scenario("tool"):
        completions.create(model="gpt-4o", messages=question("How is the weather?"), tools=[WEATHER])
    with scenario("refused", openai.RateLimitError):
        completions.create(model="gpt-4o", messages=question("Fail with status 429, please."))
    with scenario("picture"):
        shown = {"type": "image_url", "image_url": {"url": "data:image/png;base64," + picture()}}
        completions.create(model="gpt-4o", messages=[
            {"role": "user", "content": [{"type": "text", "text": "What is this?"}, shown]}])
