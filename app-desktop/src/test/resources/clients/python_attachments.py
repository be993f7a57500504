"""Files that belong to traces and spans, and files inside payloads."""

import base64
import os
import random
import tempfile
from datetime import datetime, timezone

import opik

from opik_report import as_json, report

PROJECT = "python attachments"
SECONDS_FOR_UPLOADS = 60

random.seed(3)
film = random.randbytes(12_000_000)
picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + random.randbytes(300_000)
notes = "Grüße".encode()

client = opik.Opik(project_name=PROJECT)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "ein film.mp4")
    with open(path, "wb") as file:
        file.write(film)
    trace = client.trace(name="with files", attachments=[opik.Attachment(data=path)])
    span = trace.span(
        name="with notes",
        attachments=[opik.Attachment(data=notes, file_name="../notes.txt", content_type="text/plain")],
    )
    inline = client.trace(
        name="with a picture",
        start_time=datetime.now(timezone.utc),
        end_time=datetime.now(timezone.utc),
        input={"question": "What is this?", "image": base64.b64encode(picture).decode()},
    )
    span.end()
    trace.end()
    flushed = client.flush(timeout=SECONDS_FOR_UPLOADS)

attachments = client.get_attachment_client()


def files(entity_type, entity):
    return attachments.get_attachment_list(project_name=PROJECT, entity_id=entity.id, entity_type=entity_type)


def content(entity_type, entity, file):
    return b"".join(
        attachments.download_attachment(
            project_name=PROJECT,
            entity_type=entity_type,
            entity_id=entity.id,
            file_name=file.file_name,
            mime_type=file.mime_type,
        )
    )


def seen(entity_type, entity, expected):
    return [
        {**as_json(file), "is_equal": content(entity_type, entity, file) == expected}
        for file in files(entity_type, entity)
    ]


stripped = client.rest_client.traces.get_trace_by_id(inline.id, strip_attachments=True)
report(
    flushed=flushed,
    url=os.environ["OPIK_URL_OVERRIDE"],
    trace=seen("trace", trace, film),
    span=seen("span", span, notes),
    picture=seen("trace", inline, picture),
    input_is_equal=client.get_trace_content(inline.id).input
    == {"question": "What is this?", "image": base64.b64encode(picture).decode()},
    stripped=as_json(stripped)["input"],
)
client.end()
