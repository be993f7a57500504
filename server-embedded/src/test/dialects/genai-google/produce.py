"""OpenTelemetry's own instrumentation of Google's Gen AI library, with the content of the messages on the spans."""

import base64
import os

os.environ["OTEL_SEMCONV_STABILITY_OPT_IN"] = "gen_ai_latest_experimental"
os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "span_only"

from google import genai  # noqa: E402
from google.genai import errors, types  # noqa: E402
from opentelemetry.instrumentation.google_genai import GoogleGenAiSdkInstrumentor  # noqa: E402

from scenarios import picture, scenario, tracing  # noqa: E402

MODEL = "gemini-2.5-flash"


def get_weather(city: str) -> str:
    """The weather of a city."""
    return "clear"


def calls():
    client = genai.Client(api_key="test", http_options=types.HttpOptions(base_url=os.environ["PROVIDER_URL"]))
    config = types.GenerateContentConfig(system_instruction="Answer in one sentence.", temperature=0.2)
    with scenario("plain"):
        client.models.generate_content(model=MODEL, contents="What is the capital of France?", config=config)
    with scenario("streamed"):
        for _ in client.models.generate_content_stream(
                model=MODEL, contents="What is the capital of Italy?", config=config):
            pass
    with scenario("tool"):
        client.models.generate_content(model=MODEL, contents="How is the weather?",
                                       config=types.GenerateContentConfig(tools=[get_weather]))
    with scenario("refused", errors.ClientError):
        client.models.generate_content(model=MODEL, contents="Fail with status 429, please.", config=config)
    with scenario("picture"):
        shown = types.Part.from_bytes(data=base64.b64decode(picture()), mime_type="image/png")
        client.models.generate_content(model=MODEL, contents=["What is this?", shown])


provider = tracing()
GoogleGenAiSdkInstrumentor().instrument()
calls()
provider.shutdown()
