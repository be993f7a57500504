"""Takes OTLP over HTTP, protobuf or JSON, and keeps it as JSON.

`POST /scenario/NAME` says to what the exports belong that come from then on; each gets it as the attribute
"dialect.scenario" of its resources.
"""

import contextlib
import gzip
import json
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import otlp_protobuf


class Received:
    def __init__(self):
        self.scenario = ""
        self.traces = []
        self.logs = []
        self.lock = threading.Lock()

    def take(self, signal, export):
        with self.lock:
            exports, resources = {
                "traces": (self.traces, "resourceSpans"), "logs": (self.logs, "resourceLogs")}[signal]
            for resource in export.get(resources, []):
                attributes = resource.setdefault("resource", {}).setdefault("attributes", [])
                attributes.append({"key": "dialect.scenario", "value": {"stringValue": self.scenario}})
            exports.append(export)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        data = self.body()
        parts = self.path.strip("/").split("/")
        if parts[0] == "scenario":
            self.server.received.scenario = parts[1]
        elif parts[-1] in ("traces", "logs"):
            as_json = "json" in self.headers.get("Content-Type", "")
            export = json.loads(data) if as_json else otlp_protobuf.read(data, parts[-1])
            self.server.received.take(parts[-1], export)
        self.send_response(200)
        self.send_header("Content-Type", self.headers.get("Content-Type", "application/json"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            parts = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            data = b"".join(parts)
        else:
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        packed = self.headers.get("Content-Encoding", "")
        return gzip.decompress(data) if packed == "gzip" else zlib.decompress(data) if packed == "deflate" else data

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def receive():
    """Serves on a free port; gives its address and what has been received."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.received = Received()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", server.received
    finally:
        server.shutdown()
        server.server_close()
