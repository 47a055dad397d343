#!/usr/bin/env bash
# A row that mentions a syntax error turns a whole answer of pystackql into an error.
#
# Guess: what the engine writes as rows is data, whatever it says; errors are told by the exit
#   status or by the stream on which they come.
# Seen: pystackql looks for words in every value of every row: "syntax error", "invalid query",
#   "timeout waiting for" and others. One description with such words, and the answer is a single
#   row with one column, error, that holds the text of all rows. Nothing is raised.
# Why it matters: names and descriptions are the users' text. An inventory of a hundred jobs
#   becomes one error on the day on which somebody describes a job as "fixed a syntax error";
#   a program that counts rows counts 1.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check pystackql==3.8.5 \
  asttokens==3.0.2 certifi==2026.10.19.post1 charset-normalizer==3.5.3 executing==2.3.0 \
  idna==3.20 ipython==9.18.1 ipython_pygments_lexers==1.1.1 jedi==0.20.1 matplotlib-inline==0.2.2 \
  nest-asyncio==1.6.0 numpy==2.4.6 pandas==3.1.1 parso==0.8.7 pexpect==4.9.0 \
  prompt_toolkit==3.0.53 psutil==7.2.2 psycopg==3.3.9 psycopg-binary==3.3.9 ptyprocess==0.7.0 \
  pure_eval==0.2.4 Pygments==2.21.0 python-dateutil==2.9.0.post0 PyYAML==6.0.4 requests==2.34.2 \
  six==1.17.0 stack-data==0.6.3 termcolor==3.3.0 tqdm==4.70.1 traitlets==5.16.1 \
  typing_extensions==4.16.0 urllib3==2.8.0 wcwidth==0.9.4

venv/bin/python -W ignore - <<'PYTHON'
import importlib.metadata
import json
import sys

from pystackql.core.output import OutputFormatter


def answer(description):
    rows = [{"name": "jobs/1", "description": description}, {"name": "jobs/2", "description": "ok"}]
    result = OutputFormatter("dict").format_query_result({"data": json.dumps(rows)})
    return [list(row) for row in result]


plain, unlucky = answer("Fixed a typing error"), answer("Fixed a syntax error")
print("versions: pystackql", importlib.metadata.version("pystackql"))
print("guess:    two rows with name and description, twice")
print("seen:    ", plain, unlucky)
seen = (plain, unlucky)
expected = ([["name", "description"]] * 2, [["error"]])
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
