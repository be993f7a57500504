"""OpenAI's chat completions and embeddings."""

import base64
import json
import struct

from .answers import Answer, Refused, Tool, Turn, answer as answered, pieces, tokens

ERRORS = {400: "invalid_request_error", 401: "authentication_error", 429: "rate_limit_error"}


def error(refused):
    kind = ERRORS.get(refused.status, "server_error")
    return {"error": {"message": refused.message, "type": kind, "param": None, "code": kind}}


def answer(_, asked):
    model = asked.get("model", "")
    wanted = ((asked.get("response_format") or {}).get("json_schema") or {}).get("schema")
    said = answered(turns(asked.get("messages", [])), tools(asked), reasons=reasons(asked), schema=wanted)
    if asked.get("stream"):
        return events(model, said, (asked.get("stream_options") or {}).get("include_usage"))
    message = {"role": "assistant", "content": said.text or None, "refusal": None, "annotations": []}
    if said.calls:
        message["tool_calls"] = calls(said)
    choices = [{"index": n, "message": message, "finish_reason": finish(said), "logprobs": None}
               for n in range(asked.get("n") or 1)]
    return {**head(model, "chat.completion"), "choices": choices, "usage": usage(said)}


def events(model, said: Answer, with_usage):
    def chunk(delta, finish_reason=None):
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason, "logprobs": None}
        return None, {**head(model, "chat.completion.chunk"), "choices": [choice]}

    yield chunk({"role": "assistant", "content": None if said.calls else ""})
    for piece in pieces(said.text):
        yield chunk({"content": piece})
    for n, call in enumerate(calls(said)):
        arguments = call["function"]["arguments"]
        yield chunk({"tool_calls": [
            {**call, "index": n, "function": {**call["function"], "arguments": ""}}]})
        half = len(arguments) // 2
        for part in (arguments[:half], arguments[half:]):
            yield chunk({"tool_calls": [{"index": n, "function": {"arguments": part}}]})
    yield chunk({}, finish(said))
    if with_usage:
        yield None, {**head(model, "chat.completion.chunk"), "choices": [], "usage": usage(said)}
    yield None, "[DONE]"


def head(model, kind):
    return {"id": "chatcmpl-1", "object": kind, "created": 1764000000, "model": answering(model),
            "system_fingerprint": "fp_1", "service_tier": "default"}


def answering(model):
    """A model is asked for by a short name and answers with its date."""
    return {"gpt-4o": "gpt-4o-2024-08-06", "gpt-4o-mini": "gpt-4o-mini-2024-07-18"}.get(model, model)


def usage(said):
    return {
        "prompt_tokens": said.prompt,
        "completion_tokens": said.completion,
        "total_tokens": said.prompt + said.completion,
        "prompt_tokens_details": {"cached_tokens": said.cached, "audio_tokens": 0},
        "completion_tokens_details": {"reasoning_tokens": said.reasoning, "audio_tokens": 0,
                                      "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0},
    }


def calls(said):
    return [{"id": f"call_{n}", "type": "function",
             "function": {"name": name, "arguments": json.dumps(arguments)}}
            for n, (name, arguments) in enumerate(said.calls, 1)]


def finish(said):
    return "tool_calls" if said.calls else "stop"


def reasons(asked):
    return bool(asked.get("reasoning_effort")) or asked.get("model", "").startswith(("o1", "o3", "o4", "gpt-5"))


def tools(asked):
    if asked.get("tool_choice") == "none":
        return []
    return [Tool(tool["function"]["name"], tool["function"].get("parameters", {}))
            for tool in asked.get("tools") or [] if tool.get("type") == "function"]


def turns(messages):
    return [turn(message) for message in messages]


def turn(message):
    role = {"developer": "system"}.get(message["role"], message["role"])
    content = message.get("content") or ""
    if isinstance(content, str):
        return Turn(role, content)
    texts = [part["text"] for part in content if part["type"] == "text"]
    return Turn(role, "\n".join(texts), sum(part["type"] == "image_url" for part in content))


def embeddings(_, asked):
    given = asked.get("input", [])
    texts = [given] if isinstance(given, str) else given
    if any(isinstance(text, str) and "status 400" in text for text in texts):
        raise Refused(400, "The provider answers with status 400.")
    texts = [text if isinstance(text, str) else "word" for text in texts]
    count = sum(tokens(text) for text in texts)
    return {
        "object": "list",
        "data": [{"object": "embedding", "index": n, "embedding": vector(text, asked.get("encoding_format"))}
                 for n, text in enumerate(texts)],
        "model": asked.get("model", ""),
        "usage": {"prompt_tokens": count, "total_tokens": count},
    }


def vector(text, form):
    numbers = [round(((len(text) + n) % 7 - 3) / 4, 2) for n in range(4)]
    return base64.b64encode(struct.pack("<4f", *numbers)).decode() if form == "base64" else numbers
