"""For programs in Python: where spans go, and which of them belong together."""

import base64
import contextlib
import os
import struct
import urllib.request
import zlib

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor


def tracing():
    """OpenTelemetry's SDK as programs set it up; its exporter takes the address from the environment."""
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    return provider


@contextlib.contextmanager
def scenario(name, expected=()):
    """What is exported within belongs to the scenario; an expected exception ends it and no more."""
    if "RECEIVER_URL" in os.environ:
        address = f"{os.environ['RECEIVER_URL']}/scenario/{name}"
        urllib.request.urlopen(urllib.request.Request(address, data=b"", method="POST")).close()
    try:
        yield
    except expected or () as failure:
        print(f"{name}: {type(failure).__name__} as expected")
    finally:
        trace.get_tracer_provider().force_flush()


def root(name):
    """A span of the program itself, under which the calls of models stand."""
    return trace.get_tracer("shop").start_as_current_span(name)


def picture():
    """A red dot as a PNG, in base64."""
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    return base64.b64encode(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\x00\xff\x00\x00")) + chunk(b"IEND", b"")).decode()
