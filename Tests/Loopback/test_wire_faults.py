"""The first exchange breaks on its way, then the second, and so on past the last.

`TUNEQL_WIRE_TABLE` names a file for the table of outcomes.
"""

import concurrent.futures
import json
import os
import time
import unittest

import raw_api
from list_api import job
from program import SELECT, run
from raw_api import PAGES, SIZE, RawAPI

ROWS = [job(number) for number in range(PAGES * SIZE)]
# The exit codes of a write: all done, or an error that reports the fate of each row.
WRITE_CODES = {0, 2, 3}
INSERT = (
    "INSERT INTO google.aiplatform.tuning_jobs (projectsId, locationsId, baseModel, description) "
    "VALUES " + ", ".join(f"('p-1', 'us-central1', 'm', 'row {n}')" for n in [1, 2, 3])
)
# Faults that a retry overcomes, and faults that persist.
PASSING = [
    raw_api.reset_before_head, raw_api.closed_before_head, raw_api.reset_in_head,
    raw_api.closed_in_head, raw_api.reset_in_body, raw_api.closed_in_body,
    raw_api.closed_between_chunks, raw_api.bad_chunk_size,
]
WRONG = [
    raw_api.broken_gzip, raw_api.half_a_gzip, raw_api.unknown_coding,
    raw_api.longer_than_announced, raw_api.no_http, raw_api.head_without_end,
    raw_api.gzip_without_its_check, raw_api.two_lengths, raw_api.two_lengths_in_one,
]
SLOW = [raw_api.slow_drip]
ENDLESS = [raw_api.silence, raw_api.drip_without_end]
TIME_LIMIT = 2


class WireFaults(unittest.TestCase):
    table = {}

    def check(self, faults, sql, verdict, *options, lasts=False, last=PAGES):
        """Runs a statement for each fault and each exchange, several at a time."""
        cases = [(fault, number) for fault in faults for number in range(1, last + 1)]
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            for result in pool.map(lambda case: self.once(*case, sql, lasts, options), cases):
                fault, number, api, answer, seconds = result
                name = fault.__name__.replace("_", " ") + (", from then on" if lasts else "")
                with self.subTest(name, exchange=number):
                    self.assertLess(seconds, 60)
                    self.assertGreaterEqual(answer.returncode, 0, "it crashed")
                    self.note(name, sql.split()[0], answer.returncode)
                    verdict(api, answer)

    def once(self, fault, number, sql, lasts, options):
        with RawAPI(fault, number, lasts) as api:
            started = time.monotonic()
            answer = run(api, sql, "-o", "json", *options)
            return fault, number, api, answer, time.monotonic() - started

    def note(self, fault, statement, code):
        outcomes = self.table.setdefault(fault, {}).setdefault(statement, {})
        outcomes[code] = outcomes.get(code, 0) + 1

    @classmethod
    def tearDownClass(cls):
        if path := os.environ.get("TUNEQL_WIRE_TABLE"):
            with open(path, "w") as file:
                print("| fault on the wire | SELECT: runs by exit code | INSERT |", file=file)
                print("|---|---|---|", file=file)
                for fault, statements in sorted(cls.table.items()):
                    cells = [
                        ", ".join(f"{n} × {code}" for code, n in statements.get(name, {}).items())
                        for name in ["SELECT", "INSERT"]
                    ]
                    print(f"| {fault} | {cells[0]} | {cells[1]} |", file=file)

    def all_rows(self, _, answer):
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual(json.loads(answer.stdout), ROWS)

    def an_error(self, _, answer):
        self.assertEqual(answer.returncode, 2, answer.stderr)
        self.assertIn("error: ", answer.stderr)

    def time_is_up(self, _, answer):
        self.assertEqual(answer.returncode, 124, answer.stderr)

    def nothing_twice(self, api, answer):
        self.assertEqual(len(api.made), len(set(api.made)), api.made)
        self.assertIn(answer.returncode, WRITE_CODES, answer.stderr)
        if answer.returncode == 0:
            self.assertEqual(len(api.made), 3)
        else:
            self.assertIn("error: ", answer.stderr)
            self.assertIn("row ", answer.stderr)

    def test_what_passes_costs_no_row(self):
        self.check(PASSING + SLOW, SELECT, self.all_rows)

    def test_what_is_wrong_is_an_error(self):
        self.check(WRONG, SELECT, self.an_error)

    def test_what_lasts_is_an_error_in_the_end(self):
        self.check(PASSING[:4], SELECT, self.an_error, lasts=True, last=1)

    def test_what_never_ends_is_ended_by_the_time_limit(self):
        self.check(ENDLESS, SELECT, self.time_is_up, "--timeout", str(TIME_LIMIT))

    def test_a_write_is_never_made_twice(self):
        self.check(PASSING + WRONG + SLOW, INSERT, self.nothing_twice)


if __name__ == "__main__":
    unittest.main()
