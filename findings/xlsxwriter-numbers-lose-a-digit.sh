#!/usr/bin/env bash
# XlsxWriter and libxlsxwriter write numbers with 16 digits, which does not bring the same number back.
#
# Guess: a double in a workbook is the same double when it is read again: Excel itself stores 17 digits.
# Seen: both write with %.16G. 0.1 + 0.2 comes back as 0.3, so a sum that was not equal is equal, and
#   integers of more than 16 digits end in zeros, although the double had held more of them.
# Why it matters: an export is compared with its source to see what has changed, and every seventeenth digit is
#   a change; and the ids of cloud resources, numbers of 19 digits, are others in the workbook.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check xlsxwriter==3.3.1 openpyxl==3.1.5
fetch() { apt-get -qq -o APT::Sandbox::User=root download "$@"; }
packages=(libxlsxwriter4=1.1.4-2+b1)
fetch "${packages[@]}" 2>/dev/null || { apt-get -qq update && fetch "${packages[@]}"; }
for package in ./*.deb; do dpkg-deb -x "$package" debian; done

venv/bin/python - "$(find debian -name 'libxlsxwriter.so.*' | head -1)" <<'PYTHON'
import ctypes
import sys

import openpyxl
import xlsxwriter

NUMBERS = [0.1 + 0.2, 1234567890123456789, 123456789.12345679, 0.5]


def from_python():
    book = xlsxwriter.Workbook("python.xlsx")
    sheet = book.add_worksheet()
    for row, number in enumerate(NUMBERS):
        sheet.write_number(row, 0, number)
    book.close()
    return "python.xlsx"


def from_c(path):
    library = ctypes.CDLL(path)
    library.workbook_new.restype = ctypes.c_void_p
    library.workbook_add_worksheet.restype = ctypes.c_void_p
    library.workbook_add_worksheet.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    library.worksheet_write_number.argtypes = [
        ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint16, ctypes.c_double, ctypes.c_void_p
    ]
    library.workbook_close.argtypes = [ctypes.c_void_p]
    book = library.workbook_new(b"c.xlsx")
    sheet = library.workbook_add_worksheet(book, None)
    for row, number in enumerate(NUMBERS):
        library.worksheet_write_number(sheet, row, 0, float(number), None)
    library.workbook_close(book)
    return "c.xlsx"


def read(path):
    return [row[0] for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)]


print(f"versions: XlsxWriter {xlsxwriter.__version__}, libxlsxwriter 1.1.4, openpyxl {openpyxl.__version__}")
print(f"guess:    {[float(number) for number in NUMBERS]}")
seen = [read(from_python()), read(from_c(sys.argv[1]))]
for numbers in seen:
    print(f"seen:     {numbers}")
expected = [0.3, 1.234567890123457e18, 123456789.1234568, 0.5]
if seen != [expected, expected]:
    sys.exit("the behaviour has changed")
PYTHON
