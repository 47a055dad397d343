"""A program on a pseudo-terminal, whose screen can be read."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

import readers  # noqa: F401 (makes the next import possible)
import pyte


class Screen:
    """Starts a program on a screen of a size; `lines` is what a person sees."""

    def __init__(self, arguments, columns=80, rows=24, stdout=None, **environment):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        parent, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.descriptor = parent
        self.process = os.fork()
        if self.process == 0:
            os.close(parent)
            os.setsid()
            fcntl.ioctl(child, termios.TIOCSCTTY, 0)
            for number in range(3):
                os.dup2(stdout if stdout is not None and number == 1 else child, number)
            os.environ.pop("PAGER", None)
            os.environ.update(TERM="xterm", LC_ALL="C.UTF-8", **environment)
            os.execv(arguments[0], arguments)
        os.close(child)

    @property
    def lines(self):
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self):
        return "\n".join(self.lines)

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def read(self, seconds):
        """Reads what has come; false at the end."""
        if not select.select([self.descriptor], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self.descriptor, 65536)
        except OSError:
            return False
        self.raw += data
        self.stream.feed(data)
        return bool(data)

    def wait_until(self, condition, seconds=20):
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline or not self.read(0.05):
                raise AssertionError(f"this was on the screen:\n{self.text}")

    def wait_for(self, text, seconds=20):
        self.wait_until(lambda: text in self.text, seconds)

    def wait_for_end(self, seconds=20):
        """Reads to the end; returns the exit code."""
        deadline = time.monotonic() + seconds
        while self.read(0.1):
            if time.monotonic() > deadline:
                raise AssertionError(f"the program did not end:\n{self.text}")
        _, status = os.waitpid(self.process, 0)
        self.process = None
        return os.waitstatus_to_exitcode(status)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self.descriptor)
