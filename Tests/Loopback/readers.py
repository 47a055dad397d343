"""Makes the packages of `scripts/format-readers` importable."""

import glob
import os
import subprocess
import sys

from program import ROOT


def install():
    python = subprocess.run(
        [str(ROOT / "scripts" / "format-readers")], check=True, capture_output=True, text=True
    ).stdout.strip()
    environment = os.path.dirname(os.path.dirname(python))
    sys.path += glob.glob(f"{environment}/lib/python*/site-packages")


install()
