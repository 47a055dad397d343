#!/usr/bin/env bash
# Azure's client core repeats a POST that ended with 500, and not one that was refused with 429.
#
# Guess: by default a POST is not repeated at all, since it may create something twice; or it is
#   repeated where that is harmless, after 429 (refused before anything was done).
# Seen: RetryPolicy in its default settings sends a POST or PATCH four times when the answer is
#   500, 503 or 504, which all leave open whether the work was done, and once when it is 429, 408
#   or 502. GET, PUT and DELETE are repeated for all six.
# Why it matters: a create that failed halfway can be made four times, and a rate limit, where
#   waiting would help, ends the call at once. Set retry_total=0 for calls that must be single.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check azure-core==1.41.0 \
  certifi==2026.10.19.post1 charset-normalizer==3.5.3 idna==3.20 requests==2.34.2 \
  typing_extensions==4.16.0 urllib3==2.8.0

venv/bin/python - <<'PYTHON'
import http.server
import sys
import threading

import azure.core
from azure.core import PipelineClient
from azure.core.pipeline.policies import RetryPolicy
from azure.core.rest import HttpRequest

requests = []


class Server(http.server.BaseHTTPRequestHandler):
    def answer(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        requests.append(self.path)
        self.send_response(int(self.path[1:]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = answer

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
service = f"http://127.0.0.1:{server.server_port}"


def attempts(method, status):
    requests.clear()
    policy = RetryPolicy(retry_backoff_factor=0)  # without its pauses; all else as it is
    client = PipelineClient(service, policies=[policy])
    client.send_request(HttpRequest(method, f"{service}/{status}", json={"name": "a"}))
    return len(requests)


statuses = [408, 429, 500, 502, 503, 504]
seen = {
    method: {status: attempts(method, status) for status in statuses}
    for method in ("POST", "PATCH", "GET", "PUT", "DELETE")
}
print(f"versions: azure-core {azure.core.__version__}")
print("guess:    POST: each status once (or 429 alone several times)")
print("seen:    ", seen)
careful = {408: 1, 429: 1, 500: 4, 502: 1, 503: 4, 504: 4}
always = {status: 4 for status in statuses}
expected = {"POST": careful, "PATCH": careful, "GET": always, "PUT": always, "DELETE": always}
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
