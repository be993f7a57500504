"""What a model says, decided by what it is asked; each provider's file writes it in its own form.

- "status 429" (any 4xx or 5xx) in the last message of the user: refused with that status.
- tools are offered and the last message is the user's: a call of the tool whose name's words are all in the
  message, else of the first one, with arguments made from its schema, or those that the message ends with
  ("with {...}"); none is called when the message says "without tools".
- an object of a schema is asked for: one made from it.
- the last message is a tool's result: a sentence with it.
- pictures: how many there are.
- a question that is known: its answer; anything else: what was said.
"""

import dataclasses
import json
import re

KNOWN = {
    "capital of france": "The capital of France is Paris.",
    "capital of italy": "The capital of Italy is Rome.",
    "weather": "It is sunny in Paris.",
}
EXAMPLES = {"string": "Paris", "integer": 2, "number": 2.5, "boolean": True, "array": [], "object": {}, "null": None}
TOKENS_OF_A_PICTURE = 85


@dataclasses.dataclass
class Turn:
    """One message; its role is system, user, assistant or tool."""

    role: str
    text: str = ""
    pictures: int = 0


@dataclasses.dataclass
class Tool:
    name: str
    schema: dict


@dataclasses.dataclass
class Answer:
    """What the model says, and how many tokens that took: of the prompt's, cached ones are the instructions."""

    text: str
    calls: list
    prompt: int
    cached: int
    completion: int
    reasoning: int
    thought: str


class Refused(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status
        self.message = message


def answer(turns, tools=(), reasons=False, schema=None):
    last = turns[-1] if turns else Turn("user")
    status = re.search(r"\bstatus ([45]\d\d)\b", last.text) if last.role == "user" else None
    if status:
        raise Refused(int(status[1]), f"The provider answers with status {status[1]}.")
    calls = []
    if tools and last.role == "user" and "without tools" not in last.text:
        tool = next((tool for tool in tools if mentions(last.text, tool.name)), tools[0])
        given = re.search(r"\bwith (\{.*\})\s*$", last.text)
        calls.append((tool.name, json.loads(given[1]) if given else arguments(tool.schema)))
    text = "" if calls else json.dumps(arguments(schema)) if schema else said(last)
    thought = "The question is easy." if reasons else ""
    return Answer(
        text=text,
        calls=calls,
        prompt=sum(tokens(turn.text) + TOKENS_OF_A_PICTURE * turn.pictures for turn in turns),
        cached=sum(tokens(turn.text) for turn in turns if turn.role == "system"),
        completion=tokens(text) + 10 * len(calls) + tokens(thought),
        reasoning=tokens(thought),
        thought=thought,
    )


def said(turn):
    if turn.role == "tool":
        return f"The tool says: {turn.text}"
    if turn.pictures:
        return f"There is a picture, {turn.pictures} in all."
    lower = turn.text.lower()
    return next((text for question, text in KNOWN.items() if question in lower), f"You said: {turn.text}")


def mentions(text, tool):
    words = re.findall(r"[a-z]+", tool.lower())
    return bool(words) and all(word in text.lower() for word in words)


def arguments(schema):
    """An object of the schema's required properties, or of all where none is required."""
    properties = (schema or {}).get("properties", {})
    names = schema.get("required") or list(properties) if properties else []
    return {name: example(properties.get(name, {})) for name in names}


def example(schema):
    if schema.get("enum"):
        return schema["enum"][0]
    kind = schema.get("type", "string")
    kind = kind[0] if isinstance(kind, list) else kind
    return arguments(schema) if kind.lower() == "object" else EXAMPLES.get(kind.lower(), "Paris")


def tokens(text):
    return len(text.split())


def pieces(text):
    """The text in parts, as a stream brings it."""
    return re.findall(r"\S+\s*", text)
