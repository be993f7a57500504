"""What an application does beside logging: scores, threads, comments, definitions."""

import time

import opik
from opik.rest_api.types import FeedbackCreate_Categorical, FeedbackUpdate_Categorical
from opik.rest_api.types.categorical_feedback_detail_create import CategoricalFeedbackDetailCreate
from opik.rest_api.types.categorical_feedback_detail_update import CategoricalFeedbackDetailUpdate

from opik_report import as_json, report

PROJECT = "python operations"
client = opik.Opik(project_name=PROJECT)
client.auth_check()


def until(read, enough):
    """Threads come to be shortly after their traces."""
    for _ in range(200):
        found = read()
        if enough(found):
            return found
        time.sleep(0.05)
    return found


def log(name, thread_id, number):
    trace = client.trace(name=name, thread_id=thread_id, input={"number": number}, output={"text": name},
                         metadata={"city": "Köln" if number == 1 else "Bonn"}, tags=["n%d" % number])
    span = trace.span(name=name + " span", type="llm", model="gpt-4o", provider="openai",
                      usage={"prompt_tokens": 10 * number, "completion_tokens": 1, "total_tokens": 10 * number + 1})
    span.end()
    trace.end()
    return trace, span


first, first_span = log("first", "a thread", 1)
second, second_span = log("second", "a thread", 2)
third, third_span = log("third", "another thread", 3)
first.log_feedback_score("helpful", 0.75, reason="it was")
first_span.log_feedback_score("exact", 1.0, category_name="yes")
flushed = client.flush()
client.log_traces_feedback_scores([{"id": second.id, "name": "helpful", "value": 0.25}], project_name=PROJECT)
client.log_spans_feedback_scores([{"id": second_span.id, "name": "exact", "value": 0.0}], project_name=PROJECT)
flushed = client.flush() and flushed
rest = client.rest_client
trace = as_json(client.get_trace_content(first.id))
span = as_json(client.get_span_content(first_span.id))
project = as_json(client.get_project(trace["project_id"]))

# Threads.
until(lambda: rest.traces.get_trace_threads(project_name=PROJECT).content,
      lambda threads: len(threads) == 2 and all(thread.thread_model_id for thread in threads))
client.get_threads_client().close_thread(thread_id="a thread", project_name=PROJECT)
client.log_threads_feedback_scores([{"id": "a thread", "name": "resolved", "value": 1.0, "reason": "at once"}],
                                   project_name=PROJECT)
flushed = client.flush() and flushed
threads = {thread.id: as_json(thread) for thread in client.search_threads(project_name=PROJECT)}
inactive = client.search_threads(project_name=PROJECT, filter_string='status = "inactive"')
thread = as_json(rest.traces.get_trace_thread(project_name=PROJECT, thread_id="a thread"))

# Comments.
rest.traces.add_trace_comment(first.id, text="a remark")
rest.spans.add_span_comment(first_span.id, text="a remark on the span")
rest.traces.add_thread_comment(thread["thread_model_id"], text="a remark on the thread")
comment = client.get_trace_content(first.id).comments[0]
rest.traces.update_trace_comment(comment.id, text="a better remark")
comments = {
    "trace": rest.traces.get_trace_comment(first.id, comment.id).text,
    "span": [each.text for each in client.get_span_content(first_span.id).comments],
    "thread": [each.text for each in rest.traces.get_trace_thread(project_name=PROJECT, thread_id="a thread").comments],
}
rest.traces.delete_trace_comments(ids=[comment.id])
comments["after"] = [each.text for each in client.get_trace_content(first.id).comments or []]

# Definitions of scores.
rest.feedback_definitions.create_feedback_definition(request=FeedbackCreate_Categorical(
    name="mood", description="d", details=CategoricalFeedbackDetailCreate(categories={"good": 1.0, "bad": 0.0})))
found = rest.feedback_definitions.find_feedback_definitions(name="mood", type="categorical").content
rest.feedback_definitions.update_feedback_definition(found[0].id, request=FeedbackUpdate_Categorical(
    name="mood", details=CategoricalFeedbackDetailUpdate(categories={"good": 1.0, "fair": 0.5, "bad": 0.0})))
definition = as_json(rest.feedback_definitions.get_feedback_definition_by_id(found[0].id))
rest.feedback_definitions.delete_feedback_definition_by_id(found[0].id)
definitions = {"found": len(found), "definition": definition,
               "after": len(rest.feedback_definitions.find_feedback_definitions(name="mood").content)}

report(flushed=flushed, trace=trace, span=span, project=project, threads=threads,
       inactive=[each.id for each in inactive], thread=thread, comments=comments, definitions=definitions)
client.end()
