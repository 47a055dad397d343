"""The keys of the shell, at three widths: what people of other shells have in their fingers."""

import os
import signal
import time
import unittest

from shell_case import (
    CONTINUATION, CONTROL_C, CONTROL_L, CONTROL_R, CONTROL_W, CONTROL_Z, EMULATOR, UP, WIDTHS,
    ShellCase, pasted,
)

ALT_LEFT, ALT_RIGHT, CONTROL_LEFT = "\x1b[1;3D", "\x1b[1;3C", "\x1b[1;5D"


class Keys(ShellCase):
    def each_width(self, *options):
        for columns in WIDTHS:
            with self.subTest(columns=columns):
                shell = self.shell("-o", "csv", *options, columns=columns)
                yield shell
                self.leave(shell)

    def test_the_banner_says_how_to_leave_and_get_help_and_fits(self):
        for columns in WIDTHS:
            with self.subTest(columns=columns):
                shell = self.terminal("shell", "--emulator", columns=columns)
                banner = shell.wait_for(EMULATOR)
                for word in [";", "help", "quit", "Ctrl-D"]:
                    self.assertIn(word, banner)
                self.assertLessEqual(max(map(len, banner.splitlines())), columns)
                self.leave(shell)

    def test_a_pasted_tab_is_a_tab_and_a_pasted_text_one_edit(self):
        for shell in self.each_width():
            shell.type(pasted("SELECT 'a\tb'\n  AS x;\n.print two\n"))
            shell.wait_for(".print two")
            time.sleep(0.1)
            shell.read(0.1)
            # Nothing runs before Enter.
            self.assertNotIn("two\n", shell.seen)
            shell.type("\n")
            shell.wait_for('x\n"a\tb"\n')
            shell.wait_for("two\n")
            shell.wait_for(EMULATOR)

    def test_a_pasted_statement_is_one_entry_with_its_lines(self):
        shell = self.shell("-o", "csv")
        shell.type(pasted("SELECT 1\n\tAS one;") + "\n")
        shell.wait_for("one\n1\n")
        shell.wait_for(EMULATOR)
        self.assertEqual(self.entries(), ["SELECT 1\n\tAS one;"])
        self.leave(shell)

    def test_an_old_terminal_pastes_lines_as_if_typed(self):
        shell = self.shell("-o", "csv")
        shell.type("SELECT 1 AS one;\nSELECT 2\n AS two;\n")
        shell.wait_for("one\n1\n")
        shell.wait_for("two\n2\n")
        self.leave(shell)

    def test_control_c_drops_the_line_and_open_lines(self):
        for shell in self.each_width():
            shell.type("SELECT 'open")
            shell.wait_for("open")
            shell.type(CONTROL_C)
            shell.wait_for(EMULATOR)
            shell.type("SELECT 'open\n")
            shell.wait_for("     '> ")
            shell.type(CONTROL_C)
            shell.wait_for(EMULATOR)
            self.assertEqual(self.answer(shell, "SELECT 1 AS one;"), "one\n1\n")

    def test_words_are_moved_over_and_deleted(self):
        for keys in [ALT_LEFT, CONTROL_LEFT, "\x1bb", "\x1b\x1b[D"]:
            with self.subTest(keys=keys):
                shell = self.shell("-o", "csv")
                # SELECT 1 + two: back over "two", delete the "1 +" before it, write 7, and to the end.
                shell.type("SELECT 1 two" + keys + CONTROL_W + "7 AS \x05;\n")
                shell.wait_for("two\n7\n")
                self.leave(shell)

    def test_control_l_clears_the_screen_and_keeps_the_line(self):
        shell = self.shell("-o", "csv")
        shell.type("SELECT 3")
        shell.wait_for("SELECT 3")
        shell.type(CONTROL_L)
        shell.wait_for(EMULATOR + "SELECT 3")
        shell.type("3 AS n;\n")
        shell.wait_for("n\n33\n")
        self.leave(shell)

    def test_control_z_suspends_and_resumes_with_the_line(self):
        for shell in self.each_width():
            shell.type("SELECT 4")
            shell.wait_for("SELECT 4")
            shell.type(CONTROL_Z)
            deadline = time.monotonic() + 20
            stopped = 0
            while not stopped and time.monotonic() < deadline:
                stopped, status = os.waitpid(shell.process, os.WUNTRACED | os.WNOHANG)
                shell.read(0.02)
            self.assertTrue(stopped and os.WIFSTOPPED(status))
            os.kill(shell.process, signal.SIGCONT)
            shell.wait_for("SELECT 4")
            shell.type("2 AS n;\n")
            shell.wait_for("n\n42\n")
            shell.wait_for(EMULATOR)

    def test_control_r_finds_an_earlier_statement(self):
        shell = self.shell("-o", "csv")
        self.answer(shell, "SELECT 'needle' AS x;")
        self.answer(shell, "SELECT 'other' AS x;")
        shell.type(CONTROL_R + "needl")
        shell.wait_for("needle")
        shell.type("\n")
        shell.wait_for("x\nneedle\n")
        self.leave(shell)

    def test_up_brings_a_whole_statement_back(self):
        for shell in self.each_width():
            shell.type("SELECT 5\n")
            shell.wait_for(CONTINUATION)
            shell.type("AS five;\n")
            shell.wait_for("five\n5\n")
            shell.wait_for(EMULATOR)
            shell.type(UP)
            shell.wait_for("AS five;")
            shell.type("\n")
            shell.wait_for("five\n5\n")
            shell.wait_for(EMULATOR)

    def test_a_window_that_changes_keeps_the_line(self):
        shell = self.shell("-o", "csv")
        shell.type("SELECT 6")
        shell.wait_for("SELECT 6")
        shell.resize(40)
        shell.wait_for("SELECT 6")
        shell.type(" AS six;\n")
        shell.wait_for("six\n6\n")
        self.leave(shell)

    def test_the_prompt_tells_what_is_in_use(self):
        for columns, in_use in [(120, "emulator google> "), (40, "emulator google> ")]:
            with self.subTest(columns=columns):
                shell = self.shell(columns=columns)
                self.answer(shell, "USE google;", in_use)
                self.answer(shell, "BEGIN;", in_use.replace(">", "*>"))
                self.answer(shell, "ROLLBACK;", in_use)
                self.leave(shell)
        shell = self.terminal("shell")
        shell.wait_for("tuneql> ")
        self.leave(shell)


if __name__ == "__main__":
    unittest.main()
