#!/usr/bin/env bash
# curl 7.88.1 signs a request for AWS as its query is written; AWS's own client sorts it first.
#
# Guess: curl --aws-sigv4 and botocore make the same signature from the same key, time and URL.
# Seen: they do for ?a=1&b=2. For ?b=2&a=1, and for a name without a value (?versions), the
#   signatures differ: the rules of the signature want the parameters sorted and an = after each
#   name, botocore brings them into this form, curl 7.88.1 signs the text that was given.
# Why it matters: a service that follows the rules refuses such a request as wrongly signed, and
#   the key is suspected first. One more parameter at the end of a working URL is enough. Write
#   the query sorted and with = to be right with both.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fetch() { apt-get -qq -o APT::Sandbox::User=root download "$@"; }
packages=(curl=7.88.1-10+deb12u15 libcurl4=7.88.1-10+deb12u15 libnghttp2-14=1.52.0-1+deb12u3
  librtmp1=2.4+20151223.gitfa8646d.1-2+b2 libssh2-1=1.10.0-3+deb12u1 libpsl5=0.21.2-1
  libldap-2.5-0=2.5.13+dfsg-5 libsasl2-2=2.1.28+dfsg-10+deb12u1 libbrotli1=1.0.9-2+deb12u1)
fetch "${packages[@]}" 2>/dev/null || { apt-get -qq update && fetch "${packages[@]}"; }
for package in ./*.deb; do dpkg-deb -x "$package" debian; done
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check botocore==1.44.5 jmespath==1.1.0 \
  python-dateutil==2.9.0.post0 six==1.17.0 urllib3==2.8.0

venv/bin/python - <<'PYTHON'
import glob
import http.server
import os
import subprocess
import sys
import threading

import botocore
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

received = []


class Server(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        received.append(self.headers)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
environment = {**os.environ, "LD_LIBRARY_PATH": glob.glob("debian/usr/lib/*-linux-gnu")[0]}


def curl(*arguments):
    command = ["debian/usr/bin/curl", "-s", *arguments]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def agree(query):
    url = f"http://127.0.0.1:{server.server_port}/items?{query}"
    curl("--aws-sigv4", "aws:amz:eu-west-1:example", "--user", "ID:KEY", url)
    sent = received.pop()
    request = AWSRequest("GET", url, headers={"X-Amz-Date": sent["X-Amz-Date"]})
    request.context["timestamp"] = sent["X-Amz-Date"]
    auth = SigV4Auth(Credentials("ID", "KEY"), "example", "eu-west-1")
    signature = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
    return sent["Authorization"].endswith(f"Signature={signature}")


seen = {query: agree(query) for query in ["a=1&b=2", "b=2&a=1", "versions=", "versions"]}
print(f"versions: {curl('--version').split(' (')[0]}, botocore {botocore.__version__}")
print("guess:    equal signatures for each query")
print("seen:    ", seen)
expected = {"a=1&b=2": True, "b=2&a=1": False, "versions=": True, "versions": False}
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
