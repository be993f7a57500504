"""Annotation queues, the scores that are given in them, and the workspace's own numbers."""

from datetime import datetime, timedelta, timezone

import opik

from opik_report import as_json, report

PROJECT = "python queues"
client = opik.Opik(project_name=PROJECT)
rest = client.rest_client

traces = [client.trace(name="trace %d" % n, thread_id="thread %d" % n, input={"n": n}) for n in range(4)]
for trace in traces:
    trace.span(name="costly", total_cost=0.25).end()
    trace.end()
flushed = client.flush()

queue = client.create_traces_annotation_queue(
    name="to be judged",
    project_name=PROJECT,
    description="d",
    instructions="Be fair",
    comments_enabled=True,
    feedback_definition_names=["fair"],
)
queue.add_traces(traces[:3])
in_queue = sorted(trace.name for trace in queue.get_items())
for trace, value in ((traces[0], 1.0), (traces[1], 0.5)):
    rest.traces.add_trace_feedback_score(trace.id, name="fair", value=value, source="ui", source_queue_id=queue.id)
queue.update(description="changed")
judged = as_json(rest.annotation_queues.get_annotation_queue_by_id(queue.id))
locked = as_json(rest.annotation_queues.lock_annotation_queue_item(queue.id, traces[0].id))
queue.remove_traces([traces[0]])

threads = client.create_threads_annotation_queue(name="threads", project_name=PROJECT)
threads.add_threads(client.search_threads(project_name=PROJECT, filter_string='id = "thread 2"'))
listed = {
    "traces": [each.name for each in client.get_traces_annotation_queues(project_name=PROJECT)],
    "threads": [each.name for each in client.get_threads_annotation_queues(project_name=PROJECT)],
}
in_threads = [thread.id for thread in threads.get_items()]
count = client.get_traces_annotation_queue(queue.id).items_count
client.delete_annotation_queue(queue.id)
after = [each.name for each in client.get_traces_annotation_queues(project_name=PROJECT)]

now = datetime.now(timezone.utc)
day = timedelta(days=1)
project = rest.projects.retrieve_project(name=PROJECT)
cost = rest.workspaces.costs_summary(interval_start=now - day, interval_end=now + day, project_ids=[project.id])
configuration = rest.workspaces.upsert_workspace_configuration(
    timeout_to_mark_thread_as_inactive="PT20M", color_map={"fair": "#00ff00"}
)
read_back = rest.workspaces.get_workspace_configuration()
usage = rest.system_usage.get_traces_count_for_workspaces()
report(
    flushed=flushed,
    in_queue=in_queue,
    judged=judged,
    acquired=locked["acquired"],
    count=count,
    listed=listed,
    in_threads=in_threads,
    after=after,
    cost=as_json(cost),
    configurations=[as_json(configuration), as_json(read_back)],
    usage=as_json(usage),
)
client.end()
