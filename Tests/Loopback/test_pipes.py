"""A reader that leaves early: the number of pages requested, and the exit status."""

import os
import shlex
import subprocess
import unittest

from list_api import ListAPI
from program import SELECT, command

# Formats whose rows are written as they arrive; json is held back, so that an error leaves no row.
STREAMS = ["table", "csv", "tsv", "jsonl", "markdown", "html", "html-table", "line", "envelope"]
HELD = ["json"]


class Pipes(unittest.TestCase):
    def requests(self, kind, lines=5):
        """The requests that a list of 100,000 jobs makes when `head` reads a few lines."""
        with ListAPI(pages=1000, size=100) as api:
            sql = SELECT.replace("SELECT name, description, labels", "SELECT *")
            program = shlex.join(command(api, sql, "-o", kind))
            answer = subprocess.run(
                ["bash", "-c", f"{program} | head -n {lines}; echo ${{PIPESTATUS[*]}}"],
                stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
            )
            *rows, status = answer.stdout.splitlines()
            self.assertEqual(status, "141 0", answer.stderr)
            self.assertEqual(len(rows), lines, answer.stdout)
            self.assertEqual(answer.stderr, "")
            return len(api.requests)

    def test_head_costs_two_requests_at_most(self):
        for kind in STREAMS:
            for _ in range(int(os.environ.get("TUNEQL_RUNS", "3"))):
                with self.subTest(kind):
                    self.assertLessEqual(self.requests(kind), 2)

    def test_a_format_that_is_held_back_ends_as_well(self):
        for kind in HELD:
            with self.subTest(kind):
                self.assertLess(self.requests(kind), 1000)


if __name__ == "__main__":
    unittest.main()
