"""The history of the shell: entries, several shells at once, privacy, its size."""

import unittest

from shell_case import EMULATOR, UP, ShellCase


class History(ShellCase):
    def test_an_entry_keeps_its_lines_in_the_next_run(self):
        shell = self.shell("-o", "csv")
        shell.type("SELECT 'a\n")
        shell.wait_for("     '> ")
        shell.type("b' AS x;\n")
        shell.wait_for(EMULATOR)
        self.leave(shell)
        self.assertEqual(self.entries(), ["SELECT 'a\nb' AS x;"])
        shell = self.shell("-o", "csv")
        shell.type(UP)
        shell.wait_for("b' AS x;")
        shell.type("\n")
        shell.wait_for('x\n"a\nb"\n')
        self.leave(shell)

    def test_two_shells_share_one_file_without_loss(self):
        shells = [self.shell("-o", "csv") for _ in range(2)]
        for number in range(4):
            self.answer(shells[number % 2], f"SELECT {number} AS n;")
        self.assertEqual(self.entries(), [f"SELECT {number} AS n;" for number in range(4)])
        # The other's last entry is there at the next prompt.
        self.answer(shells[0], "")
        shells[0].type(UP)
        shells[0].wait_for("SELECT 3 AS n;")
        shells[0].type("\n")
        shells[0].wait_for("n\n3\n")
        for shell in shells:
            self.leave(shell)

    def test_many_shells_that_write_at_once_lose_nothing(self):
        shells = [self.shell("-o", "csv") for _ in range(4)]
        expected = set()
        for turn in range(5):
            for number, shell in enumerate(shells):
                expected.add(f"SELECT {number}, {turn};")
                shell.type(f"SELECT {number}, {turn};\n")
        for shell in shells:
            for turn in range(5):
                shell.wait_for(f", {turn};")
            shell.wait_for(EMULATOR)
            self.leave(shell)
        self.assertEqual(set(self.entries()), expected)

    def test_files_and_directories_are_the_users_alone(self):
        shell = self.shell()
        self.answer(shell, "SELECT 1;")
        self.leave(shell)
        self.assertEqual(self.history.stat().st_mode & 0o777, 0o600)
        for directory in [self.history.parent, self.history.parent.parent]:
            self.assertEqual(directory.stat().st_mode & 0o777, 0o700)
        self.history.chmod(0o644)
        shell = self.shell()
        self.answer(shell, "SELECT 2;")
        self.leave(shell)
        self.assertEqual(self.history.stat().st_mode & 0o777, 0o600)

    def test_secrets_and_lines_with_a_leading_blank_stay_out(self):
        shell = self.shell()
        self.answer(shell, " SELECT 'hidden';")
        self.answer(shell, "SELECT 'ya29.a0AfB_byC1234567890abcdefghij' AS token;")
        self.answer(shell, "SELECT 'seen';")
        self.leave(shell)
        text = self.history.read_text()
        self.assertNotIn("hidden", text)
        self.assertNotIn("a0AfB_byC1234567890abcdefghij", text)
        self.assertIn("seen", text)

    def test_the_file_keeps_the_last_ten_thousand(self):
        self.history.parent.mkdir(parents=True, mode=0o700)
        lines = [f"SELECT\\040{number};" for number in range(10_050)]
        self.history.write_text("\n".join(["_HiStOrY_V2_", *lines, ""]))
        shell = self.shell()
        self.answer(shell, "SELECT 'last';")
        self.leave(shell)
        entries = self.entries()
        self.assertEqual(len(entries), 10_000)
        self.assertEqual(entries[0], "SELECT 51;")
        self.assertEqual(entries[-1], "SELECT 'last';")

    def test_a_file_of_plain_lines_is_read_and_kept(self):
        self.history.parent.mkdir(parents=True, mode=0o700)
        self.history.write_text("SELECT 'old one' AS x;\n")
        shell = self.shell("-o", "csv")
        shell.type(UP)
        shell.wait_for("SELECT 'old one' AS x;")
        shell.type("\n")
        shell.wait_for("x\nold one\n")
        shell.wait_for(EMULATOR)
        self.answer(shell, "SELECT 2;")
        self.leave(shell)
        self.assertEqual(self.entries(), ["SELECT 'old one' AS x;", "SELECT 2;"])

    def test_the_environment_moves_it_or_turns_it_off(self):
        other = self.folder / "other"
        shell = self.shell(TUNEQL_HISTORY=str(other))
        self.answer(shell, "SELECT 1;")
        self.leave(shell)
        self.assertIn("SELECT", other.read_text())
        shell = self.shell(TUNEQL_HISTORY="")
        self.answer(shell, "SELECT 2;")
        self.leave(shell)
        self.assertFalse(self.history.exists())


if __name__ == "__main__":
    unittest.main()
