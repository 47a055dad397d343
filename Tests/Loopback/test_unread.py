"""Output that is not read: a reader that left, and a pipe that stays full."""

import fcntl
import os
import signal
import socket
import subprocess
import time
import unittest

from list_api import ListAPI, slow
from program import SELECT, TUNEQL, command
from terminal import Terminal
from test_interrupted_writes import INSERT, Writes

NAMES = SELECT.replace("name, description, labels", "name")
NUMBERS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT {} FROM c"
# The aim is 100 ms; a busy machine gets more. Without an end it would be a minute.
BOUND = 10


def start(arguments, output, **options):
    return subprocess.Popen(
        arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE, **options
    )


def wait_for(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.002)
    return condition()


def unread(descriptor):
    """The number of bytes that wait in a pipe."""
    number = fcntl.ioctl(descriptor, 0x541B, b"\0\0\0\0")  # FIONREAD
    return int.from_bytes(number, "little")


def is_full(descriptor):
    """Whether a pipe holds data and gets no more: its pages need not be full."""
    before = unread(descriptor)
    time.sleep(0.2)
    return before > 16384 and before == unread(descriptor)


def setUpModule():
    # The test runner may be under nohup, whose children ignore the signal.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


class ReaderThatLeaves(unittest.TestCase):
    def left(self, arguments, is_ready=lambda process: True):
        """Closes the only reading end while the program runs; returns the exit code and stderr."""
        reading, writing = os.pipe()
        process = start(arguments, writing)
        os.close(writing)
        self.assertTrue(wait_for(lambda: is_ready(process)))
        os.close(reading)
        started = time.monotonic()
        _, errors = process.communicate(timeout=30)
        self.assertLess(time.monotonic() - started, BOUND)
        return process.returncode, errors.decode()

    def test_a_scope_that_hangs_is_left_before_its_first_row(self):
        for what in ["name", "count(*)"]:
            with self.subTest(what), ListAPI(always=slow) as api:
                code, errors = self.left(
                    command(api, NAMES.replace("SELECT name", f"SELECT {what}")),
                    lambda process: api.requests,
                )
                self.assertEqual((code, errors), (141, ""))

    def test_statements_without_calls_are_left(self):
        for sql in [NUMBERS.format("count(*)"), "SLEEP 60000"]:
            with self.subTest(sql):
                code, errors = self.left([TUNEQL, "exec", sql])
                self.assertEqual((code, errors), (141, ""))

    def test_a_write_is_finished_and_its_rows_are_told(self):
        with Writes(seconds=0.01) as api:
            code, errors = self.left(
                command(api, INSERT + " RETURNING name", "--yes"), lambda process: api.begun
            )
            self.assertEqual(code, 141, errors)
            self.assertEqual(len(api.done), 30)
            for number in range(30):
                self.assertIn(f"tuningJobs/{1000 + number}", errors)

    def test_a_failed_write_is_told(self):
        with Writes(seconds=0.01) as api:
            api.page = lambda target: {"tuningJobs": [
                {"name": f"projects/p-1/locations/us-central1/tuningJobs/{number}",
                 "description": f"job {number if number < 12 else 'x'}: d"}
                for number in range(30)
            ]}
            code, errors = self.left(
                command(api, INSERT + " RETURNING name", "--yes"), lambda process: api.begun
            )
            self.assertEqual(code, 141, errors)
            self.assertIn("tuningJobs/1003", errors)
            self.assertIn("row 13", errors)


class FullPipe(unittest.TestCase):
    def setUp(self):
        self.reading, self.writing = os.pipe()
        self.addCleanup(os.close, self.reading)

    def stuck(self, *arguments, number=None):
        """Ends a program whose output is full; returns the exit code and stderr."""
        process = start([TUNEQL, "exec", *arguments], self.writing)
        os.close(self.writing)
        if number:
            self.assertTrue(wait_for(lambda: is_full(self.reading)))
            process.send_signal(number)
        started = time.monotonic()
        _, errors = process.communicate(timeout=30)
        self.assertLess(time.monotonic() - started, BOUND)
        return process.returncode, errors.decode()

    def check(self, code, *arguments, number=None):
        with self.subTest(arguments, number=number):
            answer, errors = self.stuck(*arguments, number=number)
            self.assertEqual(answer, code, errors)
            self.assertTrue(errors.startswith("error: the statement "), errors)

    def test_a_signal_ends_rows_that_nobody_reads(self):
        for number, code in [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]:
            for form in ["csv", "json", "table"]:
                self.setUp()
                self.check(code, "-o", form, NUMBERS.format("x") + " LIMIT 1000000", number=number)

    def test_held_json_that_nobody_reads_is_ended(self):
        self.check(130, "-o", "json", NUMBERS.format("x") + " LIMIT 50000", number=signal.SIGINT)

    def test_a_time_limit_ends_rows_that_nobody_reads(self):
        for form in ["csv", "json"]:
            self.setUp()
            self.check(124, "-o", form, "--timeout", "0.5", NUMBERS.format("x") + " LIMIT 200000")

    def test_nothing_follows_half_a_row(self):
        script = NUMBERS.format("x") + " LIMIT 200000; SELECT 'behind'"
        code, _ = self.stuck("--keep-going", "--timeout", "0.5", script)
        self.assertEqual(code, 124)
        self.assertNotIn(b"behind", os.read(self.reading, 1 << 20))

    def test_a_pipe_for_both_streams(self):
        reading, writing = self.reading, self.writing
        process = subprocess.Popen(
            [TUNEQL, "exec", NUMBERS.format("x")],
            stdin=subprocess.DEVNULL, stdout=writing, stderr=subprocess.STDOUT,
        )
        os.close(writing)
        self.assertTrue(wait_for(lambda: is_full(reading)))
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=30), 143)

    def test_a_socket_ends_as_well(self):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            process = start([TUNEQL, "exec", NUMBERS.format("x")], theirs)
            self.assertTrue(ours.recv(1))
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=30)
            self.assertEqual(process.returncode, 130, errors)
        os.close(self.writing)

    def test_a_terminal_that_is_stopped(self):
        os.close(self.writing)
        with Terminal([TUNEQL, "exec", "-o", "csv", NUMBERS.format("x")]) as terminal:
            terminal.wait_for("\n100\n")
            time.sleep(0.3)
            os.kill(terminal.process, signal.SIGTERM)
            self.assertTrue(wait_for(lambda: has_ended(terminal), 10))

    def test_all_rows_reach_a_slow_reader(self):
        process = start(
            [TUNEQL, "exec", "-H", NUMBERS.format("x") + " LIMIT 300000"], self.writing
        )
        os.close(self.writing)
        data = []
        while piece := os.read(self.reading, 5000):
            data.append(piece)
        expected = b"".join(b"%d\n" % (number + 1) for number in range(300000))
        self.assertEqual(b"".join(data), expected)
        self.assertEqual(process.wait(), 0)
        process.stderr.close()

    def test_the_pipe_of_others_stays_as_it_is(self):
        process = start([TUNEQL, "exec", "SELECT 1; SLEEP 300"], self.writing)
        self.assertTrue(wait_for(lambda: unread(self.reading) > 0))
        self.assertTrue(os.get_blocking(self.writing))
        os.close(self.writing)
        process.communicate()


def has_ended(terminal):
    if terminal.process and os.waitpid(terminal.process, os.WNOHANG)[0]:
        terminal.process = None
    return not terminal.process


class RepeatedSignals(unittest.TestCase):
    """`timeout` sends its signal to the process and to its group, ssh hangs up."""

    def signalled(self, number, times, *options):
        with Writes(seconds=0.02) as api:
            process = start(command(api, INSERT, "--yes", *options), subprocess.PIPE)
            self.assertTrue(wait_for(lambda: len(api.begun) >= 4))
            for _ in range(times):
                process.send_signal(number)
            output, errors = process.communicate(timeout=30)
            self.assertEqual(process.returncode, 128 + number, errors)
            self.assertIn(b"done", output, errors)
            self.assertIn(b"row", errors)

    def test_the_report_is_written_although_the_signal_comes_twice(self):
        for number in [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]:
            for times in [1, 2, 3]:
                with self.subTest(number.name, times=times):
                    self.signalled(number, times, "-o", "json")

    def test_nohup_keeps_the_end_of_a_session_away(self):
        with Writes(seconds=0.02) as api:
            process = start(["nohup", *command(api, INSERT, "--yes")], subprocess.PIPE)
            self.assertTrue(wait_for(lambda: len(api.begun) >= 4))
            process.send_signal(signal.SIGHUP)
            _, errors = process.communicate(timeout=30)
            self.assertEqual(process.returncode, 0, errors)
            self.assertEqual(len(api.done), 30)

    def test_the_shell_ends_when_it_is_told_to(self):
        for number in [signal.SIGTERM, signal.SIGHUP]:
            with self.subTest(number.name), Terminal([TUNEQL, "shell"]) as terminal:
                terminal.wait_for("tuneql> ")
                os.kill(terminal.process, number)
                self.assertTrue(wait_for(lambda: has_ended(terminal), 10))


if __name__ == "__main__":
    unittest.main()
