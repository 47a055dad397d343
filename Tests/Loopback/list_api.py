"""A small server that speaks the list API of tuning jobs and misbehaves on demand."""

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


def job(number):
    name = f"projects/p-1/locations/us-central1/tuningJobs/{number}"
    return {"name": name, "description": f"job {number}: ä✓", "labels": {"number": str(number)}}


def names(count):
    return [job(number)["name"] for number in range(count)]


class Exchange(BaseHTTPRequestHandler):
    """Responds to one request as the API decides."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        self.server.api.answer(self)

    def do_POST(self):
        self.text = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.server.api.answer_write(self)

    def log_message(self, *arguments):
        pass

    def send_body(self, body, status=200, kind="application/json; charset=UTF-8", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True
    # Connections that are made at the same time all have to be accepted.
    request_queue_size = 128

    def handle_error(self, request, address):
        pass


class ListAPI:
    """Serves `pages` pages of `size` jobs; `faults` are functions by number of request, from 0.

    A fault gets the exchange and the body that a sound server would send.
    """

    def __init__(self, pages=10, size=10, faults=None, always=None):
        self.pages = pages
        self.size = size
        self.faults = faults or {}
        self.always = always
        self.requests = []
        self.arrived = threading.Event()
        self.released = threading.Event()
        self.server = QuietServer(("127.0.0.1", 0), Exchange)
        self.server.api = self
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()

    def page(self, target):
        token = parse_qs(urlsplit(target).query).get("pageToken", ["0"])[0]
        number = int(token)
        first = number * self.size
        page = {"tuningJobs": [job(first + place) for place in range(self.size)]}
        if number + 1 < self.pages:
            page["nextPageToken"] = str(number + 1)
        return page

    def answer(self, exchange):
        number = len(self.requests)
        self.requests.append(exchange.path)
        self.arrived.set()
        body = json.dumps(self.page(exchange.path)).encode()
        fault = self.faults.get(number, self.always)
        if fault:
            fault(exchange, body)
        else:
            exchange.send_body(body)


# Faults, and responses that are only unusual.


def error(status, **headers):
    """Refuses as Google does."""
    text = {"error": {"code": status, "message": f"try again ({status})", "status": "UNAVAILABLE"}}
    return lambda exchange, body: exchange.send_body(json.dumps(text).encode(), status, **headers)


def html(status):
    """Responds like a proxy that does not know the API."""
    page = b"<html><head><title>Bad Gateway</title></head><body>no luck</body></html>"
    return lambda exchange, body: exchange.send_body(page, status, kind="text/html")


def cut(exchange, body):
    """Ends the connection in the middle of the body."""
    exchange.send_response(200)
    exchange.send_header("Content-Type", "application/json")
    exchange.send_header("Content-Length", str(len(body)))
    exchange.end_headers()
    exchange.wfile.write(body[: len(body) // 2])
    exchange.close_connection = True


def malformed(exchange, body):
    """Sends half a body as if it were all of it."""
    exchange.send_body(body[: len(body) // 2])


def repeated_token(exchange, body):
    """Sends the token of the first page as the next one, again."""
    page = json.loads(body)
    page["nextPageToken"] = "0"
    exchange.send_body(json.dumps(page).encode())


def zipped(exchange, body):
    assert "gzip" in exchange.headers.get("Accept-Encoding", "")
    exchange.send_body(gzip.compress(body), Content_Encoding="gzip")


def chunked(exchange, body):
    exchange.send_response(200)
    exchange.send_header("Content-Type", "application/json")
    exchange.send_header("Transfer-Encoding", "chunked")
    exchange.end_headers()
    for start in range(0, len(body), 100):
        piece = body[start : start + 100]
        exchange.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
    exchange.wfile.write(b"0\r\n\r\n")


def cut_chunked(exchange, body):
    """Ends the connection between two chunks."""
    exchange.send_response(200)
    exchange.send_header("Transfer-Encoding", "chunked")
    exchange.end_headers()
    exchange.wfile.write(b"%x\r\n%s\r\n" % (100, body[:100]))
    exchange.close_connection = True


def slow(exchange, body):
    """Responds when the test is over, or after a minute."""
    exchange.server.api.released.wait(60)
    exchange.send_body(body)
