"""Google's generateContent, of the Gemini API and of Vertex AI."""

from .answers import Answer, Tool, Turn, answer as answered, pieces

ERRORS = {400: "INVALID_ARGUMENT", 429: "RESOURCE_EXHAUSTED", 500: "INTERNAL"}


def error(refused):
    status = ERRORS.get(refused.status, "UNKNOWN")
    return {"error": {"code": refused.status, "message": refused.message, "status": status}}


def answer(path, asked):
    said = answered(turns(asked), tools(asked))
    model = path.split("/models/")[-1].split(":")[0]
    if ":streamGenerateContent" in path:
        return events(model, said)
    return whole(model, said, parts(said), True)


def events(model, said: Answer):
    several = [[{"text": piece}] for piece in pieces(said.text)] or [parts(said)]
    for n, content in enumerate(several, 1):
        yield None, whole(model, said, content, n == len(several))


def parts(said):
    texts = [{"text": said.text}] if said.text else []
    return texts + [{"functionCall": {"name": name, "args": arguments}} for name, arguments in said.calls]


def whole(model, said, content, last):
    candidate = {"index": 0, "content": {"role": "model", "parts": content}}
    if last:
        candidate["finishReason"] = "STOP"
    return {
        "candidates": [candidate], "modelVersion": model, "responseId": "response-1",
        "usageMetadata": {
            "promptTokenCount": said.prompt, "candidatesTokenCount": said.completion,
            "cachedContentTokenCount": said.cached, "totalTokenCount": said.prompt + said.completion},
    }


def tools(asked):
    return [Tool(declared["name"], declared.get("parameters") or declared.get("parameters_json_schema") or {})
            for group in asked.get("tools") or [] for declared in group.get("functionDeclarations", [])]


def turns(asked):
    read = []
    system = asked.get("systemInstruction") or asked.get("system_instruction")
    if system:
        read.append(turn({**system, "role": "system"}))
    return read + [turn(content) for content in asked.get("contents", [])]


def turn(content):
    given = content.get("parts", [])
    results = [str(part["functionResponse"]["response"]) for part in given if "functionResponse" in part]
    if results:
        return Turn("tool", "\n".join(results))
    role = {"model": "assistant"}.get(content.get("role"), content.get("role", "user"))
    return Turn(role, "\n".join(part["text"] for part in given if "text" in part),
                sum("inlineData" in part or "inline_data" in part for part in given))
