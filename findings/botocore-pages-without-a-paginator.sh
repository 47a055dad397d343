#!/usr/bin/env bash
# A fifth of AWS's operations that answer in pages have no paginator in AWS's own client.
#
# Guess: botocore's paginator files list every operation that takes a NextToken and answers with one;
#   can_paginate() tells whether an answer can have more pages.
# Seen: of 3,835 operations with NextToken (or nextToken) in both, 800 in 145 services have none,
#   among them athena's ListWorkGroups. For these can_paginate() is
#   False, and a single call returns the first page, as if it was all.
# Why it matters: a generator that takes paging from these files, or a program that asks
#   can_paginate(), cuts a fifth of the lists after one page without a word. The token in the
#   shapes of the operation is the better witness.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check botocore==1.44.5 jmespath==1.1.0 \
  python-dateutil==2.9.0.post0 six==1.17.0 urllib3==2.8.0

venv/bin/python -W ignore - <<'PYTHON'
import sys

import botocore
import botocore.session

session = botocore.session.get_session()
loader = session.get_component("data_loader")
without, paged = [], 0
for service in loader.list_available_services("service-2"):
    model = session.get_service_model(service)
    known = {}
    if service in loader.list_available_services("paginators-1"):
        known = loader.load_service_model(service, "paginators-1")["pagination"]
    for name in model.operation_names:
        operation = model.operation_model(name)
        taken = operation.input_shape.members if operation.input_shape else {}
        given = operation.output_shape.members if operation.output_shape else {}
        if {"NextToken", "nextToken"} & set(taken) & set(given):
            paged += 1
            without += [(service, name)] if name not in known else []

client = session.create_client("athena", "eu-west-1", aws_access_key_id="i", aws_secret_access_key="k")
seen = {
    "with a token": paged,
    "without a paginator": len(without),
    "services": len({service for service, _ in without}),
    "athena list_work_groups": client.can_paginate("list_work_groups"),
}
print(f"versions: botocore {botocore.__version__}")
print("guess:    without a paginator: 0 (or a few), athena list_work_groups: True")
print("seen:    ", seen)
expected = {
    "with a token": 3835,
    "without a paginator": 800,
    "services": 145,
    "athena list_work_groups": False,
}
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
