"""What a script hands to the test: one JSON document in the file that the command line names."""

import json
import sys


def as_json(answer):
    """A record that the client has read, with the names that it has on the wire."""
    return json.loads(answer.json())


def report(**content):
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump(content, file, default=str)


def spans_of(client, project_name, trace_id):
    page = client.rest_client.spans.get_spans_by_project(project_name=project_name, trace_id=trace_id, size=100)
    return [as_json(span) for span in page.content]


def stored(client, project_name, trace_id):
    """A trace and its spans: from the lists, and each by its id."""
    listed = client.rest_client.traces.get_traces_by_project(project_name=project_name, size=100)
    spans = spans_of(client, project_name, trace_id)
    return {
        "trace": as_json(client.get_trace_content(trace_id)),
        "listed_trace": next(as_json(trace) for trace in listed.content if trace.id == trace_id),
        "spans": {span["name"]: as_json(client.get_span_content(span["id"])) for span in spans},
        "listed_spans": {span["name"]: span for span in spans},
    }
