"""Statements that are watched, in the shell and by `tuneql watch`."""

import os
import signal
import subprocess
import unittest

from list_api import ListAPI
from program import SELECT, TUNEQL, connection
from shell_case import CONTROL_C, ShellCase


class Watch(ShellCase):
    def watch(self, *arguments):
        return subprocess.run(
            [TUNEQL, "watch", *arguments], capture_output=True, text=True, timeout=60,
            stdin=subprocess.DEVNULL, env=os.environ | self.environment(),
        )

    def test_a_condition_ends_it_with_a_command(self):
        run = self.watch("--interval", "50ms", "SELECT 1 AS a UNTIL a IN (1)", "--run", "echo done")
        self.assertEqual((run.stdout, run.returncode), ('change,a\n"",1\ndone\n', 0), run.stderr)

    def test_a_condition_that_never_holds_is_told(self):
        run = self.watch("--interval", "50ms", "--count", "2", "--until", "a = 2", "SELECT 1 AS a")
        self.assertEqual((run.stdout, run.returncode), ('change,a\n"",1\n' * 2, 1))
        self.assertIn("watched 2 times; UNTIL a = 2 did not hold", run.stderr)

    def test_changes_are_marked_by_key(self):
        rows = "SELECT 'a' AS id, 1 AS n UNION ALL SELECT 'b', random() UNION ALL SELECT random(), 3"
        run = self.watch("--interval", "50ms", "--count", "2", "--key", "ID", "-o", "csv", rows)
        first, second = run.stdout.split("change,id,n\n")[1:]
        self.assertRegex(first, r'^"",a,1\n"",b,-?\d+\n"",-?\d+,3\n$')
        self.assertRegex(second, r'^"",a,1\nn,b,-?\d+\nnew,-?\d+,3\ngone,-?\d+,3\n$')

    def test_mistakes_are_told_before_the_first_run(self):
        cases = [
            (["SELEC"], "did you mean SELECT?"), (["SELECT nope"], "no such column: nope"),
            (["SELECT 1; SELECT 2"], "only one statement"), ([""], "there is no statement"),
            (["EXEC google.aiplatform.tuning_jobs.cancel @projectsId='p'"], "changes something"),
            (["--interval", "soon", "SELECT 1"], "an interval is a time"),
            (["--key", "b", "SELECT 1 AS a"], "no column b"),
            (["--until", "b = 1", "SELECT 1 AS a"], "UNTIL b = 1: no such column: b"),
        ]
        for arguments, message in cases:
            with self.subTest(arguments):
                run = self.watch(*arguments)
                self.assertIn(message, run.stderr)
                self.assertEqual(run.returncode, 1)

    def test_a_signal_ends_it(self):
        process = subprocess.Popen(
            [TUNEQL, "watch", "--interval", "60", "SELECT 1 AS a"], stdout=subprocess.PIPE,
            text=True, env=os.environ | self.environment(),
        )
        self.assertEqual(process.stdout.readline(), "change,a\n")
        self.assertEqual(process.stdout.readline(), '"",1\n')
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(20), 130)
        process.stdout.close()

    def test_in_the_shell_each_run_is_fresh_and_control_c_keeps_the_shell(self):
        with ListAPI() as api:
            shell = self.terminal("shell", "-o", "csv", *connection(api), columns=60)
            shell.wait_for("tuneql> ")
            shell.type(SELECT + " LIMIT 1 \\watch 0.1\n")
            while len(api.requests) < 3:
                self.assertTrue(shell.read(20))
            shell.wait_for("run 3, 0 changed")
            shell.type(CONTROL_C)
            shell.wait_for("tuneql> ")
            shell.type("SELECT 'still' || ' here' AS x;\n")
            shell.wait_for("x\nstill here\n")
            self.leave(shell)


if __name__ == "__main__":
    unittest.main()
