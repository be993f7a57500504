"""smolagents, as OpenInference's instrumentation sees it: agents that call tools, and one that writes code."""

import base64
import io
import os

from openinference.instrumentation import using_session, using_tags, using_user
from openinference.instrumentation.smolagents import SmolagentsInstrumentor
from PIL import Image
from smolagents import CodeAgent, OpenAIServerModel, ToolCallingAgent, tool
from smolagents.utils import AgentError

from scenarios import picture, scenario, tracing


@tool
def get_weather(city: str) -> str:
    """The weather of a city.

    Args:
        city: the name of the city
    """
    return f"It is clear in {city}. Give this as the final answer."


@tool
def get_tide(city: str) -> str:
    """The tide at a city.

    Args:
        city: the name of the city
    """
    raise LookupError(f"no sea near {city}")


@tool
def double(number: int) -> int:
    """Twice a number.

    Args:
        number: the number
    """
    return 2 * number


provider = tracing()
SmolagentsInstrumentor().instrument(tracer_provider=provider)
model = OpenAIServerModel("gpt-4o", api_base=os.environ["OPENAI_BASE_URL"], api_key="sk-test",
                          client_kwargs={"max_retries": 0})
ask = [{"role": "user", "content": [{"type": "text", "text": "What is the capital of France?"}]}]

with scenario("plain"):
    model.generate(ask)
with scenario("streamed"):
    for _ in model.generate_stream(ask):
        pass
with scenario("tools"), using_session("talk-1"), using_user("ada"), using_tags(["shop", "test"]):
    ToolCallingAgent(tools=[get_weather], model=model, max_steps=3, verbosity_level=0).run("How is get weather?")
with scenario("code"):
    CodeAgent(tools=[double], model=model, max_steps=1, verbosity_level=0).run(
        "Say this: <code>\nfinal_answer(double(21))\n</code>")
with scenario("tool_fails"):
    ToolCallingAgent(tools=[get_tide], model=model, max_steps=1, verbosity_level=0).run("Please get tide now")
with scenario("refused", AgentError):
    ToolCallingAgent(tools=[get_weather], model=model, max_steps=1, verbosity_level=0).run("Fail with status 400")
with scenario("picture"):
    ToolCallingAgent(tools=[get_weather], model=model, max_steps=1, verbosity_level=0).run(
        "What is this? Give a final answer.", images=[Image.open(io.BytesIO(base64.b64decode(picture())))])
provider.shutdown()
