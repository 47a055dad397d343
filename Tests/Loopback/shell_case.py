"""A shell on a pseudo-terminal with directories of its own."""

import os
import pathlib
import re
import tempfile
import unittest

from program import TUNEQL
from terminal import Terminal

EMULATOR = "emulator> "
CONTINUATION = "    ..> "
CONTROL_C, CONTROL_D, CONTROL_L, CONTROL_R, CONTROL_W, CONTROL_Z = "\x03\x04\x0c\x12\x17\x1a"
UP, DOWN = "\x1b[A", "\x1b[B"
WIDTHS = [120, 60, 40]


def pasted(text):
    """What a terminal sends for a paste."""
    return "\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~"


class ShellCase(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.folder = pathlib.Path(directory.name)
        self.history = self.folder / "state" / "tuneql" / "history"
        self.configuration = self.folder / "config" / "tuneql"

    def environment(self, **more):
        return {
            "XDG_STATE_HOME": str(self.folder / "state"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "TUNEQL_HOME": str(self.folder / "home"), "NO_COLOR": "1", **more,
        }

    def terminal(self, *arguments, columns=120, **environment):
        terminal = Terminal(
            [TUNEQL, *arguments], columns=columns, **self.environment(**environment)
        )
        self.addCleanup(terminal.__exit__)
        return terminal

    def shell(self, *options, columns=120, **environment):
        """A shell of the emulator that waits for its first line."""
        terminal = self.terminal(
            "shell", "--emulator", *options, columns=columns, **environment
        )
        terminal.wait_for(EMULATOR)
        return terminal

    def answer(self, shell, text, prompt=EMULATOR):
        """Types a line; returns what appears up to the next prompt, without the line itself."""
        shell.type(text + "\n")
        shell.wait_for("\n")
        answer = shell.wait_for(prompt)
        return answer[: -len(prompt)]

    def leave(self, shell):
        """Presses Ctrl-D, repeatedly if the shell had not begun to read keys."""
        self.assertEqual(shell.wait_for_end(lambda: shell.type(CONTROL_D)), 0)

    def entries(self):
        """The entries of the history file."""
        header, *lines = self.history.read_text().splitlines()
        self.assertEqual(header, "_HiStOrY_V2_")
        return [
            re.sub(r"\\(\d{3}|.)", lambda match: chr(int(match[1], 8)) if len(match[1]) == 3
                   else match[1], line)
            for line in lines
        ]
