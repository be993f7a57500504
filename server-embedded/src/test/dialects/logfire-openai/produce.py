"""Logfire's own spans and logs, and the calls of OpenAI's library that it watches; nothing goes to its service."""

import logfire

import openai_calls
from scenarios import scenario


class TooLong(Exception):
    """A failure of the program itself."""


logfire.configure(send_to_logfire=False, console=False, inspect_arguments=False)
logfire.instrument_openai()
openai_calls.chat()
openai_calls.responses()
with scenario("own"), logfire.span("answer {question}", question="How long?", _tags=["shop", "test"]) as span:
    logfire.info("found {count} rows", count=2, _tags=["rows"])
    span.set_attribute("answer", "Two rows.")
with scenario("failing", TooLong), logfire.span("failing"):
    raise TooLong("no end in sight")
logfire.shutdown()
