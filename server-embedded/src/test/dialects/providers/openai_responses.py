"""OpenAI's Responses API."""

import json

from . import openai_chat
from .answers import Answer, Tool, Turn, answer as answered, pieces

error = openai_chat.error


def answer(_, asked):
    wanted = ((asked.get("text") or {}).get("format") or {}).get("schema")
    said = answered(turns(asked), tools(asked), reasons=reasons(asked), schema=wanted)
    return events(asked, said) if asked.get("stream") else whole(asked, said, "completed", items(said))


def whole(asked, said: Answer, status, output):
    done = status == "completed"
    return {
        "id": "resp_1", "object": "response", "created_at": 1764000000, "status": status, "error": None,
        "incomplete_details": None, "instructions": asked.get("instructions"), "max_output_tokens": None,
        "model": openai_chat.answering(asked.get("model", "")), "output": output, "parallel_tool_calls": True,
        "previous_response_id": asked.get("previous_response_id"),
        "reasoning": {"effort": (asked.get("reasoning") or {}).get("effort"), "summary": None},
        "store": asked.get("store", True), "temperature": 1.0, "text": {"format": {"type": "text"}},
        "tool_choice": asked.get("tool_choice", "auto"), "tools": asked.get("tools", []), "top_p": 1.0,
        "truncation": "disabled", "user": None, "metadata": asked.get("metadata") or {}, "service_tier": "default",
        "usage": {
            "input_tokens": said.prompt,
            "input_tokens_details": {"cached_tokens": said.cached},
            "output_tokens": said.completion,
            "output_tokens_details": {"reasoning_tokens": said.reasoning},
            "total_tokens": said.prompt + said.completion,
        } if done else None,
    }


def items(said):
    output = []
    if said.thought:
        output.append({"id": "rs_1", "type": "reasoning", "status": "completed",
                       "summary": [{"type": "summary_text", "text": said.thought}]})
    for n, (name, arguments) in enumerate(said.calls, 1):
        output.append({"id": f"fc_{n}", "type": "function_call", "status": "completed", "call_id": f"call_{n}",
                       "name": name, "arguments": json.dumps(arguments)})
    if said.text:
        output.append({"id": "msg_1", "type": "message", "status": "completed", "role": "assistant",
                       "content": [part(said.text)]})
    return output


def part(text):
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def events(asked, said):
    number = iter(range(1_000_000))

    def event(kind, **fields):
        return kind, {"type": kind, "sequence_number": next(number), **fields}

    yield event("response.created", response=whole(asked, said, "in_progress", []))
    yield event("response.in_progress", response=whole(asked, said, "in_progress", []))
    output = items(said)
    for index, item in enumerate(output):
        at = {"output_index": index}
        of = {"item_id": item["id"], **at}
        if item["type"] == "message":
            inside = {**of, "content_index": 0}
            text = item["content"][0]["text"]
            yield event("response.output_item.added", **at, item={**item, "status": "in_progress", "content": []})
            yield event("response.content_part.added", **inside, part=part(""))
            for piece in pieces(text):
                yield event("response.output_text.delta", **inside, delta=piece, logprobs=[])
            yield event("response.output_text.done", **inside, text=text, logprobs=[])
            yield event("response.content_part.done", **inside, part=part(text))
        elif item["type"] == "function_call":
            yield event("response.output_item.added", **at, item={**item, "status": "in_progress", "arguments": ""})
            yield event("response.function_call_arguments.delta", **of, delta=item["arguments"])
            yield event("response.function_call_arguments.done", **of, name=item["name"], arguments=item["arguments"])
        else:
            summary = {**of, "summary_index": 0}
            yield event("response.output_item.added", **at, item={**item, "status": "in_progress", "summary": []})
            yield event("response.reasoning_summary_part.added", **summary, part={"type": "summary_text", "text": ""})
            yield event("response.reasoning_summary_text.delta", **summary, delta=said.thought)
            yield event("response.reasoning_summary_text.done", **summary, text=said.thought)
            yield event("response.reasoning_summary_part.done", **summary,
                        part={"type": "summary_text", "text": said.thought})
        yield event("response.output_item.done", **at, item=item)
    yield event("response.completed", response=whole(asked, said, "completed", output))


def reasons(asked):
    return bool(asked.get("reasoning")) or openai_chat.reasons(asked)


def tools(asked):
    if asked.get("tool_choice") == "none":
        return []
    return [Tool(tool["name"], tool.get("parameters") or {})
            for tool in asked.get("tools") or [] if tool.get("type") == "function"]


def turns(asked):
    given = asked.get("input", [])
    read = [Turn("system", asked["instructions"])] if asked.get("instructions") else []
    if isinstance(given, str):
        return read + [Turn("user", given)]
    return read + [turn(item) for item in given if item.get("type", "message") != "reasoning"]


def turn(item):
    kind = item.get("type", "message")
    if kind == "function_call_output":
        output = item["output"]
        return Turn("tool", output if isinstance(output, str) else json.dumps(output))
    if kind != "message":
        return Turn("assistant", item.get("arguments", ""))
    role = {"developer": "system"}.get(item["role"], item["role"])
    content = item["content"]
    if isinstance(content, str):
        return Turn(role, content)
    return Turn(role, "\n".join(part["text"] for part in content if "text" in part),
                sum(part["type"] == "input_image" for part in content))
