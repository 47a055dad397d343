#!/usr/bin/env bash
# Google's standard rule for what to repeat leaves out 502 and 504.
#
# Guess: google-api-core's if_transient_error, the rule that Retry() takes by default, covers
#   what usually passes by itself: 429, 500, 502, 503 and 504.
# Seen: it covers 429, 500 and 503. 502 (bad gateway) and 504 (gateway timeout) end the call at
#   the first try, although both are subclasses of ServerError like the others; so does 408.
# Why it matters: behind a load balancer or a proxy 502 and 504 are the usual ways of a short
#   outage. A client that trusts the default rule fails on them, and passes every test with 503.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check google-api-core==2.44.0 \
  proto-plus==1.29.0 protobuf==7.36.2 google-auth==2.63.0 googleapis-common-protos==1.76.0 \
  opentelemetry-api==1.45.2 typing_extensions==4.16.0 certifi==2026.10.19.post1 cffi==2.1.1 \
  charset-normalizer==3.5.3 cryptography==50.0.2 idna==3.20 pyasn1==0.6.5 pyasn1_modules==0.4.2 \
  pycparser==3.12 requests==2.34.2 urllib3==2.8.0

venv/bin/python -W ignore - <<'PYTHON'
import sys

import google.api_core
from google.api_core import exceptions, retry


def attempts(status):
    tried = []

    def call():
        tried.append(status)
        if len(tried) == 1:
            raise exceptions.from_http_status(status, "not now")

    try:
        retry.Retry(initial=0.001)(call)()
    except exceptions.GoogleAPICallError:
        pass
    return len(tried)


seen = {status: attempts(status) for status in (408, 429, 500, 502, 503, 504)}
print(f"versions: google-api-core {google.api_core.__version__}")
print("guess:    tried twice: 429, 500, 502, 503, 504")
print("seen:    ", seen)
expected = {408: 1, 429: 2, 500: 2, 502: 1, 503: 2, 504: 1}
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
