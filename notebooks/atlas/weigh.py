"""How heavy is the site, and how fast? What a first visit fetches, and the time to the load event.

``make bench`` prints the figures of the built site beside their budgets.
"""

from __future__ import annotations

import functools
import gzip
import html
import http.server
import re
import shutil
import statistics
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HTML_KB, RAW_KB, GZIP_KB = 250, 1000, 350  # a page; all it loads; the same packed for the way
MEDIAN_MS, SLOWEST_MS = 400, 600
RUNS = 3
PACKED_ALREADY = {".png", ".woff", ".woff2"}
MARKUP = re.compile(r'<(?:link[^>]*?rel="(?:stylesheet|icon)"[^>]*|script[^>]*|img[^>]*)>')
CSS_URL = re.compile(r"""(?:url\(|@import )["']?([^)"';]+)""")


def loaded_files(site: Path, page: Path) -> set[Path]:
    """The files of ``site`` that a first visit of ``page`` fetches, its maps opened.

    Pictures that wait for print or for want of a script (``loading="lazy"``) do not count.
    """
    text = page.read_text(encoding="utf-8")
    frames = [html.unescape(frame) for frame in re.findall(r"srcdoc='(.*?)'", text, re.S)]
    found = {page}
    for document in [re.sub(r"srcdoc='.*?'", "", text, flags=re.S), *frames]:
        for tag in MARKUP.findall(document):
            address = re.search(r'(?:src|href)="([^"]+)"', tag)
            if address and 'loading="lazy"' not in tag and not address[1].startswith(("data:", "http")):
                found.add((page.parent / address[1].split("?")[0]).resolve())
    for sheet in [path for path in found if path.suffix == ".css"]:
        for address in CSS_URL.findall(sheet.read_text(encoding="utf-8")):
            if not address.startswith(("data:", "#")):
                found.add((sheet.parent / address.split("?")[0]).resolve())
    return {path for path in found if path.is_file()}


def first_load(site: Path, page: Path) -> tuple[int, int]:
    """Bytes of a first visit of ``page``, raw and packed with gzip."""
    files = loaded_files(site, page)
    return sum(path.stat().st_size for path in files), sum(_packed(path) for path in files)


@functools.cache
def _packed(path: Path) -> int:
    data = path.read_bytes()
    return len(data) if path.suffix in PACKED_ALREADY else len(gzip.compress(data))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # as on the web: one connection for several files

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes a connection early is no error."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Address of a local server for ``folder``."""
    handler = functools.partial(_Quiet, directory=str(folder))
    httpd = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{httpd.server_address[1]}/"
    finally:
        httpd.shutdown()
        httpd.server_close()


def chromium() -> str:
    """Path of a Chromium on this machine; ``SystemExit`` with one line where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise SystemExit("no Chromium found: install one first (Debian: apt-get install chromium)")


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        started = driver.chromium.launch(executable_path=chromium(), args=flags)
        yield started
        started.close()


def load_ms(chrome: Browser, address: str) -> float:
    """Median time in ms from the request of a page to its load event, nothing cached."""
    times = []
    for _ in range(RUNS):
        context = chrome.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(address, wait_until="load")
        times.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventStart"))
        context.close()
    return statistics.median(times)


def pages(site: Path) -> list[Path]:
    """The pages of the book: all that are not part of the theme."""
    return [path for path in sorted(site.rglob("*.html")) if path.parent.name not in ("html", "_static")]


def report(site: Path) -> None:
    """Print weights and times of the site in ``site`` beside their budgets."""
    weights = {page: first_load(site, page) for page in pages(site)}
    largest = max(weights, key=lambda page: page.stat().st_size)
    for words, value, limit, page in (
        ("html of a page", largest.stat().st_size, HTML_KB, largest),
        ("first load", *_heaviest(weights, 0, RAW_KB)),
        ("first load, gzip", *_heaviest(weights, 1, GZIP_KB)),
    ):
        print(f"{words:>18}: at most {value / 1000:5.0f} KB of {limit} ({page.stem})", flush=True)
    with served(site) as base, browser() as chrome:
        times = {page: load_ms(chrome, base + page.relative_to(site).as_posix()) for page in weights}
    slowest = max(times, key=times.get)
    print(f"{'load event':>18}: median {statistics.median(times.values()):.0f} ms of {MEDIAN_MS}, ", end="")
    print(f"at most {times[slowest]:.0f} ms of {SLOWEST_MS} ({slowest.stem}), {len(times)} pages")


def _heaviest(weights: dict[Path, tuple[int, int]], which: int, limit: int) -> tuple[int, int, Path]:
    page = max(weights, key=lambda page: weights[page][which])
    return weights[page][which], limit, page


if __name__ == "__main__":
    built = Path(sys.argv[1] if len(sys.argv) > 1 else "_build/html").resolve()
    report(built)
