"""Signals while rows are written one after another: each row is finished or reported."""

import csv
import io
import json
import re
import signal
import subprocess
import threading
import time
import unittest

from list_api import ListAPI, job
from program import SELECT, command

ROWS = 30
JOBS = SELECT.replace("name, description, labels", "projectsId, locationsId, tuningJobsId")
CANCEL = f"EXEC google.aiplatform.tuning_jobs.cancel {JOBS}"
INSERT = (
    "INSERT INTO google.aiplatform.tuning_jobs (projectsId, locationsId, baseModel, description) "
    "SELECT projectsId, locationsId, 'm', description "
    + SELECT[SELECT.index("FROM"):]
)
SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143}
# EXEC has eight calls in flight at a time, INSERT one.
AFTER = 12
# The bound is generous, for a busy machine.
BOUND = 5


class Writes(ListAPI):
    """Thirty jobs, and slow writes; from write `silent` on they get no response."""

    def __init__(self, silent=None, seconds=0.02):
        super().__init__(pages=1, size=ROWS)
        self.silent, self.seconds = silent, seconds
        self.lock = threading.Lock()
        self.begun, self.done = [], []

    def answer_write(self, exchange):
        if cancelled := re.search(r"/tuningJobs/(\d+):cancel", exchange.path):
            row = cancelled[1]
            body = {}
        else:
            row = json.loads(exchange.text)["description"].split(":")[0].removeprefix("job ")
            body = job(1000 + int(row))
        with self.lock:
            self.begun.append(row)
            number = len(self.begun)
        if self.silent and number >= self.silent:
            self.released.wait(60)
            return
        self.released.wait(self.seconds)
        with self.lock:
            self.done.append(row)
        exchange.send_body(json.dumps(body).encode())


class InterruptedWrites(unittest.TestCase):
    def interrupted(self, api, number, sql, writes):
        process = subprocess.Popen(
            command(api, sql, "--yes", "-o", "csv"), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        deadline = time.monotonic() + 30
        while len(api.begun) < writes and time.monotonic() < deadline:
            time.sleep(0.002)
        self.assertGreaterEqual(len(api.begun), writes)
        started = time.monotonic()
        process.send_signal(number)
        output, errors = process.communicate(timeout=60)
        self.assertLess(time.monotonic() - started, BOUND)
        self.assertEqual(process.returncode, SIGNALS[number], errors)
        return output, errors

    def check(self, sql, key):
        for number in SIGNALS:
            for silent in [None, AFTER]:
                with self.subTest(number.name, silent=silent), Writes(silent) as api:
                    output, errors = self.interrupted(api, number, sql, AFTER)
                    rows = list(csv.DictReader(io.StringIO(output)))
                    fates = {key(row): row["status"] for row in rows}
                    self.assertEqual(len(fates), ROWS, errors)
                    self.check_fates(api, fates)

    def check_fates(self, api, fates):
        """The reports are true: written rows are reported, rows not tried were not sent."""
        self.assertEqual(len(api.begun), len(set(api.begun)), "a row was written twice")
        rows = {fate: [row for row in fates if fates[row] == fate] for fate in fates.values()}
        self.assertEqual(set(rows), {"done", "unknown", "not tried"})
        self.assertLessEqual(set(rows["done"]), set(api.done))
        self.assertLessEqual(set(api.done), set(rows["done"] + rows["unknown"]))
        self.assertLessEqual(set(rows["not tried"]), set(fates) - set(api.begun))

    def test_each_call_of_exec_is_finished_or_told_of(self):
        self.check(CANCEL, lambda row: row["tuningJobsId"])

    def test_each_row_of_insert_is_finished_or_told_of(self):
        self.check(INSERT, lambda row: str(int(row["row"]) - 1))


if __name__ == "__main__":
    unittest.main()
