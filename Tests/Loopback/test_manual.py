"""The manual page, made from the built program."""

import json
import re
import subprocess
import unittest

from program import ROOT, TUNEQL


def dumped_help():
    dump = subprocess.run(
        [TUNEQL, "--experimental-dump-help"], check=True, capture_output=True, text=True
    )
    return json.loads(dump.stdout)["command"]


def options(command):
    """The long names of the options of a command and of those below it."""
    for option in command.get("arguments", []):
        if option["shouldDisplay"]:
            yield from (n["name"] for n in option.get("names", []) if n["kind"] == "long")
    for below in command.get("subcommands", []):
        if below["commandName"] != "help":
            yield from options(below)


class ManualPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.page = subprocess.run(
            [ROOT / "scripts" / "manual", TUNEQL], check=True, capture_output=True, text=True
        ).stdout

    def formatted(self):
        text = subprocess.run(
            ["mandoc", "-T", "utf8", "-O", "width=200"],
            input=self.page, check=True, capture_output=True, text=True,
        ).stdout
        return re.sub(".\b", "", text)

    def test_mandoc_finds_nothing_to_improve(self):
        lint = subprocess.run(
            ["mandoc", "-T", "lint", "-W", "warning"],
            input=self.page, capture_output=True, text=True,
        )
        self.assertEqual(lint.stdout + lint.stderr, "")

    def test_each_command_and_option_is_in_it(self):
        text = self.formatted()
        for name in sorted(set(options(dumped_help())) - {"help", "version"}):
            with self.subTest(name):
                self.assertRegex(text, rf"--{re.escape(name)}\b")
        for command in dumped_help()["subcommands"]:
            if command["commandName"] != "help":
                self.assertIn(f"tuneql {command['commandName']}", text)


if __name__ == "__main__":
    unittest.main()
