"""Anthropic's Messages API."""

import json

from .answers import Answer, Tool, Turn, answer as answered, pieces, tokens

ERRORS = {400: "invalid_request_error", 401: "authentication_error", 404: "not_found_error", 429: "rate_limit_error",
          529: "overloaded_error"}


def error(refused):
    kind = ERRORS.get(refused.status, "api_error")
    return {"type": "error", "error": {"type": kind, "message": refused.message}, "request_id": "req_1"}


def count(_, asked):
    return {"input_tokens": sum(tokens(turn.text) for turn in turns(asked))}


def answer(_, asked):
    thinks = (asked.get("thinking") or {}).get("type") in ("enabled", "adaptive")
    said = answered(turns(asked), tools(asked), reasons=thinks)
    if asked.get("stream"):
        return events(asked, said)
    return {**head(asked), "content": blocks(said), "stop_reason": stop(said), "usage": usage(said)}


def head(asked):
    return {"id": "msg_1", "type": "message", "role": "assistant", "model": asked.get("model", ""), "content": [],
            "stop_reason": None, "stop_sequence": None}


def blocks(said: Answer):
    content = []
    if said.thought:
        content.append({"type": "thinking", "thinking": said.thought, "signature": "sig"})
    if said.text:
        content.append({"type": "text", "text": said.text, "citations": None})
    for n, (name, arguments) in enumerate(said.calls, 1):
        content.append({"type": "tool_use", "id": f"toolu_{n}", "name": name, "input": arguments})
    return content


def stop(said):
    return "tool_use" if said.calls else "end_turn"


def usage(said):
    """Cached tokens are counted beside the input's, not among them."""
    return {
        "input_tokens": said.prompt - said.cached,
        "cache_creation_input_tokens": 0,
        "cache_read_input_tokens": said.cached,
        "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0},
        "output_tokens": said.completion,
        "service_tier": "standard",
    }


def events(asked, said):
    def event(kind, **fields):
        return kind, {"type": kind, **fields}

    yield event("message_start", message={**head(asked), "usage": {**usage(said), "output_tokens": 1}})
    yield event("ping")
    for index, block in enumerate(blocks(said)):
        def delta(kind, **fields):
            return event("content_block_delta", index=index, delta={"type": kind, **fields})

        if block["type"] == "text":
            yield event("content_block_start", index=index, content_block={**block, "text": ""})
            for piece in pieces(block["text"]):
                yield delta("text_delta", text=piece)
        elif block["type"] == "thinking":
            yield event("content_block_start", index=index, content_block={**block, "thinking": "", "signature": ""})
            yield delta("thinking_delta", thinking=block["thinking"])
            yield delta("signature_delta", signature=block["signature"])
        else:
            yield event("content_block_start", index=index, content_block={**block, "input": {}})
            written = json.dumps(block["input"])
            half = len(written) // 2
            yield delta("input_json_delta", partial_json=written[:half])
            yield delta("input_json_delta", partial_json=written[half:])
        yield event("content_block_stop", index=index)
    yield event("message_delta", delta={"stop_reason": stop(said), "stop_sequence": None},
                usage={"output_tokens": said.completion})
    yield event("message_stop")


def tools(asked):
    if (asked.get("tool_choice") or {}).get("type") == "none":
        return []
    return [Tool(tool["name"], tool.get("input_schema") or {}) for tool in asked.get("tools") or []
            if "input_schema" in tool]


def turns(asked):
    read = []
    system = asked.get("system")
    if system:
        texts = [system] if isinstance(system, str) else [block["text"] for block in system if "text" in block]
        read.append(Turn("system", "\n".join(texts)))
    for message in asked.get("messages", []):
        content = message["content"]
        if isinstance(content, str):
            read.append(Turn(message["role"], content))
            continue
        results = [result(block) for block in content if block["type"] == "tool_result"]
        texts = [block["text"] for block in content if block["type"] == "text"]
        pictures = sum(block["type"] == "image" for block in content)
        if results:
            read.append(Turn("tool", "\n".join(results)))
        else:
            read.append(Turn(message["role"], "\n".join(texts), pictures))
    return read


def result(block):
    content = block.get("content") or ""
    return content if isinstance(content, str) else "\n".join(part.get("text", "") for part in content)
