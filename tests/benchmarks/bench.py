"""Measure the page against a bare Streamlit app, in a real browser: ``python tests/benchmarks/bench.py``.

A click is timed inside the page, from the pointer going down on a filter until what it changes has
changed (the map's marks; the text of the bare app) and two frames have been painted; "answer" is the
same until the count that the server sends has changed, for the map follows a click before that. All
apps run side by side and take turns, so a slow moment of the machine hits all. Prints medians and ratios;
exits 1 where a bar is missed. Figures that only ratios can carry: the machine's own speed does not matter.
``--points N`` measures the page with N more sites in its facts instead; a click may take three times as long.
"""

import argparse
import csv
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
BARS = {"click": 1.0, "answer": 1.5, "load": 1.5, "kilobytes": 5.0, "server": 15.0}
# With many points it is enough that the page can be used.
BARS_OF_MANY = {"click": 3.0}
# Within Kazakhstan: degrees east and north.
WITHIN = (62.0, 72.0), (46.0, 50.0)

WATCH = """
window.clicked = (what) => new Promise((done, fail) => {
  setTimeout(() => fail(new Error(`${what}: nothing changed`)), 20000);
  const seen = () => {
    if (what === "text") return document.querySelector('[data-testid="stMarkdown"]')?.innerText;
    const frame = document.querySelector("iframe")?.contentDocument;
    if (!frame) return null;
    return what === "atlas" ? frame.body.dataset.shown
      : frame.querySelector("[class*=state-]")?.className;
  };
  const before = seen();
  let start = null;
  addEventListener("pointerdown", () => { start = performance.now(); }, { capture: true, once: true });
  const look = () => {
    const now = seen();
    if (start !== null && now && now !== before)
      return requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
    setTimeout(look, 2);
  };
  look();
});
window.answered = () => new Promise((done, fail) => {
  setTimeout(() => fail(new Error("no answer")), 20000);
  const seen = () => {
    for (const one of document.querySelectorAll(".st-key-panel-header *")) {
      const count = one.shadowRoot?.querySelector(".shown");
      if (count) return count.textContent;
    }
    return document.querySelector('[data-testid="stMarkdown"]')?.innerText;
  };
  const before = seen();
  let start = null;
  addEventListener("pointerdown", () => { start = performance.now(); }, { capture: true, once: true });
  const look = () => {
    if (start !== null && seen() !== before)
      return requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
    setTimeout(look, 2);
  };
  look();
});
window.loaded = (what) => new Promise((done, fail) => {
  setTimeout(() => fail(new Error(`${what}: nothing painted`)), 300000);
  const look = () => {
    const frame = document.querySelector("iframe")?.contentDocument;
    const there = what === "text" ? document.querySelector('[data-testid="stMarkdown"]')?.innerText
      : what === "atlas" ? frame?.body?.dataset.shown : frame?.querySelector("[class*=state-]");
    if (there) return requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
    setTimeout(look, 2);
  };
  look();
});
"""


class Wire:
    """A line between browser and server that counts the bytes that come down, as they travel."""

    def __init__(self, port: int) -> None:
        self.down, self.target = 0, port
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self._open, daemon=True).start()

    def _open(self) -> None:
        while True:
            browser, _ = self.door.accept()
            server = socket.create_connection(("127.0.0.1", self.target))
            for ends in ((browser, server, False), (server, browser, True)):
                ends[0].setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, here: socket.socket, there: socket.socket, down: bool) -> None:
        try:
            while chunk := here.recv(65536):
                self.down += len(chunk) if down else 0
                there.sendall(chunk)
            there.shutdown(socket.SHUT_WR)
        except OSError:
            pass


@dataclass
class App:
    """An app under measure: its script, what tells that it has changed, where to click."""

    name: str
    script: Path
    what: str
    targets: tuple[str, ...]
    opens: str = ""  # what shows the targets
    cwd: Path = ROOT
    facts: Path | None = None
    rest_ms: int = 600  # until the server is still again, so that no app is measured in another's wake
    port: int = 0
    log: Path = Path()
    wire: Wire | None = None
    process: subprocess.Popen[bytes] | None = None
    page: Page | None = None
    clicks: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    server: list[float] = field(default_factory=list)

    def start(self, port: int, folder: Path) -> None:
        """Start the server and wait until it answers."""
        self.port, self.log = port, folder / f"{self.name}.log"
        command = [sys.executable, HERE / "serve.py", self.script, str(port), self.log]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        if self.facts:
            environment["GEODATA_FACTS"] = str(self.facts)
        self.process = subprocess.Popen(
            command, cwd=self.cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).read()
            except OSError:
                time.sleep(0.1)
            else:
                self.wire = Wire(port)
                return
        raise SystemExit(f"{self.name} did not start")

    def load(self, browser: Browser, keep: bool = False) -> None:
        """Open the page in a fresh browser context and time it until it is painted."""
        page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        page.add_init_script(WATCH)
        assert self.wire is not None
        page.goto(f"http://127.0.0.1:{self.wire.port}/", wait_until="commit")
        self.loads.append(page.evaluate("(what) => window.loaded(what)", self.what))
        print(f"{self.name} painted after {self.loads[-1]:.0f} ms", file=sys.stderr, flush=True)
        page.wait_for_timeout(self.rest_ms)
        if keep:
            self.page = page
        else:
            page.context.close()

    def click(self, round_: int) -> None:
        """Click the next filter; note time, bytes down and the time of the script."""
        assert self.page is not None
        target = self.page.locator(self.targets[round_ % len(self.targets)]).first
        if self.opens and not target.is_visible():
            self.page.locator(self.opens).click()
        target.scroll_into_view_if_needed()
        runs = len(self._log())
        box = target.bounding_box()
        assert box is not None
        assert self.wire is not None
        before = self.wire.down
        # Only the promises start here; they resolve once the page has changed.
        self.page.evaluate(
            "(what) => { window.pending = [window.clicked(what), window.answered()]; }", self.what
        )
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.clicks.append(self.page.evaluate("() => window.pending[0]"))
        self.answers.append(self.page.evaluate("() => window.pending[1]"))
        self.page.wait_for_timeout(self.rest_ms)
        self.bytes.append(self.wire.down - before)
        self.server += self._log()[runs:]

    def _log(self) -> list[float]:
        return [float(line) for line in self.log.read_text().split()] if self.log.exists() else []


def main() -> None:
    """Run the measure and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=12, help="clicks per app, at least 9")
    parser.add_argument("--loads", type=int, default=9, help="first loads per app, at least 9")
    parser.add_argument("--points", type=int, default=0, help="sites to add to the facts of the page")
    options = parser.parse_args()
    pill = ".filters [data-code={}]"
    radio = "[role=radiogroup] > div:nth-of-type({}) label"
    order = (2, 3, 4, 5, 1)
    radios = tuple(radio.format(n) for n in order)
    with tempfile.TemporaryDirectory() as folder:
        # The bare and the naive app run outside the project, so that its settings do not reach them.
        apps = [
            App("floor", HERE / "apps_floor.py", "text", radios, cwd=Path(folder)),
            App("naive", HERE / "apps_naive.py", "naive", radios, cwd=Path(folder), rest_ms=4000),
            App(
                "atlas",
                ROOT / "streamlit_app.py",
                "atlas",
                tuple(pill.format(text) for text in ("signed", "announced", "signed", "announced")),
                ".filters [data-facet=status] .menu",
            ),
        ]
        if options.points:
            apps[1:] = [_crowded(Path(folder), options.points)]
        try:
            for number, app in enumerate(apps):
                app.start(8711 + number, Path(folder))
            _measure(apps, options.rounds, options.loads)
        finally:
            for app in apps:
                if app.process:
                    app.process.terminate()
    raise SystemExit(_print(apps, BARS_OF_MANY if options.points else BARS))


def _crowded(folder: Path, count: int) -> App:
    """Return the page on facts with more sites; its filter of countries takes them away and back."""
    place = folder / "facts"
    shutil.copytree(ROOT / "geodata" / "facts", place)
    with (place / "sites.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    needed = ("iso3", "resource", "kind", "status", "precision", "source_ids", "coordinates_source_ids")
    like = [{key: row[key] for key in needed} for row in rows if row["iso3"] == "KAZ"]
    chance = random.Random(1)
    for number in range(count):
        east, north = (f"{chance.uniform(*ends):.4f}" for ends in WITHIN)
        own = {"site_id": f"x{number:06}", "name": f"Point {number}", "lat": north, "lon": east}
        rows.append({**dict.fromkeys(rows[0], ""), **chance.choice(like), **own})
    with (place / "sites.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(sorted(rows, key=lambda row: row["site_id"]))
    countries = tuple(f".filters [data-code={code}]" for code in ("UZB", "TJK", "UZB", "TJK"))
    menu = ".filters [data-facet=country] .menu"
    return App("points", ROOT / "streamlit_app.py", "atlas", countries, menu, facts=place)


def _measure(apps: list[App], rounds: int, loads: int) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for app in apps:  # the first visit of a process is not counted: it warms imports and facts
            app.load(browser)
            app.loads.clear()
        for turn in range(loads):
            for app in apps:
                app.load(browser, keep=turn == loads - 1)
        for turn in range(rounds):
            for app in apps:
                app.click(turn)
        browser.close()


def _print(apps: list[App], bars: Mapping[str, float]) -> int:
    floor = apps[0]
    middle = statistics.median
    print(f"{'':8}{'click ms':>22}{'x':>7}{'answer ms':>11}{'x':>7}{'load ms':>9}{'x':>7}", end="")
    print(f"{'bytes/click':>13}{'server ms':>11}")
    missed = []
    for app in apps:
        click, load = middle(app.clicks), middle(app.loads)
        ratios = click / middle(floor.clicks), load / middle(floor.loads)
        spread = f"{click:.0f} [{min(app.clicks):.0f}-{max(app.clicks):.0f}]"
        size, server, answer = middle(app.bytes), middle(app.server), middle(app.answers)
        print(
            f"{app.name:8}{spread:>22}{ratios[0]:7.2f}{answer:11.0f}{answer / middle(floor.answers):7.2f}"
            f"{load:9.0f}{ratios[1]:7.2f}{size:13.0f}{server:11.1f}"
        )
        if app is apps[-1]:
            found = {
                "click": ratios[0],
                "answer": answer / middle(floor.answers),
                "load": ratios[1],
                "kilobytes": size / 1024,
                "server": server,
            }
            missed = [
                f"{name}: {found[name]:.2f}, at most {bar}" for name, bar in bars.items() if found[name] > bar
            ]
    print("\n".join(missed) or "all bars met")
    return 1 if missed else 0


if __name__ == "__main__":
    main()
