#!/usr/bin/env bash
# Three valid Link headers in which requests and httpx find no next page.
#
# Guess: response.links["next"] is there whenever RFC 8288 says that a link is the next page.
# Seen: a semicolon inside the URL ends it, and the relation is lost with the rest; REL in capitals
#   is another parameter; of rel="next last" the key is the whole text.
# Why it matters: `while "next" in response.links` ends after the first page without a word, as soon
#   as a server puts a semicolon into its cursor. A reader of lists has to read the header itself.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check requests==2.34.2 httpx==0.28.1

venv/bin/python - <<'PYTHON'
import http.server
import sys
import threading

import httpx
import requests

HEADERS = {
    "/plain": '</2>; rel="next"',
    "/semicolon": '</2?after=a;b>; rel="next"',
    "/capitals": '</2>; REL="next"',
    "/two": '</2>; rel="next last"',
}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Link", HEADERS[self.path])
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"[]")

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"
print(f"versions: requests {requests.__version__}, httpx {httpx.__version__}")
print("guess:    a next page in all four, for both")
seen = {}
for path, header in HEADERS.items():
    found = tuple("next" in get(base + path).links for get in (requests.get, httpx.get))
    seen[path] = found
    print(f"seen:     {header:32} requests {found[0]}, httpx {found[1]}")
expected = {
    "/plain": (True, True),
    "/semicolon": (False, False),
    "/capitals": (False, False),
    "/two": (False, False),
}
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
