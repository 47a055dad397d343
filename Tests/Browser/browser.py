"""Chromium without a window, and the pages of the built `tuneql`."""

import os
import pathlib
import subprocess
import unittest

from selenium import webdriver

ROOT = pathlib.Path(__file__).resolve().parents[2]
TUNEQL = os.environ.get("TUNEQL", str(ROOT / ".build" / "debug" / "tuneql"))
PICTURES = ROOT / ".build" / "pictures"
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]


def written(name, *arguments):
    """Runs `tuneql`, which writes a page; returns the page's place."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    place = PICTURES / name
    subprocess.run(
        [TUNEQL, *arguments, "-f", str(place)],
        check=True, stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
        env={**os.environ, "TUNEQL_EMULATOR_TIME": "2026-06-01T00:00:00Z"},
    )
    return place


class BrowserCase(unittest.TestCase):
    """Tests with one browser, which logs its console and its requests."""

    @classmethod
    def setUpClass(cls):
        options = webdriver.ChromeOptions()
        for flag in FLAGS:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        service = webdriver.ChromeService("/usr/bin/chromedriver")
        cls.browser = webdriver.Chrome(options=options, service=service)
        cls.addClassCleanup(cls.browser.quit)

    def open(self, place, width, height=1600, scheme="light"):
        self.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )
        self.browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
        )
        self.browser.get_log("browser")
        self.browser.get_log("performance")
        self.browser.get(place.as_uri())

    def photograph(self, name):
        self.browser.save_screenshot(str(PICTURES / f"{name}.png"))
