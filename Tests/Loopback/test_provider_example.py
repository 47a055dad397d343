"""The documents of the tutorial, against the print shop that is beside them."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import unittest

from program import ROOT, TUNEQL

EXAMPLE = ROOT / "examples" / "provider"
sys.path.insert(0, str(EXAMPLE))

import server  # noqa: E402

ORDER = "shopId = 'downtown' AND orderId = 'o-1'"


class PrintShop(unittest.TestCase):
    def setUp(self):
        self.server = server.server(0)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)

    def run_sql(self, sql, code=0):
        address = f"http://127.0.0.1:{self.server.server_address[1]}"
        environment = dict(
            os.environ, ACME_TOKEN="t-1", TUNEQL_HOME=self.directory.name,
            XDG_CACHE_HOME=self.directory.name,
        )
        outcome = subprocess.run(
            [TUNEQL, "exec", "--registry", str(EXAMPLE), "--endpoint", f"acme.printing={address}",
             "--yes", "-o", "jsonl", sql],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, env=environment,
        )
        self.assertEqual(outcome.returncode, code, outcome.stderr)
        return [json.loads(line) for line in outcome.stdout.splitlines()], outcome.stderr

    def insert(self, count):
        values = ", ".join(f"('downtown', 'o-{number}', 'Poster')" for number in range(1, count + 1))
        self.run_sql(f"INSERT INTO acme.printing.orders (shopId, orderId, title) VALUES {values}")

    def requests(self, method):
        return [path for command, path, _ in self.server.seen if command == method]

    def test_an_order_is_made_read_changed_and_deleted(self):
        rows, _ = self.run_sql(
            "INSERT INTO acme.printing.orders (shopId, orderId, title, paper.size) "
            "VALUES ('downtown', 'o-1', 'Poster', 'A3') RETURNING id, state"
        )
        self.assertEqual(rows, [{"id": "o-1", "state": "WAITING"}])
        self.run_sql(f"UPDATE acme.printing.orders SET copies = 3 WHERE {ORDER}")
        rows, _ = self.run_sql(f"SELECT title, copies, paper.size FROM acme.printing.orders WHERE {ORDER}")
        self.assertEqual(list(rows[0].values()), ["Poster", 3, "A3"])
        self.run_sql(f"DELETE FROM acme.printing.orders WHERE {ORDER}")
        rows, _ = self.run_sql(f"SELECT id FROM acme.printing.orders WHERE {ORDER}")
        self.assertEqual(rows, [])
        self.assertEqual(self.requests("POST"), ["/v1/shops/downtown/orders?orderId=o-1"])
        self.assertEqual(
            [(command, body) for command, _, body in self.server.seen[1:2]],
            [("PATCH", {"copies": 3})],
        )

    def test_a_list_of_three_pages_is_whole(self):
        self.insert(120)
        self.server.seen.clear()
        rows, _ = self.run_sql("SELECT id FROM acme.printing.orders WHERE shopId = 'downtown'")
        self.assertEqual(len(rows), 120)
        self.assertEqual(len({row["id"] for row in rows}), 120)
        path = "/v1/shops/downtown/orders?pageSize=50"
        more = path.replace("?", "?pageToken={}&")
        self.assertEqual(
            self.requests("GET"), [path, more.format(50), more.format(100)]
        )

    def test_work_is_waited_for(self):
        self.insert(1)
        self.run_sql(
            "EXEC /*+ AWAIT */ acme.printing.orders.print @shopId = 'downtown', @orderId = 'o-1'"
        )
        rows, _ = self.run_sql(f"SELECT state FROM acme.printing.orders WHERE {ORDER}")
        self.assertEqual(rows, [{"state": "PRINTED"}])
        self.assertEqual(self.requests("GET")[:2], ["/v1/works/w-1", "/v1/works/w-1"])

    def test_a_cancelled_order_has_ended_as_it_was_to(self):
        self.insert(1)
        self.run_sql(
            "EXEC /*+ AWAIT */ acme.printing.orders.cancel @shopId = 'downtown', @orderId = 'o-1'"
        )
        rows, _ = self.run_sql(f"SELECT state FROM acme.printing.orders WHERE {ORDER}")
        self.assertEqual(rows, [{"state": "CANCELLED"}])

    def test_what_cannot_be_awaited_is_not_started(self):
        _, error = self.run_sql(
            "INSERT /*+ AWAIT */ INTO acme.printing.orders (shopId, title) VALUES ('downtown', 'x')", 1
        )
        self.assertIn("no method reads the row by what the call gives", error)
        self.assertEqual(self.server.seen, [])

    def test_a_refusal_is_told(self):
        self.insert(1)
        _, error = self.run_sql(
            "INSERT INTO acme.printing.orders (shopId, orderId, title) VALUES ('downtown', 'o-1', 'x')", 2
        )
        self.assertIn("o-1 exists", error)


if __name__ == "__main__":
    unittest.main()
