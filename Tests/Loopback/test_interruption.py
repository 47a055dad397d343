"""Signals while calls are in flight; prints the time that the program took to end."""

import os
import signal
import subprocess
import time
import unittest

from program import SELECT, command
from raw_api import RawAPI, silence
from test_wire_faults import INSERT

# The maximum number of requests that one statement has in flight.
IN_FLIGHT = 32
PLACES = ", ".join(f"'place-{number}'" for number in range(2 * IN_FLIGHT))
MANY = SELECT.replace("= 'us-central1'", f"IN ({PLACES})")
# The aim is 100 ms; a busy machine gets more.
BOUND = 2


def report(line):
    print(line)
    if path := os.environ.get("TUNEQL_FIGURES"):
        with open(path, "a") as file:
            print(line, file=file)


class Interruption(unittest.TestCase):
    def interrupted(self, number, sql, requests, first=1):
        """Sends a signal when that many requests wait; returns stderr, seconds and the server."""
        with RawAPI(silence, first, lasts=True) as api:
            process = subprocess.Popen(
                command(api, sql), stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            deadline = time.monotonic() + 30
            while api.exchanges < requests and time.monotonic() < deadline:
                time.sleep(0.005)
            self.assertEqual(api.exchanges, requests)
            started = time.monotonic()
            process.send_signal(number)
            _, errors = process.communicate(timeout=30)
            seconds = time.monotonic() - started
            self.assertEqual(process.returncode, 128 + number, errors)
            self.assertLess(seconds, BOUND)
            return errors, seconds, api

    def test_a_signal_ends_all_calls_at_once(self):
        for number in [signal.SIGINT, signal.SIGTERM]:
            with self.subTest(number.name):
                _, seconds, api = self.interrupted(number, MANY, IN_FLIGHT)
                self.assertEqual(api.exchanges, IN_FLIGHT)
                report(f"{number.name} with {IN_FLIGHT} calls in flight: {seconds * 1000:.0f} ms")

    def test_a_signal_during_writes_tells_what_became_of_each(self):
        for number in [signal.SIGINT, signal.SIGTERM]:
            with self.subTest(number.name):
                errors, _, api = self.interrupted(number, INSERT, 2, first=2)
                self.assertEqual(api.made, ["row 1", "row 2"])
                self.assertIn("row 1 was created: projects/p-1", errors)
                self.assertIn("row 3 was not tried", errors)
                self.assertIn("the service may still carry it out", errors)


if __name__ == "__main__":
    unittest.main()
