"""View -> the small message that tells the map what to show."""

import base64
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.view import View

DRAWN = ("site", "pledge", "leg", "node")


def message(view: View, dark: bool) -> dict[str, Any]:
    """Return what the map shows: a bit per row and kind, the open record, language, theme, background."""
    state = view.state
    viewport = state.map
    return {
        "show": packed({kind: view.show[kind] for kind in DRAWN}),
        "country": list(state.country),
        "sel": state.sel,
        "lang": state.lang,
        "dark": dark,
        "base": state.base,
        "view": [viewport.zoom, viewport.lat, viewport.lon] if viewport else None,
    }


def packed(masks: Mapping[str, NDArray[np.bool_]]) -> dict[str, str]:
    """Write each mask as base64, eight rows a byte, the first row in the highest bit."""
    return {kind: base64.b64encode(np.packbits(mask).tobytes()).decode() for kind, mask in masks.items()}
