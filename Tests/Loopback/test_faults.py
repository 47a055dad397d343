"""Faults on the way to a service, over real sockets."""

import json
import signal
import subprocess
import time
import unittest

from list_api import (
    ListAPI, chunked, cut, cut_chunked, error, html, job, malformed, names, repeated_token, slow,
    zipped,
)
from program import SELECT, command, run

JSON = [SELECT, "-o", "json"]


class Faults(unittest.TestCase):
    def assert_all_rows(self, answer, count=100):
        self.assertEqual(answer.returncode, 0, answer.stderr)
        rows = json.loads(answer.stdout)
        self.assertEqual(rows, [job(number) for number in range(count)])

    def assert_failure(self, answer, *words):
        self.assertEqual(answer.returncode, 2, answer.stderr)
        for word in words:
            self.assertIn(word, answer.stderr)

    def test_a_sound_server_gives_all_rows(self):
        with ListAPI() as api:
            answer = run(api, *JSON)
            self.assert_all_rows(answer)
            self.assertEqual(answer.stderr, "")
            self.assertEqual(len(api.requests), 10)

    def test_refusals_are_waited_out_and_reported(self):
        faults = {3: error(429, Retry_After="1"), 4: error(503)}
        with ListAPI(faults=faults) as api:
            started = time.monotonic()
            answer = run(api, *JSON, "--verbose")
            self.assert_all_rows(answer)
            self.assertGreaterEqual(time.monotonic() - started, 1)
            waits = [line for line in answer.stderr.splitlines() if "; retrying in " in line]
            self.assertEqual(len(waits), 2, answer.stderr)
            self.assertIn("try again (429)", waits[0])
            self.assertIn("try again (503)", waits[1])
            self.assertGreaterEqual(int(waits[0].split()[-2]), 1000)

    def test_a_connection_cut_in_page_6_costs_no_row(self):
        for fault in [cut, cut_chunked]:
            with self.subTest(fault.__name__), ListAPI(faults={5: fault}) as api:
                self.assert_all_rows(run(api, *JSON))
                self.assertEqual(len(api.requests), 11)

    def test_a_repeated_page_token_is_an_error(self):
        with ListAPI(always=repeated_token) as api:
            self.assert_failure(run(api, *JSON), "page token twice", "/tuningJobs")

    def test_malformed_json_is_an_error_that_names_the_call(self):
        with ListAPI(faults={2: malformed}) as api:
            answer = run(api, *JSON)
            self.assert_failure(
                answer, f"GET {api.url}/v1/projects/p-1/locations/us-central1/tuningJobs",
                "pageToken=2", "not JSON",
            )

    def test_html_where_json_belongs_is_an_error_that_names_the_call(self):
        with ListAPI(faults={0: html(200)}) as api:
            self.assert_failure(run(api, *JSON), f"GET {api.url}/v1/projects/p-1")

    def test_a_page_of_html_with_502_is_waited_out(self):
        with ListAPI(faults={0: html(502)}) as api:
            self.assert_all_rows(run(api, *JSON))

    def test_a_page_of_html_with_502_is_told_in_a_line_in_the_end(self):
        with ListAPI(always=html(502)) as api:
            answer = run(api, *JSON)
            self.assert_failure(answer, "502")
            self.assertNotIn("<html>", answer.stderr)
            self.assertEqual(len(api.requests), 5)

    def test_a_server_that_is_not_there_is_an_error(self):
        with ListAPI() as api:
            pass
        self.assert_failure(run(api, *JSON), "127.0.0.1")

    def test_zipped_bodies_are_read(self):
        with ListAPI(always=zipped) as api:
            self.assert_all_rows(run(api, *JSON))

    def test_chunked_bodies_are_read(self):
        with ListAPI(always=chunked) as api:
            self.assert_all_rows(run(api, *JSON))

    def test_an_interrupt_ends_a_slow_call_at_once(self):
        for number, code in {signal.SIGINT: 130, signal.SIGTERM: 143}.items():
            with self.subTest(number.name), ListAPI(always=slow) as api:
                process = start(api)
                self.assertTrue(api.arrived.wait(20))
                sent = time.monotonic()
                process.send_signal(number)
                output, errors = process.communicate(timeout=30)
                self.assertLess(time.monotonic() - sent, 1)
                self.assertEqual(process.returncode, code, errors)
                self.assertEqual(len(api.requests), 1)

    def test_an_interrupt_ends_a_wait_for_the_next_try(self):
        with ListAPI(always=error(503, Retry_After="50")) as api:
            process = start(api)
            self.assertTrue(api.arrived.wait(20))
            time.sleep(0.2)
            sent = time.monotonic()
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=30)
            self.assertLess(time.monotonic() - sent, 1)
            self.assertEqual(process.returncode, 130, errors)

    def test_a_reader_that_leaves_ends_a_list_without_end(self):
        with ListAPI(pages=1_000_000, size=100) as api:
            process = start(api, "-o", "csv")
            self.assertEqual(process.stdout.readline(), b"name,description,labels\n")
            process.stdout.close()
            self.assertEqual(process.stderr.read(), b"")
            self.assertEqual(process.wait(30), 141)
            process.stderr.close()

    def test_limit_asks_for_no_more_than_it_needs(self):
        with ListAPI() as api:
            sql, *options = JSON
            answer = run(api, sql + " LIMIT 15", *options)
            self.assertEqual([row["name"] for row in json.loads(answer.stdout)], names(15))
            self.assertEqual(len(api.requests), 2)
            self.assertIn("pageSize=15", api.requests[0])


def start(api, *options):
    return subprocess.Popen(
        command(api, SELECT, *options),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )


if __name__ == "__main__":
    unittest.main()
