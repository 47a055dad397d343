#!/usr/bin/env bash
# Datasette's CSV of a query ends after 1,000 rows, and says so nowhere, even when streamed.
#
# Guess: `_stream=1`, which gives all rows of a table as CSV, gives all rows of a query too; or the
#   answer says that it is cut, as the JSON does with "truncated": true.
# Seen: a table of 2,500 rows streams all of them. `SELECT x FROM big` with the same `_stream=1`
#   gives 1,000 (the setting max_returned_rows), status 200, and no header tells it from a whole
#   answer. The JSON of the same query as a plain array (`_shape=array`) is cut as silently.
# Why it matters: an export or a sum over a download is wrong, and looks right. Ask the table
#   instead of the query, or ask for JSON in its default shape and read "truncated".
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check datasette==0.65.5 aiofiles==25.1.0 \
  anyio==4.16.0 asgi-csrf==0.11 asgiref==3.13.0 certifi==2026.10.19.post1 click==8.5.1 \
  click-default-group==1.2.4 flexcache==0.3 flexparser==0.4 h11==0.16.0 httpcore==1.0.9 \
  httpx==0.28.1 hupper==1.12.1 idna==3.20 itsdangerous==2.2.0 janus==2.0.0 Jinja2==3.1.6 \
  MarkupSafe==3.0.4 mergedeep==1.3.4 platformdirs==4.14.9 pluggy==1.7.0 \
  python-multipart==0.0.34 PyYAML==6.0.4 typing_extensions==4.16.0 uvicorn==0.54.0 \
  setuptools==80.9.0

venv/bin/python -W ignore - <<'PYTHON'
import asyncio
import sys

import datasette
from datasette.app import Datasette


async def answers():
    server = Datasette(memory=True)
    database = server.add_memory_database("data")
    await database.execute_write_script("""
        CREATE TABLE big(x);
        INSERT INTO big
          WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 2500)
          SELECT i FROM r;
    """)
    table = await server.client.get("/data/big.csv?_stream=1")
    query = await server.client.get("/data.csv?sql=SELECT+x+FROM+big&_stream=1")
    array = await server.client.get("/data.json?sql=SELECT+x+FROM+big&_shape=array")
    whole = await server.client.get("/data.json?sql=SELECT+x+FROM+big")
    told = {name.lower() for name in query.headers} - {name.lower() for name in table.headers}
    return {
        "table as CSV": len(table.text.splitlines()) - 1,
        "query as CSV": len(query.text.splitlines()) - 1,
        "status": query.status_code,
        "headers that only the cut one has": sorted(told),
        "query as JSON array": len(array.json()),
        "truncated in the JSON": whole.json()["truncated"],
    }


seen = asyncio.run(answers())
print(f"versions: Datasette {datasette.__version__}")
print("guess:    2500 rows in all, or a word about the missing ones")
print("seen:    ", seen)
expected = {
    "table as CSV": 2500,
    "query as CSV": 1000,
    "status": 200,
    "headers that only the cut one has": [],
    "query as JSON array": 1000,
    "truncated in the JSON": True,
}
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
