"""A headless Chromium, driven by WebDriver over HTTP, for the tests of pages.

PageTest is their base: one browser for the tests of a class, which skips them all where there is none.
"""

import base64
import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from support import CliTest

CHROMIUM = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
]  # fmt: skip
PATIENCE = 60  # seconds
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # of the WebDriver standard: the key of an element's reference
KEYS = {"Shift": "\ue008", "Control": "\ue009", "Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c",
        "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015", "F3": "\ue033",
        "End": "\ue010", "Home": "\ue011"}  # fmt: skip


class Browser:
    """A driver and its browser, which has a new profile of its own."""

    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="pith-browser-")
        # Of this process's group, so that what ends a test ends its browser.
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
        self.driver = subprocess.Popen([DRIVER, "--port=0"], **streams)
        port = next(m[1] for m in (re.search(r"on port (\d+)\.", line) for line in self.driver.stdout) if m)
        self.connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=300)
        options = {"binary": CHROMIUM, "args": [*FLAGS, f"--user-data-dir={self.profile}"]}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options,
                  "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}  # fmt: skip
        self.session = ""
        made = self.call("POST", "/session", capabilities={"alwaysMatch": wanted})
        self.session = "/session/" + made["sessionId"]
        self.process = made["capabilities"]["goog:processID"]

    def close(self):
        try:
            self.call("DELETE", "")
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)  # a browser that did not answer
            self.driver.kill()
            self.driver.wait()
            self.driver.stdout.close()
            shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, path, **body):
        headers = {"Content-Type": "application/json"}
        self.connection.request(method, self.session + path, json.dumps(body) if method == "POST" else None, headers)
        value = json.loads(self.connection.getresponse().read())["value"]
        if isinstance(value, dict) and "error" in value:
            raise RuntimeError(f"{path}: {value['error']}: {value['message'].splitlines()[0]}")
        return value

    def command(self, name, **parameters):
        """A command of the DevTools protocol."""
        return self.call("POST", "/goog/cdp/execute", cmd=name, params=parameters)

    def run(self, script, *arguments):
        """What the script returns, run as a function's body with arguments[0], ..."""
        return self.call("POST", "/execute/sync", script=script, args=list(arguments))

    def open(self, address):
        self.call("POST", "/url", url=address)

    def reload(self):
        self.call("POST", "/refresh")

    def look(self, width=1280, height=800, **media):
        """Sets the size of the window, in pixels, and what the system wishes: prefers_color_scheme="dark", ..."""
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                     mobile=width < 600)  # fmt: skip
        features = [{"name": name.replace("_", "-"), "value": value} for name, value in media.items()]
        self.command("Emulation.setEmulatedMedia", media="", features=features)

    def press(self, *keys):
        """Types keys one after the other: characters, names from KEYS, and "Shift+Enter" for both at a time."""
        actions = []
        for key in keys:
            parts = key.split("+") if len(key) > 1 else [key]
            codes = [KEYS.get(part, part) for part in parts]
            actions += [{"type": "keyDown", "value": code} for code in codes]
            actions += [{"type": "keyUp", "value": code} for code in reversed(codes)]
        self.call("POST", "/actions", actions=[{"type": "key", "id": "keyboard", "actions": actions}])

    def click(self, selector):
        element = self.call("POST", "/element", using="css selector", value=selector)[ELEMENT]
        self.call("POST", f"/element/{element}/click")

    def log(self, kind):
        """What was logged since the last call: of "browser" messages, of "performance" events of DevTools."""
        entries = [entry["message"] for entry in self.call("POST", "/se/log", type=kind)]
        return [json.loads(entry)["message"] for entry in entries] if kind == "performance" else entries

    def fetched(self):
        """The addresses that were asked for since the last call, with those that the policy of a page kept back."""
        events = [event for event in self.log("performance") if event["method"] == "Network.requestWillBeSent"]
        return [event["params"]["request"]["url"] for event in events]

    def screenshot(self):
        return base64.b64decode(self.command("Page.captureScreenshot", format="png")["data"])

    def print(self):
        """The page as a PDF, backgrounds where the page insists on them."""
        return base64.b64decode(self.command("Page.printToPDF", printBackground=False)["data"])


class PageTest(CliTest):
    browser = None

    @classmethod
    def setUpClass(cls):
        if not CHROMIUM or not DRIVER:
            raise unittest.SkipTest("no chromium and chromedriver: run tools/install_packages browser")
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        super().setUp()
        self.browser.look()
        self.browser.log("browser")
        self.browser.fetched()

    def run_script(self, script, *arguments):
        return self.browser.run(script, *arguments)

    def show(self, path):
        """Opens a page of self.folder, a path with a fragment or not, in a tab without a past."""
        self.browser.open("about:blank")
        self.browser.open(Path(self.folder).as_uri() + "/" + path)

    def show_measured(self, text, *arguments):
        """The page of `pith measure` for the bytes `text`."""
        self.write("text.txt", text)
        self.pith("measure", "-1", "-f", "--html", "page.html", *arguments, "text.txt")
        self.show("page.html")

    def show_analyzed(self, *texts):
        """The page of `pith analyze` for (name, bytes)..."""
        for name, content in texts:
            self.write(name, content)
        names = [name for name, _ in texts]
        self.pith("analyze", "--levels", "none", "--distance", "20", "-f", "--html", "page.html", *names)
        self.show("page.html")

    def comes(self, script, what, *arguments):
        """Waits until the script returns what is true, and returns it."""
        end = time.monotonic() + PATIENCE
        while True:
            value = self.run_script(script, *arguments)
            if value:
                return value
            self.assertLess(time.monotonic(), end, f"waited in vain for {what}")
            time.sleep(0.02)
