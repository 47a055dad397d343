"""A server that knows which requests it will get, and refuses all others."""

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl, urlsplit

from field_masks import masked
from list_api import QuietServer

JSON = "application/json; charset=UTF-8"


@dataclass
class Exchange:
    """A request that is expected, and its reply.

    A value of `query` that is a list is sent several times. `prettyPrint=false` need not be named;
    a mask in `fields` is applied to the reply, as Google's services do. `mask` is the mask itself.
    """

    method: str
    path: str
    query: dict = field(default_factory=dict)
    body: object = None
    headers: dict = field(default_factory=dict)
    reply: object = None
    status: int = 200
    kind: str = JSON
    reply_headers: dict = field(default_factory=dict)
    mask: str = None

    def flaw(self, request):
        """What is wrong with a request; nothing when it is the expected one."""
        found = (request.method, request.path)
        if found != (self.method, self.path):
            return f"{found} instead of {(self.method, self.path)}"
        query = sorted((name, text) for name, value in self.query.items() for text in texts(value))
        if request.query != query:
            return f"the query {request.query} instead of {query}"
        if request.body != self.body:
            return f"the body {json.dumps(request.body)} instead of {json.dumps(self.body)}"
        if self.mask and request.mask != self.mask:
            return f"the mask {request.mask} instead of {self.mask}"
        for name, value in self.headers.items():
            if request.headers.get(name) != value:
                return f"{name}: {request.headers.get(name)} instead of {value}"
        return None


def texts(value):
    return [str(item) for item in (value if isinstance(value, list) else [value])]


class Request:
    """A request that arrived, taken apart."""

    def __init__(self, handler):
        parts = urlsplit(handler.path)
        self.method, self.path = handler.command, parts.path
        pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        known = dict(pairs)
        self.mask = known.get("fields")
        self.query = sorted(
            pair for pair in pairs
            if pair[0] != "fields" and pair != ("prettyPrint", "false")
        )
        self.headers = handler.headers
        data = handler.rfile.read(int(handler.headers.get("Content-Length", "0")))
        self.body = json.loads(data) if data else None
        self.is_typed = not data or handler.headers.get("Content-Type") == "application/json"

    def __str__(self):
        query = "&".join(f"{name}={value}" for name, value in self.query)
        body = "" if self.body is None else f" {json.dumps(self.body)}"
        return f"{self.method} {self.path}?{query}{body}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def handle_request(self):
        self.server.shapes.answer(self, Request(self))

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = handle_request

    def log_message(self, *arguments):
        pass

    def send(self, status, body, kind=JSON, headers=None):
        self.send_response(status)
        if body:
            self.send_header("Content-Type", kind)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class ShapeServer:
    """Expects a list of exchanges for each statement, in any order that requests come in."""

    def __init__(self):
        self.lock = threading.Lock()
        self.expect([])
        self.server = QuietServer(("127.0.0.1", 0), Handler)
        self.server.shapes = self
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def expect(self, exchanges):
        self.pending = list(exchanges)
        self.flaws = []

    def take(self, request):
        """The exchange that a request belongs to; nothing for one that was not expected."""
        with self.lock:
            if not request.is_typed:
                self.flaws.append(f"{request}: its body is not declared to be JSON")
            for exchange in self.pending:
                if exchange.flaw(request) is None:
                    self.pending.remove(exchange)
                    return exchange
            reason = self.pending[0].flaw(request) if self.pending else "nothing more is expected"
            self.flaws.append(f"{request}: {reason}")
            return None

    def answer(self, handler, request):
        exchange = self.take(request)
        if exchange is None:
            handler.send(400, b'{"error": {"code": 400, "message": "unexpected"}}')
            return
        reply = exchange.reply
        if not isinstance(reply, bytes):
            if request.mask and exchange.status == 200:
                reply = masked(reply, request.mask)
            reply = b"" if reply is None else json.dumps(reply).encode()
        reply = reply.replace(b"$SERVER", self.url.encode())
        headers = {
            name: value.replace("$SERVER", self.url)
            for name, value in exchange.reply_headers.items()
        }
        handler.send(exchange.status, reply, exchange.kind, headers)
