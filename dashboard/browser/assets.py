"""The files that a browser keeps: scripts, Leaflet, the drawn geometry and the rows, named by content.

They are written once per process into a temporary folder that Streamlit serves, so a rerun sends only
what changed. Their addresses are relative to the page, so they hold under every base path.
"""

import hashlib
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import js_lib_leaflet
import streamlit.components.v1 as frames

from dashboard.browser import bundle
from dashboard.view import Context

_LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
_SERVED = "atlas"


@dataclass(frozen=True, slots=True)
class Files:
    """Names of what is published: ``script`` and ``style`` of the map, the folder ``panels`` of scripts."""

    script: str
    style: str
    panels: str

    def beside_map(self, name: str) -> str:
        """Address of a file, relative to the frame of the map."""
        return f"../{__name__}.{_SERVED}/{name}"

    def beside_page(self, name: str) -> str:
        """Address of a file, relative to the page."""
        return f"component/{__name__}.{_SERVED}/{name}"


def publish(context: Context, style: Mapping[str, Any]) -> Files:
    """Write the files for some facts and return their names.

    Parameters
    ----------
    context : Context
        Facts with what derives from them.
    style : mapping
        The style dictionary of :mod:`dashboard.theme`.
    """
    rows = _write("rows", "json", _compact(bundle.rows(context, style)))
    shapes = _write("shapes", "json", _compact(bundle.shapes(context.facts)))
    script = "\n".join(
        [
            f"const ATLAS_FILES = {json.dumps([rows, shapes])};",
            # The map's frame takes plain scripts only, so what it shares with the legend is no module there.
            _own("parts", "signs.mjs").replace("export const", "const"),
            *(_own("map", f"{name}.js") for name in ("route", "controls", "badges", "atlas")),
            _leaflet("leaflet.js"),
        ]
    )
    return Files(
        script=_write("map", "js", script),
        style=_write("map", "css", _leaflet("leaflet.css") + _own("map", "atlas.css")),
        panels=_panels(ROWS=rows),
    )


def keep(name: str, data: object) -> str:
    """Write data that the browser is to keep, and return the name of the file."""
    return _write(name, "json", _compact(data))


# A plain cache: only `publish` asks, which one thread runs while all others wait.
@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="caspian-route-atlas-"))
    frames.declare_component(_SERVED, path=folder)
    return folder


def _panels(**files_named: str) -> str:
    """Write the scripts of the parts into a folder that their content names: they import one another."""
    scripts = {
        entry.name: entry.read_text(encoding="utf-8")
        for entry in files("dashboard.browser").joinpath("parts").iterdir()
        if entry.name.endswith(".mjs")
    }
    css = _own("parts", "panel.css") + _own("parts", "blocks.css")
    constants = {**files_named, "CSS": css}
    scripts["files.mjs"] = "".join(
        f"export const {name} = {json.dumps(text)};\n" for name, text in constants.items()
    )
    folder = f"panels.{_digest(json.dumps(scripts, sort_keys=True))}"
    (_folder() / folder).mkdir(exist_ok=True)
    for name, text in scripts.items():
        (_folder() / folder / name).write_text(text, encoding="utf-8")
    return folder


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _write(name: str, suffix: str, text: str) -> str:
    named = f"{name}.{_digest(text)}.{suffix}"
    (_folder() / named).write_bytes(text.encode())
    return named


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _own(folder: str, name: str) -> str:
    return files("dashboard.browser").joinpath(folder, name).read_text(encoding="utf-8")


def _leaflet(name: str) -> str:
    return (_LEAFLET / name).read_text(encoding="utf-8")
