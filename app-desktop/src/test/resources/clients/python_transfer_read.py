"""What a project holds, with names in place of ids, so that two servers can be compared."""

import hashlib

import opik

from opik_report import as_json, report, spans_of

PROJECT = "python transfer/1"

client = opik.Opik(project_name=PROJECT)
attachments = client.get_attachment_client()

SAME = (
    "name type start_time end_time duration input output tags error_info usage model provider"
    " thread_id total_estimated_cost span_count"
).split()


def files(entity_type, id):
    return {
        file.file_name: [
            file.mime_type,
            hashlib.sha256(
                b"".join(
                    attachments.download_attachment(
                        project_name=PROJECT,
                        entity_type=entity_type,
                        entity_id=id,
                        file_name=file.file_name,
                        mime_type=file.mime_type,
                    )
                )
            ).hexdigest(),
        ]
        for file in attachments.get_attachment_list(project_name=PROJECT, entity_id=id, entity_type=entity_type)
    }


def seen(entity_type, record):
    metadata = record.get("metadata") or {}
    return {
        **{field: record[field] for field in SAME if field in record},
        "metadata": {key: value for key, value in metadata.items() if not key.startswith("_import_")},
        "scores": {
            score["name"]: [score["value"], score.get("category_name"), score.get("reason")]
            for score in record.get("feedback_scores") or []
        },
        "files": files(entity_type, record["id"]),
    }


def whole(trace):
    spans = spans_of(client, PROJECT, trace["id"])
    names = {span["id"]: span["name"] for span in spans}
    return {
        **seen("trace", trace),
        "spans": {
            span["name"]: {**seen("span", span), "parent": names.get(span.get("parent_span_id"))} for span in spans
        },
    }


page = client.rest_client.traces.get_traces_by_project(project_name=PROJECT, size=100, truncate=False)
traces = [as_json(trace) for trace in page.content]
report(
    traces={trace["name"]: whole(trace) for trace in traces},
    count=len(traces),
    ids=sorted(trace["id"] for trace in traces),
)
client.end()
