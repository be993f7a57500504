"""Langfuse's SDK, which sends to the address that is given to it as Langfuse's own."""

import langfuse_calls
from langfuse import get_client, observe, propagate_attributes
from scenarios import scenario

langfuse_calls.run()
langfuse_calls.drop_in()


@observe()
def greet(name):
    return f"Hello {name}"


with scenario("session"):
    with propagate_attributes(session_id="talk-1", user_id="ada", tags=["shop", "test"], trace_name="greeting",
                              metadata={"tier": "gold"}, version="2"):
        greet("Ada")
get_client().shutdown()
