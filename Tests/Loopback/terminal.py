"""A program on a pseudo-terminal, read as a person reads it."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

CONTROLS = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z@]|\x1b[=>()][0-9A-B]?|\r|\x07")


class Terminal:
    """Starts a program; `wait_for` reads its output until a text appears."""

    def __init__(self, arguments, columns=200, rows=40, **environment):
        self.seen = ""
        self.raw = b""
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            # A pager would wait for its keys.
            usual = {"TERM": "xterm", "LC_ALL": "C.UTF-8", "PAGER": "cat"}
            os.environ.update({**usual, **environment})
            set_size(0, rows, columns)
            os.execv(arguments[0], arguments)

    def resize(self, columns, rows=40):
        set_size(self.descriptor, rows, columns)

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def wait_for(self, text, seconds=20):
        """Returns the output up to and including `text`; the rest is kept."""
        deadline = time.monotonic() + seconds
        while text not in self.seen:
            left = deadline - time.monotonic()
            if left <= 0 or not self.read(left):
                raise AssertionError(f"{text!r} did not come; this did:\n{self.seen}")
        end = self.seen.index(text) + len(text)
        before, self.seen = self.seen[:end], self.seen[end:]
        return before

    def read(self, seconds):
        """Reads available output, waiting at most `seconds`; false at the end."""
        if not select.select([self.descriptor], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.descriptor, 65536)
        except OSError:
            return False
        self.raw += data
        text = CONTROLS.sub(b"", self.raw)
        # A character or a control sequence may be incomplete.
        cut = text.rfind(b"\x1b") if b"\x1b" in text[-12:] else len(text)
        while cut > 0 and not decodes(text[:cut]):
            cut -= 1
        self.seen += text[:cut].decode()
        self.raw = text[cut:]
        return bool(data)

    def wait_for_end(self, urge=lambda: None, seconds=20):
        """Waits until the program ends, urging it repeatedly; returns its exit code."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            ended, status = os.waitpid(self.process, os.WNOHANG)
            if ended:
                self.process = None
                return os.waitstatus_to_exitcode(status)
            urge()
            self.read(0.2)
        raise AssertionError(f"the program did not end; it wrote:\n{self.seen}")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self.descriptor)


def set_size(descriptor, rows, columns):
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def decodes(data):
    try:
        data.decode()
        return True
    except UnicodeDecodeError:
        return False
