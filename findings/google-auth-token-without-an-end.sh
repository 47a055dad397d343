#!/usr/bin/env bash
# A Google token whose answer does not say how long it lives is used for ever.
#
# Guess: OAuth only recommends expires_in, so a client has to do without it: it takes a short life
#   for granted, or asks for a new token before each use.
# Seen: google-auth keeps such a token with no expiry, and no expiry means valid: before_request()
#   sends the first token with every request and never asks the token endpoint again. For
#   "expires_in": 60 it is the opposite: the token counts as expired at once (it is renewed when
#   less than 3:45 minutes are left), and every request asks for a new one.
# Why it matters: a proxy, an emulator or a private token service that leaves the member out works
#   for an hour, and then every request goes out with a dead token until a 401 is noticed.
#   One that gives short tokens is asked as often as the API itself.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check google-auth==2.63.0 \
  certifi==2026.10.19.post1 cffi==2.1.1 charset-normalizer==3.5.3 cryptography==50.0.2 idna==3.20 \
  pyasn1==0.6.5 pyasn1_modules==0.4.2 pycparser==3.12 requests==2.34.2 urllib3==2.8.0

venv/bin/python -W ignore - <<'PYTHON'
import http.server
import json
import sys
import threading

import google.auth
import google.auth.transport.requests
import google.oauth2.credentials

answers = {}
asked = []


class Server(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        asked.append(self.path)
        body = json.dumps({"access_token": f"token-{len(asked)}", **answers}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()


def tokens_for_three_requests(answer):
    answers.clear()
    answers.update(answer)
    asked.clear()
    credentials = google.oauth2.credentials.Credentials(
        None,
        refresh_token="refresh",
        client_id="id",
        client_secret="secret",
        token_uri=f"http://127.0.0.1:{server.server_port}/token",
    )
    transport = google.auth.transport.requests.Request()
    for _ in range(3):
        credentials.before_request(transport, "GET", "https://example.com/", {})
    return len(asked), credentials.expiry is None, credentials.valid


seen = {
    "no expires_in": tokens_for_three_requests({}),
    "expires_in 60": tokens_for_three_requests({"expires_in": 60}),
    "expires_in 3600": tokens_for_three_requests({"expires_in": 3600}),
}
print(f"versions: google-auth {google.auth.__version__}")
print("guess:    (tokens fetched for 3 requests, no expiry, valid)")
print("         ", "3 tokens, or an expiry of its own, without expires_in; 1 token for 60 s")
print("seen:    ", seen)
expected = {
    "no expires_in": (1, True, True),
    "expires_in 60": (3, False, False),
    "expires_in 3600": (1, False, True),
}
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
