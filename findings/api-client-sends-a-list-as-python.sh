#!/usr/bin/env bash
# Google's client for Python sends a list for a single-valued parameter as Python source.
#
# Guess: list(filter=["a", "b"]) is refused, as an unknown parameter or a wrong enum value is.
# Seen: the query is filter=['a', 'b'], brackets and quotes included; a list for a repeated
#   parameter becomes a=1&a=2, in the same call.
# Why it matters: the service gets a filter that nobody wrote, and answers with an error about its
#   syntax, or with no rows. Which parameters repeat stands in the document alone.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check google-api-python-client==2.202.0

venv/bin/python -W ignore - <<'PYTHON'
import importlib.metadata
import sys
import urllib.parse

from googleapiclient.discovery import build
from googleapiclient.http import HttpMock


def query(request):
    return urllib.parse.parse_qs(urllib.parse.urlsplit(request.uri).query)


def client(name, version):
    mock = HttpMock(headers={"status": "200"})
    return build(name, version, developerKey="k", static_discovery=True, http=mock)


jobs = client("aiplatform", "v1").projects().locations().tuningJobs()
videos = client("youtube", "v3").videos()
seen = {
    "filter": query(jobs.list(parent="projects/p/locations/l", filter=["a", "b"]))["filter"],
    "part": query(videos.list(part=["id", "snippet"], id="v"))["part"],
}
try:
    jobs.list(parent="projects/p/locations/l", filters="a")
    seen["an unknown name"] = "accepted"
except TypeError:
    seen["an unknown name"] = "refused"
print("versions: google-api-python-client", importlib.metadata.version("google-api-python-client"))
print("guess:    the list for filter is refused")
print("seen:    ", seen)
expected = {"filter": ["['a', 'b']"], "part": ["id", "snippet"], "an unknown name": "refused"}
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
