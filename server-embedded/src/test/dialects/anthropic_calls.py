"""Calls of Anthropic's library that each instrumentation of it sees: one a scenario."""

import anthropic

from scenarios import picture, root, scenario

MODEL = "claude-sonnet-4-5"
SYSTEM = "Answer in one sentence."
WEATHER = {
    "name": "get_weather",
    "description": "The weather of a city",
    "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
}


def messages(**options):
    create = anthropic.Anthropic(max_retries=0, **options).messages.create

    def ask(text, **more):
        return create(model=MODEL, max_tokens=200, system=SYSTEM, messages=[{"role": "user", "content": text}], **more)

    with scenario("plain"):
        ask("What is the capital of France?")
    with scenario("streamed"):
        for _ in ask("What is the capital of Italy?", stream=True):
            pass
    with scenario("tool"), root("forecast"):
        answer = ask("How is the weather?", tools=[WEATHER])
        call = next(block for block in answer.content if block.type == "tool_use")
        create(model=MODEL, max_tokens=200, system=SYSTEM, tools=[WEATHER], messages=[
            {"role": "user", "content": "How is the weather?"},
            {"role": "assistant", "content": answer.content},
            {"role": "user", "content": [{"type": "tool_result", "tool_use_id": call.id, "content": "clear"}]}])
    with scenario("refused", anthropic.RateLimitError):
        ask("Fail with status 429, please.")
    with scenario("picture"):
        shown = {"type": "base64", "media_type": "image/png", "data": picture()}
        create(model=MODEL, max_tokens=200, messages=[{"role": "user", "content": [
            {"type": "image", "source": shown}, {"type": "text", "text": "What is this?"}]}])
    with scenario("thinking"):
        ask("What is the capital of France?", thinking={"type": "enabled", "budget_tokens": 1024})
