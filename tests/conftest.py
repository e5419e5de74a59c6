"""Shared by the tests of the built site: where it is, a server for it, a browser."""

import functools
import http.server
import os
import shutil
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "_build" / "html"


@pytest.fixture(scope="session")
def site():
    """The built site; ``make test`` builds it first."""
    if not (SITE / "index.html").exists():
        pytest.fail("no site in _build/html: run `make book` first")
    return SITE


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def server(site):
    """Address of a local server for the site."""
    handler = functools.partial(QuietHandler, directory=str(site))
    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}/"
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium that is already on the machine."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        message = "no Chromium found: the browser tests need one (Debian: apt-get install chromium)"
        if os.environ.get("ATLAS_REQUIRE_BROWSER"):
            pytest.fail(message)
        pytest.skip(message)
    playwright = pytest.importorskip("playwright.sync_api")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()


def pytest_terminal_summary(terminalreporter):
    """Say in one line what this run has looked at; tests count with ``record_property``."""
    passed = terminalreporter.stats.get("passed", [])
    seen = Counter({"cells": sum("ipynb::Cell" in report.nodeid for report in passed)})
    for report in passed:
        seen.update(dict(report.user_properties))
    if not seen.total():
        return
    words = {
        "cells": "cells compared",
        "tried": "mutations tried",
        "refused": "refused",
        "harmless": "harmless for a stated reason",
        "pages": "pages swept",
        "maps": "maps alive",
    }
    terminalreporter.write_line(", ".join(f"{seen[key]:,} {said}" for key, said in words.items()))


def forget():
    """Empty every cache that holds something made from tables."""
    modules = [module for name, module in sys.modules.items() if name.startswith("atlas")]
    for thing in {id(thing): thing for module in modules for thing in vars(module).values()}.values():
        if hasattr(thing, "cache_clear"):
            thing.cache_clear()
