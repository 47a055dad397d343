"""A service that admits few requests, over real sockets."""

import json
import signal
import subprocess
import threading
import time
import unittest
from urllib.parse import urlsplit

from list_api import ListAPI, error
from program import SELECT as LIST
from program import command, run

LOCATIONS = [f"region-{number}" for number in range(40)]
SELECT = (
    "SELECT locationsId, name FROM google.aiplatform.tuning_jobs WHERE projectsId = 'p-1' "
    f"AND locationsId IN ({', '.join(repr(location) for location in LOCATIONS)})"
)


class LimitedAPI(ListAPI):
    """Admits `rate` requests a second, and a second's worth of them at once."""

    def __init__(self, rate, refusal=error(429), **options):
        super().__init__(**options)
        self.refusal = refusal
        self.rate = rate
        self.lock = threading.Lock()
        self.tokens = rate
        self.counted = time.monotonic()
        self.answers = []

    def answer(self, exchange):
        with self.lock:
            now = time.monotonic()
            self.tokens = min(self.rate, self.tokens + (now - self.counted) * self.rate)
            self.counted = now
            is_admitted = self.tokens >= 1
            self.tokens -= is_admitted
            self.answers.append((now, is_admitted))
        body = json.dumps(self.page(exchange.path)).encode()
        (exchange.send_body if is_admitted else lambda body: self.refusal(exchange, body))(body)

    def page(self, target):
        page = super().page(target)
        location = urlsplit(target).path.split("/")[5]
        for row in page["tuningJobs"]:
            row["name"] = row["name"].replace("us-central1", location)
        return page


class Limits(unittest.TestCase):
    def test_a_storm_of_refusals_ends_with_all_rows(self):
        with LimitedAPI(rate=20, pages=3, size=4) as api:
            answer = run(api, SELECT, "-o", "json")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        rows = json.loads(answer.stdout)
        self.assertEqual(len(rows), 40 * 12)
        self.assertEqual(len({row["name"] for row in rows}), 40 * 12)
        self.assertIn("waiting for quota of google.aiplatform", answer.stderr)
        begin = api.answers[0][0]
        later = [admitted for moment, admitted in api.answers if moment - begin > 1]
        self.assertGreater(sum(later), 60)
        # A tenth more than was admitted, and some for the fluctuations of this machine.
        self.assertLessEqual(len(later), 1.1 * sum(later) + 5)

    def test_a_wait_that_is_asked_for_is_followed_by_few_refusals(self):
        locations = ", ".join(repr(location) for location in LOCATIONS[:24])
        select = (
            "SELECT locationsId, name FROM google.aiplatform.tuning_jobs WHERE projectsId = 'p-1' "
            f"AND locationsId IN ({locations})"
        )
        with LimitedAPI(rate=5, refusal=error(429, Retry_After="1"), pages=1, size=4) as api:
            answer = run(api, select, "-o", "json")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual(len(json.loads(answer.stdout)), 24 * 4)
        begin = api.answers[0][0]
        refused = [moment for moment, admitted in api.answers if moment - begin > 1 and not admitted]
        self.assertLessEqual(len(refused), 3, api.answers)

    def test_a_user_s_limit_is_kept(self):
        with LimitedAPI(rate=1_000, pages=1, size=1) as api:
            answer = run(api, SELECT, "-o", "json", "--limit", "google.aiplatform=20/s", "-v")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual(len(api.answers), 40)
        # A second, when the first one is not late.
        self.assertGreaterEqual(api.answers[-1][0] - api.answers[0][0], 0.6)
        self.assertIn(" for quota of google.aiplatform (project p-1, region-", answer.stderr)

    def test_a_limit_that_is_none_is_refused(self):
        with ListAPI() as api:
            answer = run(api, SELECT, "--limit", "google.aiplatform=fast")
        self.assertEqual(answer.returncode, 1)
        self.assertIn("'fast' is not a valid request limit", answer.stderr)

    def test_a_time_limit_ends_the_wait(self):
        with LimitedAPI(rate=1, pages=3, size=1) as api:
            begin = time.monotonic()
            answer = run(api, SELECT, "--timeout", "2")
        self.assertEqual(answer.returncode, 124, answer.stderr)
        self.assertLess(time.monotonic() - begin, 4)

    def test_a_wait_that_is_too_long_for_the_time_limit_fails_at_once(self):
        for status, code in [(429, 5), (503, 2)]:
            with self.subTest(status), ListAPI(always=error(status, Retry_After="30")) as api:
                begin = time.monotonic()
                answer = run(api, LIST, "--timeout", "20")
                self.assertLess(time.monotonic() - begin, 10)
                self.assertEqual(answer.returncode, code, answer.stderr)
                self.assertIn("30 s, which is longer than the statement's time limit", answer.stderr)
                self.assertEqual(len(api.requests), 1)

    def test_the_next_statement_waits_as_long(self):
        with ListAPI(pages=1, faults={0: error(429, Retry_After="2")}) as api:
            begin = time.monotonic()
            answer = run(api, f"{LIST}; {LIST}", "--timeout", "1", "--keep-going")
            self.assertLess(time.monotonic() - begin, 2)
            self.assertEqual(answer.returncode, 5, answer.stderr)
            self.assertIn("asks clients to pause for ", answer.stderr)
            self.assertEqual(len(api.requests), 1)

    def test_a_wait_is_told_and_a_signal_ends_it(self):
        for status, line in [(429, "the next is sent in "), (503, "retrying in ")]:
            with self.subTest(status), ListAPI(always=error(status, Retry_After="50")) as api:
                process = subprocess.Popen(
                    command(api, LIST), stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                )
                told = process.stderr.readline()
                self.assertIn(line, told)
                begin = time.monotonic()
                process.send_signal(signal.SIGINT)
                _, errors = process.communicate(timeout=30)
                self.assertLess(time.monotonic() - begin, 2)
                self.assertEqual(process.returncode, 130, told + errors)


if __name__ == "__main__":
    unittest.main()
