"""One of eight locations fails, in every way: with --partial and without."""

import collections
import concurrent.futures
import json
import re
import unittest

from list_api import ListAPI, cut, error, html, malformed, slow
from program import SELECT, run
from raw_api import reset

PLACES = [f"place-{number}" for number in range(8)]
BAD = "place-5"
PAGES, SIZE = 3, 4
EVERYWHERE = SELECT.replace(
    "= 'us-central1'", "IN (" + ", ".join(f"'{place}'" for place in PLACES) + ")"
)
SCOPES = (
    "SELECT parameters ->> 'locationsId' AS place, status, pages, \"rows\", code, error "
    "FROM catalog.last_scopes ORDER BY 1"
)


class Places(ListAPI):
    """Serves each location `PAGES` pages; one location has the fault from page `first` on."""

    def __init__(self, fault, first):
        super().__init__(PAGES, SIZE)
        self.fault, self.first = fault, first

    def answer(self, exchange):
        self.requests.append(exchange.path)
        place = re.search("/locations/([^/]+)/", exchange.path)[1]
        page = self.page(exchange.path)
        number = int(re.search(r"pageToken=(\d+)", exchange.path + "&pageToken=0")[1])
        for job in page["tuningJobs"]:
            job["name"] = job["name"].replace("us-central1", place)
        body = json.dumps(page).encode()
        if place == BAD and number >= self.first:
            self.fault(exchange, body)
        else:
            exchange.send_body(body)


def refusal(status, name, message="no"):
    text = {"error": {"code": status, "message": message, "status": name}}
    return lambda exchange, body: exchange.send_body(json.dumps(text).encode(), status)


def reset_at_once(exchange, body):
    reset(exchange.connection)
    exchange.close_connection = True


def reset_in_body(exchange, body):
    exchange.send_response(200)
    exchange.send_header("Content-Type", "application/json")
    exchange.send_header("Content-Length", str(len(body)))
    exchange.end_headers()
    exchange.wfile.write(body[: len(body) // 2])
    exchange.wfile.flush()
    reset(exchange.connection)
    exchange.close_connection = True


def other_type(exchange, body):
    exchange.send_body(b"<html>no luck</html>", kind="text/html")


def other_shape(exchange, body):
    exchange.send_body(b'{"tuningJobs": {"name": 1}}')


def same_token(exchange, body):
    page = json.loads(body)
    page["nextPageToken"] = "2"
    exchange.send_body(json.dumps(page).encode())


def bad_cell(exchange, body):
    """The page is sound JSON outside of the third job's labels."""
    page = json.loads(body)
    page["tuningJobs"][2]["labels"] = {"number": "@"}
    exchange.send_body(json.dumps(page).encode().replace(b'"@"', b"12e"))


def bad_escape(exchange, body):
    page = json.loads(body)
    page["tuningJobs"][2]["description"] = "@"
    exchange.send_body(json.dumps(page).encode().replace(b'"@"', b'"a \\q"'))


Case = collections.namedtuple("Case", "name fault exit code options", defaults=[()])
CASES = [
    Case("reset at once", reset_at_once, 2, "transport"),
    Case("reset in the body", reset_in_body, 2, "transport"),
    Case("connection cut in the body", cut, 2, "transport"),
    Case("401", refusal(401, "UNAUTHENTICATED"), 4, "credentials"),
    Case("403", refusal(403, "PERMISSION_DENIED"), 2, "api"),
    Case("404", refusal(404, "NOT_FOUND"), 2, "api"),
    Case("429 for ever", error(429, Retry_After="3600"), 5, "quota"),
    Case("500", refusal(500, "INTERNAL"), 2, "api"),
    Case("503 for ever", refusal(503, "UNAVAILABLE"), 2, "api"),
    Case("HTML with 502", html(502), 2, "api"),
    Case("truncated JSON", malformed, 2, "transport"),
    Case("another content type", other_type, 2, "transport"),
    Case("JSON of another shape", other_shape, 2, "transport"),
    Case("a repeated token", same_token, 2, "transport"),
    Case("a cell that is no JSON", bad_cell, 2, "transport"),
    Case("a text with a wrong escape", bad_escape, 2, "transport"),
    Case("no answer in time", slow, 124, "time_limit", ("--timeout", "2")),
]


class Partial(unittest.TestCase):
    def each(self, *options):
        """Runs the statement for each fault, from the first page on and from the third."""
        cases = [(case, first) for case in CASES for first in [0, PAGES - 1]]

        def once(item):
            case, first = item
            with Places(case.fault, first) as api:
                sql = [f"{EVERYWHERE}; {SCOPES}", "-o", "json", "--keep-going"]
                return case, first, api, run(api, *sql, *options, *case.options)

        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            yield from pool.map(once, cases)

    def results(self, answer):
        """The results on stdout, each a list of rows."""
        decoder, text, results = json.JSONDecoder(), answer.stdout.strip(), []
        while text:
            result, end = decoder.raw_decode(text)
            results.append(result)
            text = text[end:].strip()
        return results

    def test_without_partial_no_row_is_written_and_the_place_is_told(self):
        for case, first, api, answer in self.each():
            with self.subTest(case.name, first=first):
                self.assertEqual(answer.returncode, case.exit, answer.stderr)
                scopes, = self.results(answer)
                if case.code == "time_limit":
                    continue
                self.assertIn(BAD, answer.stderr)
                failed = [scope for scope in scopes if scope["status"] == "failed"]
                self.assertEqual([scope["place"] for scope in failed], [BAD])
                self.assertEqual(failed[0]["code"], case.code)

    def test_with_partial_the_rows_of_the_others_come(self):
        for case, first, api, answer in self.each("--partial"):
            if case.code == "time_limit":
                continue
            with self.subTest(case.name, first=first):
                self.assertEqual(answer.returncode, 3, answer.stderr)
                self.assertIn(f"warning: google.aiplatform.tuning_jobs.list (locationsId = '{BAD}'",
                              answer.stderr)
                self.assertIn("1 of 8 calls failed", answer.stderr)
                rows, scopes = self.results(answer)
                places = collections.Counter(row["name"].split("/")[3] for row in rows)
                for place in PLACES:
                    if place != BAD:
                        self.assertEqual(places[place], PAGES * SIZE)
                failed = [scope for scope in scopes if scope["status"] != "ok"]
                self.assertEqual([scope["place"] for scope in failed], [BAD])
                self.assertEqual(failed[0]["status"], "failed")
                self.assertEqual(failed[0]["code"], case.code)
                self.assertEqual(places[BAD], failed[0]["rows"])
                if case.fault is not same_token:
                    self.assertEqual(failed[0]["rows"], first * SIZE)
                    self.assertEqual(failed[0]["pages"], first)


if __name__ == "__main__":
    unittest.main()
