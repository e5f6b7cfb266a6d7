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

from dashboard import bundle
from dashboard.view import Ground

_LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
_SERVED = "atlas"
# Scripts of the parts, in the order in which they stand in one file: the first serves the others.
PANELS = ("core", "filters", "figures", "legend", "tables", "record")


@dataclass(frozen=True, slots=True)
class Files:
    """Names of the published files: ``script`` and ``style`` of the map, ``panels``, ``data``."""

    script: str
    style: str
    panels: str

    def beside_map(self, name: str) -> str:
        """Address of a file, relative to the frame of the map."""
        return f"../{__name__}.{_SERVED}/{name}"

    def beside_page(self, name: str) -> str:
        """Address of a file, relative to the page."""
        return f"component/{__name__}.{_SERVED}/{name}"


def publish(ground: Ground, style: Mapping[str, Any]) -> Files:
    """Write the files for some facts and return their names.

    Parameters
    ----------
    ground : Ground
        Facts with what derives from them.
    style : mapping
        The style dictionary of :mod:`dashboard.theme`.
    """
    rows = _write("rows", "json", _compact(bundle.rows(ground, style)))
    shapes = _write("shapes", "json", _compact(bundle.shapes(ground.facts)))
    script = "\n".join(
        [
            f"const ATLAS_FILES = {json.dumps([rows, shapes])};",
            _own("map", "atlas.js"),
            _leaflet("leaflet.js"),
        ]
    )
    panels = [
        f"const ROWS = {json.dumps(rows)};",
        *(_own("panel", f"{part}.mjs") for part in PANELS),
        f"const CSS = {json.dumps(_own('panel', 'panel.css'))};",
    ]
    return Files(
        script=_write("map", "js", script),
        style=_write("map", "css", _leaflet("leaflet.css") + _own("map", "atlas.css")),
        panels=_write("panels", "js", "\n".join(panels)),
    )


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="caspian-route-atlas-"))
    frames.declare_component(_SERVED, path=folder)
    return folder


def _write(name: str, suffix: str, text: str) -> str:
    content = text.encode()
    named = f"{name}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
    (_folder() / named).write_bytes(content)
    return named


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _own(folder: str, name: str) -> str:
    return files("dashboard").joinpath(folder, name).read_text(encoding="utf-8")


def _leaflet(name: str) -> str:
    return (_LEAFLET / name).read_text(encoding="utf-8")
