"""The seed page's SELECT as a careful page of Python: requests, json, sqlite3.

Usage: peer.py URL, where URL is the list's first page. Writes a JSON array of rows.
"""

import json
import sqlite3
import sys

import requests

COLUMNS = (
    "name description baseModel createTime encryptionSpec endTime error experiment labels "
    "startTime state supervisedTuningSpec tunedModel tunedModelDisplayName tuningDataStats "
    "updateTime"
).split()
NESTED = {"encryptionSpec", "error", "labels", "supervisedTuningSpec", "tunedModel", "tuningDataStats"}


def cell(job, column):
    value = job.get(column)
    return json.dumps(value) if isinstance(value, (dict, list)) else value


def jobs(session, url):
    token = None
    while True:
        page = session.get(url, params={"pageToken": token} if token else None).json()
        yield from page.get("tuningJobs", [])
        token = page.get("nextPageToken")
        if not token:
            return


def main():
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE TABLE jobs ({', '.join(COLUMNS)})")
    rows = ([cell(job, column) for column in COLUMNS] for job in jobs(requests.Session(), sys.argv[1]))
    database.executemany(f"INSERT INTO jobs VALUES ({', '.join('?' * len(COLUMNS))})", rows)
    result = []
    for row in database.execute(f"SELECT {', '.join(COLUMNS)} FROM jobs"):
        item = dict(zip(COLUMNS, row))
        for column in NESTED:
            if item[column] is not None:
                item[column] = json.loads(item[column])
        result.append(item)
    # Not json.dump, which is written in Python and makes the whole twice as slow.
    sys.stdout.write(json.dumps(result))


main()
