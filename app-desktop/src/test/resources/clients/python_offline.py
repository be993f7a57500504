"""A server that is not there while the application logs, and comes later."""

import sys
import time
from pathlib import Path

import opik

from opik_report import as_json, report

PROJECT = "python offline"
client = opik.Opik(project_name=PROJECT)
manager = client._streamer._fallback_replay_manager


def wait_for(condition):
    deadline = time.monotonic() + 60
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError()
        time.sleep(0.05)


def stored(trace_id):
    try:
        return client.get_trace_content(trace_id)
    except opik.rest_api.core.api_error.ApiError:
        return None


wait_for(lambda: not manager.has_server_connection)
trace = client.trace(name="logged offline", input={"n": 1})
span = trace.span(name="of it", output={"n": 2})
span.end()
trace.end(output={"n": 3})
client.flush()

# Now the test starts the server.
Path(sys.argv[1] + ".logged").touch()
wait_for(lambda: manager.has_server_connection)
wait_for(lambda: stored(trace.id) is not None and stored(trace.id).output is not None)
wait_for(lambda: client.rest_client.spans.get_spans_by_project(project_name=PROJECT).content)
report(
    trace_id=trace.id,
    trace=as_json(client.get_trace_content(trace.id)),
    span=as_json(client.get_span_content(span.id)),
)
client.end()
