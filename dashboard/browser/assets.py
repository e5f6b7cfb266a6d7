"""The files that a browser keeps: scripts, Leaflet, the drawn geometry and the rows, named by content.

They are written once per process into a temporary folder that Streamlit serves, so a rerun sends only
what changed. Their addresses are relative to the page, so they hold under every base path.
"""

import hashlib
import json
import re
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
_OWN = files("dashboard.browser")
_SERVED = "atlas"
# The modules of the map's script, each after those that it stands on.
_MAP = {
    "parts": ("html", "rows", "rove"),
    "map": (
        "host",
        "channel",
        "scene",
        "signs",
        "dots",
        "lines",
        "names",
        "legend",
        "corners",
        "pointer",
        "atlas",
    ),
}


# Styles of what stands around the parts, which are closed off.
_OUTSIDE = frozenset({"page.css", "paper.css"})


@dataclass(frozen=True, slots=True)
class Files:
    """Names of what is published: the ``script`` of the map, the folder ``panels`` of scripts."""

    script: str
    panels: str

    def beside_map(self, name: str) -> str:
        """Address of a file, relative to the frame of the map."""
        return f"../{__name__}.{_SERVED}/{name}"

    def beside_page(self, name: str) -> str:
        """Address of a file, relative to the page."""
        return _beside_page(name)


def _beside_page(name: str) -> str:
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
    # As scripts: a frame that is shut off from its host may load them, and may not fetch.
    rows = _write("rows", "js", f"globalThis.ATLAS_ROWS={_compact(bundle.rows(context, style))}")
    shapes = _write("shapes", "js", f"globalThis.ATLAS_SHAPES={_compact(bundle.shapes(context.facts))}")
    css = _leaflet("leaflet.css") + _own("map", "atlas.css")
    own = [_own(folder, f"{name}.mjs") for folder, names in _MAP.items() for name in names]
    script = _plain(_constants(ROWS=rows, SHAPES=shapes, CSS=css), *own)
    return Files(
        script=_write("map", "js", f"{_leaflet('leaflet.js')}\n{script}"),
        panels=_panels(ROWS=rows),
    )


# A plain cache: it is the same whatever the facts are.
@cache
def page_style() -> str:
    """Write the style of what stands around the parts; return its address, relative to the page."""
    return _beside_page(_write("page", "css", _own("parts", "page.css") + _own("parts", "paper.css")))


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
    names = sorted(entry.name for entry in _OWN.joinpath("parts").iterdir())
    scripts = {name: _own("parts", name) for name in names if name.endswith(".mjs")}
    css = "".join(_own("parts", name) for name in names if name.endswith(".css") and name not in _OUTSIDE)
    scripts["files.mjs"] = _constants(**files_named, CSS=css)
    folder = f"panels.{_digest(json.dumps(scripts, sort_keys=True))}"
    (_folder() / folder).mkdir(exist_ok=True)
    for name, text in scripts.items():
        (_folder() / folder / name).write_text(text, encoding="utf-8")
    return folder


def _constants(**texts: str) -> str:
    return "".join(f"export const {name} = {json.dumps(text)};\n" for name, text in texts.items())


def _plain(*modules: str) -> str:
    """Make one plain script of modules that stand in order: the map's frame takes no others."""
    text = re.sub(r"^import [^;]*;.*\n|^export (?=const|class)", "", "".join(modules), flags=re.MULTILINE)
    return f"(() => {{\n{text}}})();"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _write(name: str, suffix: str, text: str) -> str:
    named = f"{name}.{_digest(text)}.{suffix}"
    if not (_folder() / named).exists():
        (_folder() / named).write_bytes(text.encode())
    return named


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _own(folder: str, name: str) -> str:
    text = _OWN.joinpath(folder, name).read_text(encoding="utf-8")
    # Types are for the check alone, so no browser fetches them.
    return re.sub(r"^ */\*\*(?:(?!\*/).)*\*/\n", "", text, flags=re.MULTILINE | re.DOTALL)


def _leaflet(name: str) -> str:
    return (_LEAFLET / name).read_text(encoding="utf-8")
