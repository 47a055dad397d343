#!/usr/bin/env bash
# libedit, which offers readline's functions, cannot read a history file that readline wrote.
#
# Guess: a program built with libedit in place of readline keeps its users' history file: the
#   functions have the same names, and the file is lines of text.
# Seen: read_history() of libedit gives error 22 (invalid argument) for a file of plain lines and
#   takes no line of it, since the first line is not its mark _HiStOrY_V2_. The other way it is
#   silent: readline reads libedit's file with success, the mark as the first command, and every
#   blank as the four characters \040, for this is how libedit writes them.
# Why it matters: a change of the library loses the history of every user, or fills it with lines
#   that cannot be run; and a tool that greps the file for "select 1" finds nothing.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fetch() { apt-get -qq -o APT::Sandbox::User=root download "$@"; }
packages=(libedit2=3.1-20221030-2 libbsd0=0.11.7-2 libmd0=1.0.4-2 libreadline8=8.2-1.3
  libtinfo6=6.4-4)
fetch "${packages[@]}" 2>/dev/null || { apt-get -qq update && fetch "${packages[@]}"; }
for package in ./*.deb; do dpkg-deb -x "$package" debian; done
folders=$(echo debian/lib/*-linux-gnu):$(echo debian/usr/lib/*-linux-gnu)

LD_LIBRARY_PATH=$folders python3 - <<'PYTHON'
import ctypes
import sys


class Entry(ctypes.Structure):
    _fields_ = [("line", ctypes.c_char_p), ("data", ctypes.c_void_p)]


def loaded(name):
    library = ctypes.CDLL(name)
    library.history_get.restype = ctypes.POINTER(Entry)
    library.using_history()
    return library


def reads(library, path):
    library.clear_history()
    status = library.read_history(path)
    length = ctypes.c_int.in_dll(library, "history_length").value
    entries = [library.history_get(index) for index in range(1, length + 1)]
    return status, [entry.contents.line.decode() for entry in entries if entry]


libedit, readline = loaded("libedit.so.2"), loaded("libreadline.so.8")
for library, path in [(libedit, b"libedit.history"), (readline, b"readline.history")]:
    library.add_history(b"select 1")
    library.write_history(path)

seen = [reads(libedit, b"readline.history"), reads(readline, b"libedit.history")]
version = ctypes.c_char_p.in_dll(readline, "rl_library_version").value.decode()
print(f"versions: libedit 3.1-20221030, readline {version}")
print("guess:   ", [(0, ["select 1"]), (0, ["select 1"])])
print("seen:    ", seen)
expected = [(22, []), (0, ["_HiStOrY_V2_", "select\\0401"])]
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
