"""Pages in a real browser: they sort, filter, fit and ask for nothing."""

import json
import unittest

from selenium.webdriver.common.by import By

from browser import BrowserCase, written

SELECT = (
    "SELECT tunedModelDisplayName AS model, createTime, startTime, endTime, state "
    "FROM google.aiplatform.tuning_jobs "
    "WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'"
)
HOSTILE = (
    "SELECT '</script><script>alert(1)</script>' AS \"<img src=x onerror=alert(2)>\", 1 AS n "
    "UNION ALL SELECT '\"''>&<!--' || char(0, 27, 8238), 2"
)


class PageTests(BrowserCase):
    def column(self, section, place):
        cells = section.find_elements(By.CSS_SELECTOR, f"tbody tr:not([hidden]) td:nth-child({place})")
        return [cell.get_attribute("data-sort") or cell.get_attribute("textContent") for cell in cells]

    def assert_quiet(self, place):
        """The console is empty, and the page itself is all that was asked for."""
        self.assertEqual(self.browser.get_log("browser"), [])
        messages = [json.loads(entry["message"])["message"] for entry in self.browser.get_log("performance")]
        requests = [
            message["params"]["request"]["url"] for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]
        self.assertEqual([url for url in requests if not url.startswith("data:")], [place.as_uri()])

    def assert_fits(self):
        width = self.browser.execute_script("return document.documentElement.scrollWidth")
        self.assertLessEqual(width, self.browser.execute_script("return window.innerWidth"))

    def test_a_report_fits_two_widths_and_asks_for_nothing(self):
        place = written("report.html", "report", "--emulator")
        for width in [1280, 390]:
            for scheme in ["light", "dark"]:
                with self.subTest(width=width, scheme=scheme):
                    self.open(place, width, 3200, scheme)
                    self.photograph(f"report-{width}-{scheme}")
                    self.assert_quiet(place)
                    self.assert_fits()

    def test_a_report_sorts_and_filters(self):
        self.open(written("report.html", "report", "--emulator"), 1280)
        section = self.browser.find_elements(By.TAG_NAME, "section")[-1]
        self.assertIn("All jobs", section.text)
        rows = len(self.column(section, 1))
        heads = section.find_elements(By.CSS_SELECTOR, "th")
        tokens = heads[8]
        self.assertEqual(tokens.get_attribute("aria-sort"), "none")
        tokens.find_element(By.TAG_NAME, "button").click()
        self.assertEqual(tokens.get_attribute("aria-sort"), "ascending")
        values = self.column(section, 9)
        known = [int(value) for value in values if value != "–"]
        self.assertEqual(known, sorted(known))
        self.assertEqual(values[len(known):], ["–"] * (rows - len(known)))
        tokens.find_element(By.TAG_NAME, "button").click()
        self.assertEqual(tokens.get_attribute("aria-sort"), "descending")
        self.assertEqual(self.column(section, 9)[:3], [str(value) for value in sorted(known)[:-4:-1]])
        heads[0].find_element(By.TAG_NAME, "button").click()
        self.assertEqual(tokens.get_attribute("aria-sort"), "none")
        box = section.find_element(By.CSS_SELECTOR, "input")
        box.send_keys("failed us-central1")
        states = self.column(section, 2)
        self.assertTrue(states)
        self.assertEqual(set(states), {"FAILED"})
        count = section.find_element(By.CSS_SELECTOR, "output").text
        self.assertEqual(count, f"{len(states)} of {rows} rows")

    def test_a_result_sorts_by_keyboard_with_null_last(self):
        place = written("result.html", "exec", "--emulator", "-o", "html", SELECT)
        self.open(place, 1280)
        self.photograph("result-1280")
        section = self.browser.find_element(By.TAG_NAME, "section")
        button = section.find_elements(By.CSS_SELECTOR, "th button")[3]
        for _ in range(2):
            button.send_keys("\ue007")
            values = self.column(section, 4)
            self.assertEqual(values[-2:], ["NULL", "NULL"])
        self.assertEqual(values[:-2], sorted(values[:-2], reverse=True))
        self.assert_quiet(place)

    def test_integers_of_64_bits_are_in_order(self):
        sql = "SELECT column1 AS n FROM (VALUES (9007199254740993), (9007199254740992), (-5), (NULL))"
        self.open(written("integers.html", "exec", "--emulator", "-o", "html", sql), 390)
        section = self.browser.find_element(By.TAG_NAME, "section")
        section.find_element(By.CSS_SELECTOR, "th button").click()
        self.assertEqual(
            self.column(section, 1), ["-5", "9007199254740992", "9007199254740993", "NULL"]
        )

    def test_hostile_values_are_text(self):
        place = written("hostile.html", "exec", "--emulator", "-o", "html", HOSTILE)
        self.open(place, 390)
        self.assert_quiet(place)
        self.assertEqual(len(self.browser.find_elements(By.TAG_NAME, "script")), 1)
        self.assertEqual(len(self.browser.find_elements(By.TAG_NAME, "img")), 0)
        section = self.browser.find_element(By.TAG_NAME, "section")
        self.assertEqual(self.column(section, 1)[0], "</script><script>alert(1)</script>")

    def test_what_is_injected_does_not_run(self):
        self.open(written("hostile.html", "exec", "--emulator", "-o", "html", HOSTILE), 390)
        self.browser.execute_script(
            "const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
            "document.body.append(s)"
        )
        self.assertIsNone(self.browser.execute_script("return window.ran"))


if __name__ == "__main__":
    unittest.main()
