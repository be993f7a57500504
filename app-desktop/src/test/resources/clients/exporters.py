"""Sends many spans with OpenTelemetry's exporter: exporters.py REPORT grpc|http SPANS PROJECT"""

import json
import sys

from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

report, way, spans, project = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
if way == "grpc":
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
else:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
provider = TracerProvider(resource=Resource.create({"service.name": project}))
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(), max_queue_size=max(spans, 2048)))
tracer = provider.get_tracer("exporters")
for first in range(0, spans, 10):
    with tracer.start_as_current_span("root"):
        for number in range(first + 1, first + 10):
            with tracer.start_as_current_span("child", attributes={"n": number, "input": "question"}):
                pass
flushed = provider.force_flush(60_000)
provider.shutdown()
with open(report, "w", encoding="utf-8") as file:
    json.dump({"flushed": flushed}, file)
