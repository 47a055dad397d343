"""The shell on a pseudo-terminal, as a person uses it."""

import os
import tempfile
import time
import unittest

from list_api import ListAPI, error, slow
from program import SELECT, TUNEQL, connection
from terminal import Terminal

PROMPT = "tuneql> "
CONTINUATION = "    ..> "
CONTROL_C, CONTROL_D, UP = "\x03", "\x04", "\x1b[A"


class Shell(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.history = os.path.join(directory.name, "history")

    def shell(self, *options):
        terminal = Terminal(
            [TUNEQL, "shell", "-o", "csv", *options], TUNEQL_HISTORY=self.history
        )
        self.addCleanup(terminal.__exit__)
        terminal.wait_for(PROMPT)
        return terminal

    def leave(self, shell):
        """Presses Ctrl-D, repeatedly if the shell had not begun to read keys."""
        self.assertEqual(shell.wait_for_end(lambda: shell.type(CONTROL_D)), 0)

    def test_a_statement_is_answered_and_control_d_leaves(self):
        shell = self.shell()
        shell.type("SELECT 6 * 7 AS answer;\n")
        shell.wait_for("answer\n42\n")
        shell.wait_for(PROMPT)
        self.leave(shell)

    def test_without_arguments_a_terminal_gets_the_shell(self):
        with Terminal([TUNEQL], TUNEQL_HISTORY=self.history) as shell:
            shell.wait_for(PROMPT)
            shell.type("quit\n")
            self.assertEqual(shell.wait_for_end(), 0)

    def test_the_prompt_shows_what_is_open(self):
        cases = [
            ("SELECT 1", CONTINUATION, "AS one;"), ("SELECT 'it", "     '> ", "is';"),
            ("SELECT (1", "     (> ", ");"), ("SELECT 1 /* or", "    /*> ", "*/;"),
        ]
        shell = self.shell()
        for first, prompt, rest in cases:
            with self.subTest(first):
                shell.type(first + "\n")
                shell.wait_for(prompt)
                shell.type(rest + "\n")
                shell.wait_for(PROMPT)
        self.leave(shell)

    def test_what_is_not_ascii_goes_in_and_comes_out(self):
        shell = self.shell()
        shell.type("SELECT 'größe ✓ 日本 🎉' AS text;\n")
        shell.wait_for("text\ngröße ✓ 日本 🎉\n")
        self.leave(shell)

    def test_an_error_keeps_the_shell(self):
        shell = self.shell()
        for text in ["SELEC 1;", "SELECT nope;", "SELECT name FROM google.aiplatform.tuning_jobs;"]:
            shell.type(text + "\n")
            shell.wait_for("error: ")
            shell.wait_for(PROMPT)
        shell.type("SELECT 'still' || ' here' AS x;\n")
        shell.wait_for("x\nstill here\n")
        shell.wait_for(PROMPT)
        self.leave(shell)

    def test_history_is_there_in_the_next_run(self):
        shell = self.shell()
        shell.type("SELECT 'remember' || 'ed' AS x;\n")
        shell.wait_for("x\nremembered\n")
        shell.wait_for(PROMPT)
        self.leave(shell)
        self.assertEqual(os.stat(self.history).st_mode & 0o777, 0o600)
        shell = self.shell()
        shell.type(UP)
        shell.wait_for("SELECT 'remember' || 'ed' AS x;")
        shell.type("\n")
        shell.wait_for("x\nremembered\n")
        shell.wait_for(PROMPT)
        self.leave(shell)

    def test_a_line_that_starts_with_a_blank_is_not_remembered(self):
        shell = self.shell()
        shell.type(" SELECT 'secret' AS x;\n")
        shell.wait_for("x\nsecret\n")
        shell.wait_for(PROMPT)
        shell.type("SELECT 'known' AS x;\n")
        shell.wait_for("x\nknown\n")
        shell.wait_for(PROMPT)
        self.leave(shell)
        with open(self.history) as file:
            text = file.read()
        self.assertIn("known", text)
        self.assertNotIn("secret", text)

    def test_control_c_at_the_prompt_drops_the_line(self):
        shell = self.shell()
        shell.type("SELECT nonsense")
        shell.wait_for("SELECT nonsense")
        shell.type(CONTROL_C)
        shell.wait_for(PROMPT)
        shell.type("SELECT 1 AS one;\n")
        shell.wait_for("one\n1\n")
        shell.wait_for(PROMPT)
        self.leave(shell)

    def test_control_c_drops_the_lines_of_an_open_statement(self):
        shell = self.shell()
        shell.type("SELECT 'open\n")
        shell.wait_for("     '> ")
        shell.type(CONTROL_C)
        shell.wait_for(PROMPT)
        shell.type("SELECT 1 AS one;\n")
        shell.wait_for("one\n1\n")
        shell.wait_for(PROMPT)
        self.leave(shell)

    def test_control_c_ends_a_long_list_and_keeps_the_shell(self):
        with ListAPI(faults={3: slow}) as api:
            shell = self.shell(*connection(api))
            shell.type(SELECT + ";\n")
            while len(api.requests) < 4:
                shell.read(0.05)
            self.assert_interruptible(shell)
            self.assertEqual(len(api.requests), 4)
            shell.type(SELECT + " LIMIT 1;\n")
            shell.wait_for("tuningJobs/0,")
            shell.wait_for(PROMPT)
            self.leave(shell)

    def test_control_c_ends_a_wait_for_the_next_try(self):
        with ListAPI(faults={0: error(503, Retry_After="5")}) as api:
            shell = self.shell(*connection(api), "--verbose")
            shell.type(SELECT + ";\n")
            shell.wait_for("retrying in")
            self.assert_interruptible(shell)
            # The wait that the service has asked for also holds for the next statement.
            shell.type(SELECT + " LIMIT 1;\n")
            shell.wait_for("tuningJobs/0,")
            self.leave(shell)

    def test_control_c_ends_a_statement_that_only_computes(self):
        shell = self.shell()
        shell.type(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
            "SELECT COUNT(*) AS rows FROM n;\n"
        )
        shell.wait_for("FROM n;")
        shell.wait_for("\n")
        time.sleep(0.3)
        self.assert_interruptible(shell)
        self.leave(shell)

    def assert_interruptible(self, shell):
        """Presses Ctrl-C and expects the prompt soon: tens of milliseconds on an idle machine."""
        pressed = time.monotonic()
        shell.type(CONTROL_C)
        shell.wait_for("cancelled")
        shell.wait_for(PROMPT)
        took = time.monotonic() - pressed
        self.assertLess(took, 1)
        if os.environ.get("SHOW_TIMES"):
            print(f"prompt back after {took * 1000:.1f} ms")


if __name__ == "__main__":
    unittest.main()
