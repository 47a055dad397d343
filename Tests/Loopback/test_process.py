"""How the program ends, and how it shares a database with other programs."""

import os
import pathlib
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

import exits
from list_api import ListAPI
from program import SELECT, TUNEQL, command
from tls_server import TLSListAPI, certificate

DESTRUCTOR = """
#include <unistd.h>
__attribute__((destructor)) static void end(void) { write(2, "a destructor ran\\n", 17); }
"""


class Surroundings(unittest.TestCase):
    def test_without_proc_nothing_is_done_and_that_is_an_error(self):
        without_proc = ["unshare", "--mount", "sh", "-c", 'umount --lazy /proc && exec "$@"', "sh"]
        if subprocess.run([*without_proc, "true"], capture_output=True).returncode != 0:
            self.skipTest("only root may unmount /proc for one program")
        answer = subprocess.run(
            [*without_proc, TUNEQL, "exec", "SELECT 1"],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
        )
        # libdispatch may end the process before it says why.
        self.assertNotEqual(answer.returncode, 0)
        if answer.returncode > 0:
            self.assertIn("/proc is not mounted", answer.stderr)


class Ends(unittest.TestCase):
    def probe(self, directory):
        """A library that reports when destructors run."""
        source, library = directory + "/probe.c", directory + "/probe.so"
        pathlib.Path(source).write_text(DESTRUCTOR)
        subprocess.run(["clang", "-shared", "-fPIC", "-o", library, source], check=True)
        return {**os.environ, "LD_PRELOAD": library}

    def test_no_destructor_of_a_library_runs(self):
        with tempfile.TemporaryDirectory() as directory:
            environment = self.probe(directory)
            pem, key = certificate(directory)

            def errors(*arguments):
                answer = subprocess.run(
                    arguments, env=environment, capture_output=True, text=True, timeout=60
                )
                return answer.stderr

            self.assertIn("a destructor ran", errors("/bin/true"))
            with ListAPI(1, 1) as plain, TLSListAPI(pem, key, pages=1, size=1) as secure:
                for arguments in [
                    command(plain), command(secure, SELECT, "--CABundle", pem),
                    command(plain, "SELECT nope"), [TUNEQL, "--version"], [TUNEQL, "--nope"],
                    command(plain, SELECT, "-f", directory + "/rows.csv"),
                ]:
                    with self.subTest(arguments[1:]):
                        self.assertNotIn("a destructor ran", errors(*arguments))
            rows = pathlib.Path(directory, "rows.csv").read_text()
            self.assertEqual(len(rows.splitlines()), 2)

    def test_runs_on_a_busy_machine_end_well(self):
        self.assertEqual(exits.failures(40, busy=os.cpu_count() or 1, together=8), [])


class Locks(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.file = directory.name + "/jobs.db"
        self.other = sqlite3.connect(self.file, isolation_level=None)
        self.addCleanup(self.other.close)
        self.other.execute("CREATE TABLE t (x)")
        self.name = pathlib.Path("/proc/self/comm").read_text().strip()
        self.message = (
            f"the database {self.file} is locked by {self.name} (process {os.getpid()})"
        )

    def start(self, *arguments):
        return subprocess.Popen(
            [TUNEQL, "exec", "--database", self.file, *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )

    def test_a_time_limit_ends_waiting_and_says_for_whom(self):
        for lock, sql in [
            ("BEGIN EXCLUSIVE", "SELECT * FROM t"), ("BEGIN IMMEDIATE", "INSERT INTO t VALUES (1)"),
            ("BEGIN EXCLUSIVE", "CREATE TABLE u (x)"), ("BEGIN EXCLUSIVE", "SELECT 1"),
        ]:
            with self.subTest(lock=lock, sql=sql):
                self.other.execute(lock)
                process = self.start("--timeout", "0.3", sql)
                output, errors = process.communicate(timeout=60)
                self.other.execute("ROLLBACK")
                self.assertEqual(process.returncode, 124, errors)
                self.assertEqual(output, "")
                self.assertIn("error: the statement took longer than 300 ms\n", errors)
                self.assertIn(f"help: {self.message}\n", errors)

    def test_a_lock_is_waited_for_as_long_as_the_statement_may_take(self):
        self.other.execute("BEGIN EXCLUSIVE")
        process = self.start("--timeout", "60", "-H", "SELECT count(*) FROM t")
        # It reports the wait after a while.
        line = process.stderr.readline()
        self.assertEqual(line, f"waiting: {self.message}\n")
        self.other.execute("COMMIT")
        self.assertEqual(process.communicate(timeout=60)[0], "0\n")
        self.assertEqual(process.returncode, 0)

    def test_control_c_ends_waiting(self):
        self.other.execute("BEGIN EXCLUSIVE")
        process = self.start("--timeout", "60", "SELECT count(*) FROM t")
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        self.assertIn("error: the statement was cancelled\n", errors)

    def test_without_a_time_limit_a_lock_is_not_waited_for_without_end(self):
        self.other.execute("BEGIN EXCLUSIVE")
        process = self.start("SELECT count(*) FROM t")
        _, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1)
        self.assertIn(f"error: {self.message}\n", errors)
        self.assertIn("help: it must end its transaction first; --timeout SECONDS limits", errors)


if __name__ == "__main__":
    unittest.main()
