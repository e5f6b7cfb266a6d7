"""Take the pictures of the README anew: ``python -m tests.browser.screenshots``."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGUMENTS, ROOT, serve

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FOLDER = ROOT / "docs" / "screenshots"


class Picture(NamedTuple):
    """A picture: name, size of the window in CSS pixels, pixel ratio, colour scheme, address."""

    name: str
    width: int
    height: int
    ratio: int
    scheme: str
    query: str = ""


PICTURES = (
    Picture("wide", 1440, 900, 1, "light"),
    Picture("phone", 390, 844, 2, "light"),
    Picture("dark", 1440, 900, 1, "dark"),
    Picture("routes", 1440, 900, 1, "light", "/?view=routes&from=inkai&to=rotterdam"),
    Picture("pledges", 1440, 900, 1, "light", "/?view=pledges"),
    Picture("sources", 1440, 900, 1, "light", "/?view=sources&part=conflicts"),
    Picture("resources", 1440, 900, 1, "light", "/?view=resources"),
    Picture("record", 1440, 900, 1, "light", "/?resource=uranium&sel=site:inkai"),
    Picture("phone-dark", 390, 844, 2, "dark"),
)


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Write one picture once the map is drawn and still."""
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=picture.ratio,
        color_scheme=picture.scheme,
    )
    # The hint of a first visit is in no picture.
    page.add_init_script("localStorage.setItem('atlas.hint', 'seen')")
    page.goto(address + picture.query)
    map_ = page.frame_locator(".st-key-map iframe").locator("body[data-shown]")
    map_.wait_for(state="attached", timeout=60_000)
    page.wait_for_timeout(1500)
    page.screenshot(path=FOLDER / f"{picture.name}.png")
    page.close()


def main() -> None:
    """Serve the page and take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as logs, sync_playwright() as playwright:
        server, address = serve(Path(logs))
        try:
            browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
            for picture in PICTURES:
                take(browser, address, picture)
            browser.close()
        finally:
            server.terminate()
            server.wait(10)


if __name__ == "__main__":
    main()
