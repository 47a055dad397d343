"""Recordings are replayed byte by byte, however the lists raced, and contain no secrets."""

import json
import pathlib
import tempfile
import threading
import time
import unittest
from urllib.parse import parse_qs, urlsplit

from list_api import ListAPI
from program import run

JOBS = "google.aiplatform.tuning_jobs"
PLACES = ["slow1", "l1", "slow2", "l2", "l3", "slow3", "l4", "l5"]


def lists(*places):
    names = ", ".join(f"'{place}'" for place in places or PLACES)
    return f"SELECT name FROM {JOBS} WHERE projectsId = 'p' AND locationsId IN ({names})"


class Places(ListAPI):
    """Locations of 250 jobs; the beginning of a location's name determines its responses."""

    def __init__(self):
        super().__init__()
        self.count = 0
        self.lock = threading.Lock()

    def answer(self, exchange):
        with self.lock:
            self.count += 1
            number = self.count
        url = urlsplit(exchange.path)
        parts = url.path.split("/")
        if parts[-1] == "locations":
            places = [{"name": f"projects/p/locations/{x}", "locationId": x} for x in PLACES]
            exchange.send_body(json.dumps({"locations": places}).encode())
            return
        place = parts[5]
        query = parse_qs(url.query)
        start = int(query.get("pageToken", ["0"])[0])
        # No two responses of a run take the same time, and none the same in the next run.
        time.sleep((0.03 if place.startswith("slow") else 0.0) + number * 7 % 5 / 500)
        if place.startswith("denied") or (place.startswith("late") and start > 0):
            error = {"code": 403, "message": f"not {place}", "status": "PERMISSION_DENIED"}
            exchange.send_body(json.dumps({"error": error}).encode(), 403)
            return
        if place.startswith("silent") and start > 0:
            self.released.wait(60)
        size = int(query.get("pageSize", ["100"])[0])
        end = min(start + size, 250)
        names = [f"projects/p/locations/{place}/tuningJobs/{x}" for x in range(start, end)]
        page = {"tuningJobs": [{"name": name} for name in names]}
        if end < 250:
            page["nextPageToken"] = str(end)
        exchange.send_body(json.dumps(page, separators=(",", ":")).encode())


class Recording(unittest.TestCase):
    def check(self, sql, *options, returncode=0, replays=6):
        with tempfile.TemporaryDirectory() as folder:
            file = str(pathlib.Path(folder) / "run.recording")
            with Places() as api:
                recorded = run(api, sql, "-o", "csv", *options, "--record", file)
                self.assertEqual(recorded.returncode, returncode, recorded.stderr)
            self.assertTrue(recorded.stdout or returncode)
            for _ in range(replays):
                started = time.monotonic()
                replayed = run(api, sql, "-o", "csv", *options, "--replay", file)
                self.assertEqual(replayed.returncode, returncode, replayed.stderr)
                self.assertEqual(replayed.stdout, recorded.stdout)
                self.assertLess(time.monotonic() - started, 20)
            return recorded

    def test_lists_side_by_side(self):
        rows = self.check(lists()).stdout.splitlines()
        self.assertEqual(len(rows), 1 + 8 * 250)

    def test_a_limit(self):
        for limit in [5, 350, 901]:
            with self.subTest(limit):
                rows = self.check(f"{lists()} LIMIT {limit}").stdout.splitlines()
                self.assertEqual(len(rows), 1 + limit)

    def test_the_same_statement_twice(self):
        self.check(f"{lists()} LIMIT 150; {lists()} LIMIT 350")

    def test_several_failures(self):
        self.check(lists("l1", "denied1", "slow1", "denied2"), returncode=2)
        self.check(lists("slow1", "late1", "l1", "late2"), returncode=2)

    def test_partial_results(self):
        scopes = "SELECT parameters, status, pages, rows, error FROM catalog.last_scopes"
        for places in [("slow1", "denied1", "l1"), ("slow1", "late1", "l1", "denied2")]:
            with self.subTest(places):
                self.check(f"{lists(*places)}; {scopes}", "--partial", returncode=3)

    def test_joins(self):
        join = (
            f"SELECT l.locationId, j.name FROM google.aiplatform.locations l JOIN {JOBS} j "
            "ON j.projectsId = 'p' AND j.locationsId = l.locationId WHERE l.projectsId = 'p'"
        )
        self.check(join)
        self.check(f"{join} LIMIT 300")

    def test_unions(self):
        self.check(f"{lists('slow1', 'l1')} UNION ALL {lists('l2', 'slow2', 'l1')}")

    def test_a_time_limit(self):
        self.check(lists("l1", "silent1", "slow1"), "--timeout", "3", returncode=124, replays=2)


if __name__ == "__main__":
    unittest.main()
