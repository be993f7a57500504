"""Langfuse's SDK of version 3, whose traces have an input, an output, a session and tags of their own."""

import langfuse_calls
from langfuse import get_client, observe
from scenarios import scenario

langfuse_calls.run()
langfuse_calls.drop_in()


@observe()
def greet(name):
    get_client().update_current_trace(name="greeting", session_id="talk-1", user_id="ada", tags=["shop", "test"],
                                      input={"asked": name}, output={"said": f"Hello {name}"},
                                      metadata={"tier": "gold"}, version="2")
    return f"Hello {name}"


@observe()
def party():
    greet("Ada")


with scenario("session"):
    greet("Ada")
with scenario("session_below"):
    party()
get_client().shutdown()
