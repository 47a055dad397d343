"""Escape sequences in a response, a script or a file name must not reach a terminal."""

import json
import os
import tempfile
import time
import unittest

from list_api import ListAPI, slow
from program import SELECT, TUNEQL, connection, run
from terminal import Terminal

INVISIBLE = "\u200b\u200d\u00ad\U000e0041"
EVIL = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202egnp.exe\x7f\rgone\x08" + INVISIBLE
HARMFUL = [b"\x1b", b"\x07", b"\x08", b"\x7f", "\x9b".encode(), "\u202e".encode()]
HARMFUL += [character.encode() for character in INVISIBLE]


def evil(exchange, body):
    page = json.loads(body)
    for job in page["tuningJobs"]:
        job["description"] = EVIL
        job["labels"] = {EVIL: EVIL}
    exchange.send_body(json.dumps(page).encode())


def refusal(exchange, body):
    text = {"error": {"code": 400, "message": "no: " + EVIL, "status": "INVALID_ARGUMENT"}}
    exchange.send_body(json.dumps(text).encode(), 400)


class RawTerminal(Terminal):
    """Keeps every byte of the program's output."""

    def __init__(self, arguments, **environment):
        self.everything = b""
        super().__init__(arguments, **environment)

    def all_bytes(self):
        """Runs the program to its end; returns its exit code and its output."""
        while True:
            try:
                data = os.read(self.descriptor, 65536)
            except OSError:
                break
            if not data:
                break
            self.everything += data
        _, status = os.waitpid(self.process, 0)
        self.process = None
        return os.waitstatus_to_exitcode(status), self.everything


def on_terminal(*arguments, **environment):
    environment.setdefault("NO_COLOR", "1")
    with RawTerminal([TUNEQL, *arguments], **environment) as terminal:
        code, data = terminal.all_bytes()
    # The terminal's own line ends.
    return code, data.replace(b"\r\n", b"\n")


class TerminalSafety(unittest.TestCase):
    def assert_harmless(self, data):
        for bad in HARMFUL + [b"\r"]:
            self.assertNotIn(bad, data, data)

    def test_a_description_is_harmless_in_every_format(self):
        for form in [
            "table", "box", "csv", "tsv", "json", "jsonl", "envelope", "markdown", "html", "line",
            "html-table", "list", "raw", "insert", "quote", "yaml",
        ]:
            with self.subTest(form), ListAPI(pages=1, size=2, always=evil) as api:
                code, data = on_terminal("exec", *connection(api), "-o", form, SELECT)
                self.assertEqual(code, 0, data)
                self.assertIn(b"owned", data)
                self.assert_harmless(data)

    def test_the_only_sequences_are_those_of_colours(self):
        for form in ["table", "box", "line"]:
            with self.subTest(form), ListAPI(pages=1, size=2, always=evil) as api:
                _, data = on_terminal("exec", *connection(api), "-o", form, SELECT, NO_COLOR="")
                self.assertIn(b"\x1b[1m", data)
                for code in [b"\x1b[0m", b"\x1b[1m", b"\x1b[2m"]:
                    data = data.replace(code, b"")
                self.assert_harmless(data)

    def test_json_on_a_terminal_holds_the_same_text(self):
        with ListAPI(pages=1, size=2, always=evil) as api:
            code, data = on_terminal("exec", *connection(api), "-o", "json", SELECT)
            self.assertEqual(code, 0, data)
            rows = json.loads(data)
            self.assertEqual([row["description"] for row in rows], [EVIL] * 2)
            self.assertEqual(rows[0]["labels"], {EVIL: EVIL})

    def test_through_a_pipe_nothing_is_changed(self):
        with ListAPI(pages=1, size=1, always=evil) as api:
            rows = json.loads(run(api, SELECT, "-o", "json").stdout)
            self.assertEqual(rows[0]["description"], EVIL)
            sql = "SELECT description" + SELECT[SELECT.index(" FROM"):]
            answer = run(api, sql, "-o", "csv", "-H")
            # Reading as text turns the lone CR into a line feed.
            self.assertEqual(answer.stdout.strip('"\n'), EVIL.replace("\r", "\n"))

    def test_an_error_of_a_service_is_harmless(self):
        for options in [[], ["--verbose"], ["--compat", "stackql"]]:
            with self.subTest(options), ListAPI(always=refusal) as api:
                code, data = on_terminal("exec", *connection(api), *options, SELECT)
                self.assertIn(b"no: ", data)
                self.assert_harmless(data)

    def test_names_of_columns_and_tables_are_harmless(self):
        for sql in [f'SELECT 1 AS "{EVIL}"', f'SELECT * FROM "{EVIL}"', f"SELECT 1 {EVIL} +"]:
            for form in ["table", "csv", "json", "line", "markdown"]:
                with self.subTest(sql=sql, form=form):
                    _, data = on_terminal("exec", "-o", form, sql)
                    self.assertTrue(data)
                    self.assert_harmless(data)

    def test_names_of_files_are_harmless(self):
        with tempfile.TemporaryDirectory() as directory:
            path = os.path.join(directory, "\x1b[2J\u202ex.iql")
            with open(path, "w") as file:
                file.write("SELEC 1;")
            for arguments in [
                ["-i", path], ["-i", path + "none"], ["-f", path + "/x", "SELECT 1"],
                ["--database", path + "/x", "SELECT 1"], ["--registry", path, "SHOW PROVIDERS"],
                ["--" + EVIL], ["SELECT readfile('" + path + "none')"],
            ]:
                with self.subTest(arguments):
                    code, data = on_terminal("exec", *arguments)
                    self.assertNotEqual(code, 0)
                    self.assertIn(b"2J", data)
                    self.assert_harmless(data)


class Interrupted(unittest.TestCase):
    """Ctrl-C while the second page is being fetched."""

    def interrupted(self, form):
        with ListAPI(pages=2, size=10, faults={1: slow}) as api:
            with Terminal([TUNEQL, "exec", *connection(api), "-o", form, SELECT]) as terminal:
                self.assertTrue(wait_until(lambda: len(api.requests) == 2))
                terminal.type("\x03")
                text = terminal.wait_for("rows were shown\n")
                self.assertEqual(terminal.wait_for_end(), 130)
        return text

    def test_the_line_is_ended_and_the_rows_are_counted(self):
        for form in [
            "table", "csv", "tsv", "json", "jsonl", "envelope", "markdown", "html-table",
            "line",
        ]:
            with self.subTest(form):
                text = self.interrupted(form)
                lines = text.splitlines()
                self.assertEqual(
                    lines[-1], "error: the statement was cancelled; 10 rows were shown"
                )
                shown = [line for line in lines if "tuningJobs/" in line]
                self.assertEqual(len(shown), 10, text)
                mark = next(line for line in lines if "^C" in line)
                # Objects of an array are separated, not ended, by a line's end.
                self.assertTrue(mark.endswith(("^C", "^C,")), text)

    def test_without_rows_none_are_counted(self):
        with ListAPI(pages=2, size=10, always=slow) as api:
            with Terminal([TUNEQL, "exec", *connection(api), SELECT]) as terminal:
                self.assertTrue(wait_until(lambda: api.requests))
                terminal.type("\x03")
                terminal.wait_for("^C\nerror: the statement was cancelled; no row was shown\n")
                self.assertEqual(terminal.wait_for_end(), 130)


class Scripts(unittest.TestCase):
    """Files of statements, with the names that people use."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.script = os.path.join(directory.name, "mine.iql")
        with open(self.script, "w") as file:
            file.write("SELECT 6 * 7 AS answer;\n")

    def test_a_script_is_run(self):
        for arguments in [[self.script], ["--emulator", self.script], ["-o", "csv", self.script]]:
            with self.subTest(arguments):
                code, data = on_terminal(*arguments)
                self.assertEqual(code, 0, data)
                self.assertIn(b"42", data)

    def test_a_script_is_never_written_over(self):
        for arguments in [["-f", self.script], ["shell", "-f", self.script]]:
            with self.subTest(arguments):
                code, data = on_terminal(*arguments)
                self.assertEqual(code, 1, data)
                self.assertIn(f"help: -i {self.script} runs them\n".encode(), data)
                with open(self.script) as file:
                    self.assertEqual(file.read(), "SELECT 6 * 7 AS answer;\n")


def wait_until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return condition()


if __name__ == "__main__":
    unittest.main()
