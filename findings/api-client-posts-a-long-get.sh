#!/usr/bin/env bash
# A long list request of Google's API client for Python goes out as a POST.
#
# Guess: list() is a GET, however long its filter is; too long a URL is the server's matter.
# Seen: as soon as the URL has more than 2,048 characters the client sends POST to the path alone,
#   the query as a form in the body, and the header x-http-method-override: GET.
# Why it matters: a recorder or an emulator that matches by method and path sees a call of another
#   method (POST to a collection is its create), a proxy that lets only GET through refuses the
#   longer ones, and no cache keeps the answer. Whoever serves these clients has to obey the header.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check \
  google-api-python-client==2.202.0 google-auth-httplib2==0.4.4 httplib2==0.32.1 pyparsing==3.3.3 \
  uritemplate==4.2.0 google-api-core==2.44.0 proto-plus==1.29.0 protobuf==7.36.2 \
  google-auth==2.63.0 googleapis-common-protos==1.76.0 opentelemetry-api==1.45.2 \
  typing_extensions==4.16.0 certifi==2026.10.19.post1 cffi==2.1.1 charset-normalizer==3.5.3 \
  cryptography==50.0.2 idna==3.20 pyasn1==0.6.5 pyasn1_modules==0.4.2 pycparser==3.12 \
  requests==2.34.2 urllib3==2.8.0

venv/bin/python -W ignore - <<'PYTHON'
import sys

import googleapiclient.version
from googleapiclient.discovery import build
from googleapiclient.http import HttpMockSequence


def sent(length):
    http = HttpMockSequence([({"status": "200"}, "{}")])
    service = build("aiplatform", "v1", http=http)
    jobs = service.projects().locations().tuningJobs()
    jobs.list(parent="projects/p/locations/l", filter="x" * length).execute()
    uri, method, body, headers = http.request_sequence[-1]
    return method, "?" in uri, bool(body), headers.get("x-http-method-override")


seen = [sent(1900), sent(2000)]
print("versions: google-api-python-client", googleapiclient.version.__version__)
print("guess:   ", [("GET", True, False, None)] * 2, "(method, query in the URL, body, override)")
print("seen:    ", seen)
expected = [("GET", True, False, None), ("POST", False, True, "GET")]
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
