"""The HTTP side: finds what answers a path, and writes a whole answer or a stream of events."""

import contextlib
import json
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from . import anthropic, gemini, openai_chat, openai_responses
from .answers import Refused


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path.split("?")[0].endswith("/models"):
            models = [{"id": name, "object": "model", "type": "model", "display_name": name, "created": 0,
                       "created_at": "2026-01-01T00:00:00Z", "owned_by": "nobody"}
                      for name in ("gpt-4o", "gpt-5", "claude-sonnet-4-5")]
            self.whole(200, {"object": "list", "data": models, "has_more": False})
        else:
            self.whole(404, {"error": {"message": "Unknown path " + self.path, "type": "invalid_request_error"}})

    def do_POST(self):
        body = self.body()
        path = urllib.parse.unquote(self.path.split("?")[0])
        service, answer = route(path)
        if service is None:
            self.whole(404, {"error": {"message": "Unknown path " + path, "type": "invalid_request_error"}})
            return
        try:
            answered = answer(path, json.loads(body or b"{}"))
        except Refused as refused:
            self.whole(refused.status, service.error(refused))
            return
        if isinstance(answered, dict):
            self.whole(200, answered)
        else:
            self.stream(answered)

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def whole(self, status, answer):
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name in ("x-request-id", "request-id"):
            self.send_header(name, "req_1")
        if status == 429:
            self.send_header("retry-after", "0")
        self.end_headers()
        self.wfile.write(body)

    def stream(self, events):
        """Server-sent events: of (name or None, data), where data is JSON or text as it is."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for name, data in events:
            text = data if isinstance(data, str) else json.dumps(data)
            event = (f"event: {name}\n" if name else "") + f"data: {text}\n\n"
            block = event.encode()
            self.wfile.write(b"%x\r\n%s\r\n" % (len(block), block))
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_):
        pass


def route(path):
    if path.endswith("/chat/completions"):
        return openai_chat, openai_chat.answer
    if path.endswith("/embeddings"):
        return openai_chat, openai_chat.embeddings
    if path.endswith("/responses"):
        return openai_responses, openai_responses.answer
    if path.endswith("/messages/count_tokens"):
        return anthropic, anthropic.count
    if path.endswith("/messages"):
        return anthropic, anthropic.answer
    if ":generateContent" in path or ":streamGenerateContent" in path:
        return gemini, gemini.answer
    return None, None


@contextlib.contextmanager
def serve(port=0):
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
