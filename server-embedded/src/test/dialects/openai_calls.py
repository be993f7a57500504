"""Calls of OpenAI's library that each instrumentation of it sees: one a scenario."""

import json

import openai

from scenarios import picture, root, scenario

SYSTEM = {"role": "system", "content": "Answer in one sentence."}
WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "The weather of a city",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}


def question(text):
    return [SYSTEM, {"role": "user", "content": text}]


def chat():
    client = openai.OpenAI(max_retries=0)
    completions = client.chat.completions
    with scenario("plain"):
        completions.create(model="gpt-4o", messages=question("What is the capital of France?"), temperature=0.2)
    with scenario("streamed"):
        for _ in completions.create(model="gpt-4o", messages=question("What is the capital of Italy?"), stream=True,
                                    stream_options={"include_usage": True}):
            pass
    with scenario("tool"), root("forecast"):
        messages = question("How is the weather?")
        answer = completions.create(model="gpt-4o", messages=messages, tools=[WEATHER]).choices[0].message
        call = answer.tool_calls[0]
        messages += [answer, {"role": "tool", "tool_call_id": call.id, "content": json.dumps({"sky": "clear"})}]
        completions.create(model="gpt-4o", messages=messages, tools=[WEATHER])
    with scenario("refused", openai.RateLimitError):
        completions.create(model="gpt-4o", messages=question("Fail with status 429, please."))
    with scenario("picture"):
        shown = {"type": "image_url", "image_url": {"url": "data:image/png;base64," + picture()}}
        completions.create(model="gpt-4o", messages=[
            {"role": "user", "content": [{"type": "text", "text": "What is this?"}, shown]}])
    with scenario("reasoning"):
        completions.create(model="gpt-5", messages=question("What is the capital of France?"), reasoning_effort="low")
    with scenario("embedding"):
        client.embeddings.create(model="text-embedding-3-small", input="A short text")


def responses():
    client = openai.OpenAI(max_retries=0)
    with scenario("responses"):
        client.responses.create(model="gpt-4o", instructions=SYSTEM["content"], input="What is the capital of France?")
    with scenario("responses_streamed"):
        for _ in client.responses.create(model="gpt-4o", input="What is the capital of Italy?", stream=True):
            pass
    with scenario("responses_tool"):
        client.responses.create(model="gpt-4o", input="How is the weather?",
                                tools=[{"type": "function", **WEATHER["function"], "strict": False}])
