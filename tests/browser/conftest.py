"""The running app and a real Chromium, cut off from everything but the app."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from geodata.filters import FILTERS

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    # A page that a test answers for counts as one of a foreign host, and the app as the reader's own network.
    "--disable-features=LocalNetworkAccessChecks",
]
# Cut off here and not by a guard of each request, which would also keep the browser from keeping files.
CUT_OFF = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
# Streamlit's own front asks for features that this browser does not know; nothing of ours.
OF_STREAMLIT = ("Unrecognized feature:", "allow-scripts and allow-same-origin")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(folder, *options, port=None, **environment):
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.headless", "true"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port), *options]
    with (folder / f"{port}.log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=log, stderr=log
        )
    for _ in range(600):
        try:
            urllib.request.urlopen(
                f"http://127.0.0.1:{port}{environment.get('BASE', '')}/_stcore/health", timeout=1
            ).read()
        except OSError:
            time.sleep(0.1)
        else:
            return process, f"http://127.0.0.1:{port}"
    process.kill()
    raise RuntimeError((folder / f"{port}.log").read_text())


class Line:
    """A line between browser and app that can be long, thin, deaf to what the browser says, or cut."""

    def __init__(self, address):
        self.delay_s, self.piece, self.deaf, self._ends = 0.0, 65536, False, []
        self._target = int(address.rsplit(":", 1)[1])
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self._doorman = threading.Thread(target=self._open, daemon=True)
        self._doorman.start()

    def _open(self):
        while True:
            try:
                browser, _ = self._door.accept()
                self._ends.append(browser)
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                return
            self._ends.append(server)
            for here, there, is_up in ((browser, server, True), (server, browser, False)):
                threading.Thread(target=self._carry, args=(here, there, is_up), daemon=True).start()

    def _carry(self, here, there, is_up):
        with contextlib.suppress(OSError):
            while chunk := here.recv(65536):
                if is_up and self.deaf:
                    continue
                for at in range(0, len(chunk), self.piece):
                    time.sleep(self.delay_s)
                    there.sendall(chunk[at : at + self.piece])
        for end in (here, there):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self):
        """Break all that is under way; what comes later gets through."""
        self.deaf = False
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self):
        # Nobody comes in any more: closing alone would leave the door open until the next one comes.
        self._door.shutdown(socket.SHUT_RDWR)
        self._doorman.join()
        self.cut()
        for end in (self._door, *self._ends):
            end.close()


@pytest.fixture
def line(app):
    made = Line(app)
    yield made
    made.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory):
    process, address = serve(tmp_path_factory.mktemp("app"))
    yield address
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="session")
def browser():
    found = (
        os.environ.get("CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    assert found, "no Chromium: apt-get install chromium, or set CHROMIUM to its path"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=[*ARGUMENTS, CUT_OFF])
        yield chromium
        chromium.close()


class Shelf:
    """Pages that share what a browser keeps; one serves some tests, then a new one, for its memory grows."""

    LIFE = 25

    def __init__(self, browser):
        self.context, self.page, self.left = browser.new_context(), None, 0
        # The hint of a first visit stands over the map's corner: test_find.py looks at it.
        self.context.add_init_script("try { localStorage.setItem('atlas.hint', 'seen'); } catch {}")

    def give(self):
        if not self.left:
            if self.page:
                self.page.close()
            self.page, self.left = self.context.new_page(), self.LIFE
        self.left -= 1
        return self.page


@pytest.fixture(scope="session")
def shelf(browser):
    made = Shelf(browser)
    yield made
    made.context.close()


@pytest.fixture
def warm(shelf):
    """A page kept from test to test: one that has run the scripts before opens in half the time."""
    return shelf.give()


class Talk:
    """What a page and its server say to each other: whether the server owes the page an answer."""

    def __init__(self, page):
        self.owes, self._began, self._socket = False, False, None
        page.on("websocket", self.listen)

    def listen(self, socket):
        self._socket = socket
        socket.on("framesent", lambda said: self._ask(socket, said))
        socket.on("framereceived", lambda said: self._hear(socket, said))
        socket.on("close", self._hang_up)

    def _ask(self, socket, said):
        if socket is self._socket and BackMsg.FromString(said).HasField("rerun_script"):
            self.owes, self._began = True, False

    def _hear(self, socket, said):
        answer = ForwardMsg.FromString(said)
        kind = answer.WhichOneof("type") if socket is self._socket else None
        if kind == "new_session":
            self._began = True
        # A run that another request has overtaken ends early, and another follows.
        elif kind == "script_finished" and answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            self.owes = self.owes and not self._began

    def _hang_up(self, socket):
        if socket is self._socket:
            self.owes = False


class Reader:
    """A reader at the page: opens links, looks at map, tables and record, and notes every fault."""

    def __init__(self, page, address):
        self.page, self.address, self.faults, self.outside = page, address, [], []
        self.talk = Talk(page)
        self._ears = {"pageerror": self._failed, "console": self._said, "request": self._asked}
        for event, hear in self._ears.items():
            page.on(event, hear)

    def _failed(self, error):
        self.faults.append(str(error))

    def _said(self, message):
        if message.type == "error" and not any(text in message.text for text in OF_STREAMLIT):
            self.faults.append(message.text)

    def _asked(self, request):
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.outside.append(request.url)

    def leave(self):
        """Leave the page to the next reader as if nobody had been there."""
        for event, hear in {**self._ears, "websocket": self.talk.listen}.items():
            self.page.remove_listener(event, hear)
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self.page.context.clear_cookies()
        self.page.mouse.move(0, 0)
        self.page.goto("about:blank")

    def open(self, query="", path="/"):
        self.page.goto(f"{self.address}{path}{query}")
        self.wait_for_map()
        self.page.locator(".parts [data-part]").first.wait_for(state="attached", timeout=60_000)
        self.settle()
        return self

    def follow(self, query):
        """Go to another address on the page that stands, as a step of the browser's history does."""
        if self.page.url == "about:blank":
            return self.open(query)
        script = """(query) => {
            history.pushState({}, "", query);
            dispatchEvent(new PopStateEvent("popstate", { state: {} }));
        }"""
        self.page.evaluate(script, query)
        self.settle()
        return self

    @property
    def frame(self):
        """What stands in the map's frame, to be waited for and clicked."""
        return self.page.frame_locator(".st-key-map iframe")

    def in_frame(self, script, value=None):
        """Run a script in the map's frame, where ``map`` is Leaflet's."""
        (frame,) = [frame for frame in self.page.frames if "st_folium" in frame.url]
        return frame.evaluate(script, value)

    def wait_for_map(self):
        # Also where the column is the whole window, and the map waits behind it.
        self.frame.locator("body[data-shown]").wait_for(state="attached", timeout=60_000)

    def on_map(self):
        """How many of each kind the map shows, as drawn."""
        shown = self.frame.locator("body").get_attribute("data-shown")
        return {kind: int(n) for kind, n in (part.split(":") for part in shown.split())}

    def legs_on_map(self):
        """How many legs the way that the map shows has."""
        body = self.frame.locator("body:not([data-way=''])[data-way]")
        body.wait_for()
        return int(body.get_attribute("data-way"))

    def in_tables(self):
        """The counts of the lists of the overview."""
        self.page.locator(".parts [data-part=site]").wait_for(state="attached")
        script = """(parts) => Object.fromEntries(
            parts.map((part) => [part.dataset.part, Number(part.querySelector("small").textContent)]))"""
        return self.page.locator(".parts [data-part]").evaluate_all(script)

    def part(self, name):
        """Open a part of the view."""
        self.page.locator(f".parts [data-part={name}]").click()
        self.page.locator(f".parts [data-part={name}][aria-current]").wait_for()
        self.settle()

    def sentence(self):
        """What is said of the selection; without one, what the page is about."""
        said = '[data-testid="stMarkdown"], .st-key-list [data-block=head] h3'
        return self.page.locator(said).first.inner_text()

    def offered(self, key, text):
        """The suggestions for a text in the field of an end: those that hold it, as browsers match."""
        script = """(field, text) => [...field.list.options]
            .filter(({ value, label }) => `${value}\\n${label}`.toLowerCase().includes(text.toLowerCase()))
            .map(({ value, label }) => [value, label])"""
        return self.page.locator(f"#end-{key}").evaluate(script, text)

    def pick(self, key, text, name):
        """Type a text into the field of an end, and take the first suggestion that begins with a name."""
        field = self.page.locator(f"#end-{key}")
        field.fill(text)
        value = next(value for value, _ in self.offered(key, text) if value.startswith(name))
        # The list of suggestions is the browser's own, out of a test's reach: this is what it does.
        script = "(field, value) => { field.value = value; field.dispatchEvent(new Event('input')); }"
        field.evaluate(script, value)
        self.settle()

    def settle(self):
        """Wait until the server has answered all that was asked, and the page shows it."""
        self._frames(3)
        patience = time.monotonic() + 60
        while self.talk.owes:
            assert time.monotonic() < patience, "the server has not answered within a minute"
            self._frames(1)
        self._frames(5)

    def _frames(self, count):
        """Wait until the page was drawn some times more, however long the machine takes for it."""
        self.page.evaluate(
            """(left) => new Promise((done) => {
                const next = () => (left-- > 0 ? requestAnimationFrame(next) : done());
                next();
            })""",
            count,
        )

    def option(self, key, code):
        """An option of a filter; its menu is opened."""
        menu = self.page.locator(f".filters #menu-{key}")
        if not menu.is_visible():
            self.page.locator(f".filters [data-facet={key}] .menu").click()
        return menu.locator(f"[data-code='{code}']")

    def filter(self, key, code):
        """Choose a code of a filter, or drop it, and close its menu."""
        self.option(key, code).click()
        self.page.locator(f".filters #menu-{key}").evaluate("(menu) => menu.hidePopover()")
        self.settle()

    def language(self, code):
        self.page.locator(".tools select").select_option(code)
        self.settle()

    def see(self, key, zoom=9):
        """Bring a mark into the middle of the map, as near as tells it from its neighbours."""
        script = """([key, zoom]) => {
            const [kind, id] = key.split(":");
            const place = ATLAS_SHAPES[kind][ATLAS_ROWS.kinds[kind].ids.indexOf(id)][0];
            map.setView(place, zoom, { animate: false });
        }"""
        self.in_frame(script, [key, zoom])

    def place_of(self, key):
        """Where the middle of a mark stands in the window."""
        at = self.in_frame("(key) => { const { x, y } = Atlas.at(key); return [x, y]; }", key)
        box = self.page.locator(".st-key-map iframe").bounding_box()
        return box["x"] + at[0], box["y"] + at[1]

    def click_mark(self, key):
        self.page.mouse.click(*self.place_of(key))

    def agree(self):
        """Assert that map, tables, filters and address come to say the same; give what the filters hold."""
        patience = time.monotonic() + 20
        shown, listed = self.on_map(), self.in_tables()
        # What the server has answered may not be drawn yet on a machine with much to do.
        while shown != {kind: listed[kind] for kind in shown} and time.monotonic() < patience:
            self._frames(5)
            shown, listed = self.on_map(), self.in_tables()
        assert shown["site"] == listed["site"]
        assert shown["pledge"] == listed["pledge"]
        script = "(all) => all.filter((box) => box.checked).map((box) => box.value).sort()"
        held = self.page.locator(".filters [type=checkbox]").evaluate_all(script)
        written = urllib.parse.parse_qs(self.query()[1:])
        lists = [key for key, row in FILTERS.items() if not row.is_range]
        assert held == sorted(
            code for key in lists for text in written.get(key, ()) for code in text.split("~")
        )
        return held

    def query(self):
        return self.page.evaluate("() => location.search")


@pytest.fixture
def reader(app, warm, request):
    options = getattr(request, "param", {})
    warm.set_viewport_size(options.get("viewport", {"width": 1400, "height": 1000}))
    warm.emulate_media(media="null", color_scheme=options.get("scheme", "light"))
    person = Reader(warm, app)
    yield person
    person.leave()
    assert person.faults == []
    if not options.get("tiles"):
        assert person.outside == []
