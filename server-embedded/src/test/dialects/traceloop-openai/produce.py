"""Traceloop's SDK (OpenLLMetry) with its instrumentation of OpenAI's library: workflows, tasks, tools, agents."""

import os

os.environ["TRACELOOP_TELEMETRY"] = "false"
os.environ["TRACELOOP_TRACE_CONTENT"] = "true"
os.environ["TRACELOOP_METRICS_ENABLED"] = "false"
os.environ["TRACELOOP_LOGGING_ENABLED"] = "false"

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: E402
from traceloop.sdk import Traceloop  # noqa: E402
from traceloop.sdk.decorators import agent, task, tool, workflow  # noqa: E402

import openai  # noqa: E402
import openai_calls  # noqa: E402
from scenarios import scenario  # noqa: E402

Traceloop.init(app_name="shop", exporter=OTLPSpanExporter(), disable_batch=True)


@tool(name="get_weather")
def get_weather(city):
    return {"city": city, "sky": "clear"}


@tool(name="broken")
def broken(city):
    raise ValueError("no such city: " + city)


@task(name="ask")
def ask(text):
    client = openai.OpenAI(max_retries=0)
    answer = client.chat.completions.create(model="gpt-4o", messages=openai_calls.question(text))
    return answer.choices[0].message.content


@agent(name="forecaster")
def forecaster(city):
    return get_weather(city)


@workflow(name="forecast")
def forecast(city):
    Traceloop.set_association_properties({"session_id": "session-1", "user_id": "user-1", "branch": "north"})
    sky = forecaster(city)
    return {"sky": sky, "answer": ask("What is the capital of France?")}


@workflow(name="failing")
def failing(city):
    return broken(city)


with scenario("workflow"):
    forecast("Paris")
with scenario("failing", ValueError):
    failing("Atlantis")
openai_calls.chat()
openai_calls.responses()
