#!/usr/bin/env bash
# Two times of Google's client that differ by nanoseconds are equal, and sort in any order.
#
# Guess: DatetimeWithNanoseconds, made to keep what datetime drops, compares what it keeps.
# Seen: times 1 ns and 999 ns after the same microsecond are equal, have one hash, are one element
#   of a set, and sorted() leaves them in the order in which they came; their difference is 0.
#   Adding a timedelta of zero drops the nanoseconds, and isoformat() never shows them.
#   Only rfc3339() and .nanosecond do.
# Why it matters: log entries and spans are told apart by nanoseconds. Removing duplicates loses
#   entries, "newer than the last one" misses some, and a cursor kept by isoformat() goes back.
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
import datetime
import sys

import google.api_core
from google.api_core.datetime_helpers import DatetimeWithNanoseconds

early = DatetimeWithNanoseconds(2026, 5, 31, 22, nanosecond=1)
late = DatetimeWithNanoseconds(2026, 5, 31, 22, nanosecond=999)
seen = {
    "equal": early == late,
    "in a set": len({early, late}),
    "sorted": [time.nanosecond for time in sorted([late, early])],
    "plus zero": (late + datetime.timedelta(0)).nanosecond,
    "isoformat": late.isoformat(),
    "rfc3339": late.rfc3339(),
}
print(f"versions: google-api-core {google.api_core.__version__}")
print("guess:    equal: False, in a set: 2, sorted: [1, 999], plus zero: 999")
print("seen:    ", seen)
expected = {
    "equal": True,
    "in a set": 1,
    "sorted": [999, 1],
    "plus zero": 0,
    "isoformat": "2026-05-31T22:00:00",
    "rfc3339": "2026-05-31T22:00:00.000000999Z",
}
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
