"""The ONE style dictionary: colours, dashes, letters' inks, sizes, for map, legend, charts and exports.

Colours are the Okabe-Ito set (readable with colour-blind eyes) and quiet greys; each code also has a
letter, a dash or a shape. Top-level entries hold for both themes, ``light`` and ``dark`` hold colours.
Widths and radii are CSS pixels, dashes are lists of pixels (empty: solid), areas grow with the amount.
"""

from collections.abc import Mapping
from typing import Any, Final

BLACK: Final = "#000000"
ORANGE: Final = "#E69F00"
SKY: Final = "#56B4E9"
YELLOW: Final = "#F0E442"
PURPLE: Final = "#CC79A7"
WHITE: Final = "#ffffff"
# In light and dark, as every pair below.
GREEN: Final = ("#009E73", "#2fc79c")
BLUE: Final = ("#0072B2", "#3b97d3")
VERMILLION: Final = ("#D55E00", "#ff7f2a")

_COLOURS: Final[Mapping[str, Any]] = {
    "sea": ("#dfeaf0", "#0f1a22"),
    "land": {
        "participant": ("#f3ead2", "#35301f"),
        "host": ("#f7f6f2", "#1d2228"),
        "transit": ("#f7f6f2", "#1d2228"),
        "other": ("#f7f6f2", "#1d2228"),
    },
    "border": ("#cfc8b8", "#454b50"),
    "edge": ("#9c8f66", "#a8995f"),
    "name": ("#5b6672", "#a3adb6"),
    "name_participant": ("#6b5a33", "#d2c08c"),
    "name_water": ("#53768c", "#7fa3bb"),
    "name_stop": ("#1d2733", "#f2f2ee"),
    "halo": ("#ffffff", "#12171c"),
    "casing": (WHITE, "#0c1115"),
    # The hero and its branches, what leads to it, what else there is.
    "line": {
        "main": ("#9c2f1f", "#ef6a52"),
        "ferry": ("#9c2f1f", "#ef6a52"),
        "branches": ("#b4523f", "#b35b4c"),
        "planned": ("#6f6a5c", "#a9a491"),
        "feeders": ("#9aa0a6", "#69727b"),
        "corridors": ("#4f6b87", "#7f9cb8"),
    },
    # Families of commodities: the least distance of any two and of the land is 18.5 in CAM02-UCS, for normal,
    # protanopic and deuteranopic eyes.
    "family": {
        "energy": ("#282f31", "#c9ced6"),
        "uranium": ("#941e6a", "#d883c4"),
        "base": ("#e08214", "#f0a23c"),
        "ferrous": ("#1d62b8", "#4aa0e6"),
        "rare": ("#06916e", "#35b98f"),
        "precious": ("#f2d544", "#d6cb3a"),
        "minerals": ("#85c5ea", "#9fd4f5"),
    },
    "family_ink": {
        "energy": (WHITE, BLACK),
        "uranium": (WHITE, BLACK),
        "base": BLACK,
        "ferrous": (WHITE, BLACK),
        "rare": (WHITE, BLACK),
        "precious": BLACK,
        "minerals": BLACK,
    },
    "site_edge": ("#2b2b2b", "#0b0e11"),
    "site_paper": (WHITE, "#1d2124"),
    "pledge": {"JPN": ("#c24a10", "#ff8a4a"), "other": ("#3d4856", "#b6bfca")},
    "route": ("#b3005e", "#ff5ca8"),
    # Laid beside it: apart by lightness, so for colour-blind eyes too, and thin enough to lie on it.
    "route_beside": ("#1d2733", "#f2f2ee"),
    "route_other": ("#c77ea3", "#8f4a70"),
    # Bars and lines of charts, in order; then what is left over, and what is at sea.
    "series": [BLUE, ORANGE, GREEN[0], VERMILLION, SKY, PURPLE, YELLOW, ("#1d2733", "#f2f2ee")],
    "series_rest": ("#9aa0a6", "#7d858d"),
    "series_sea": ("#d3e2eb", "#2b3b47"),
    # Stages of a pledge are an order: one hue, stronger from stage to stage. A target is an outline.
    "stage": {
        "target": ("#5b6672", "#a9b0b8"),
        "announced": ("#c9dcea", "#2f4d66"),
        "signed": ("#6fa3cb", "#5a96c4"),
        "financed": ("#1f5f8f", "#a9d2f2"),
        "completed": ("#0b2b45", "#eef7ff"),
    },
    "out": {
        "free": GREEN,
        "later": BLUE,
        "russia": VERMILLION,
        "none": (BLACK, WHITE),
        "piped": ("#7a4fa3", "#c39be6"),
        "unknown": ("#767c85", "#a9b0b8"),
    },
    "select": (VERMILLION[0], "#ff9a52"),
    "panel": (WHITE, "#181d22"),
    "ink": ("#1d2733", "#f2f2ee"),
    "ink_quiet": ("#5b6672", "#a9b0b8"),
    "rule": ("#dcd8cd", "#39414a"),
}


def _in(theme: int, colours: Any) -> Any:
    """Return colours as they are in light (0) or dark (1)."""
    if isinstance(colours, Mapping):
        return {name: _in(theme, colour) for name, colour in colours.items()}
    if isinstance(colours, list):
        return [_in(theme, colour) for colour in colours]
    return colours[theme] if isinstance(colours, tuple) else colours


STYLE: Final[Mapping[str, Any]] = {
    "font": (
        '"Source Sans 3", "Source Sans Pro", "Noto Sans", "Noto Sans CJK JP", "Hiragino Sans", '
        '"Yu Gothic", system-ui, sans-serif'
    ),
    # Families in the order of the legend, and the groups of commodities in each.
    "families": {
        "energy": ["energy-fuels"],
        "uranium": ["uranium"],
        "base": ["base-metals"],
        "ferrous": ["ferro-alloys", "light-metals"],
        "rare": ["rare-critical", "other"],
        "precious": ["precious-metals"],
        "minerals": ["industrial-minerals"],
    },
    # Widths of lines, hero first; of the way that is shown, of the one laid beside it, of others, and of what
    # is under a line.
    "width": {
        "main": 5.5,
        "ferry": 5.5,
        "branches": 2,
        "planned": 1.8,
        "feeders": 1,
        "corridors": 1.5,
        "casing": 4.5,
        "route": 5.5,
        "route_beside": 2.5,
        "route_other": 2.5,
    },
    "dash": {"ferry": [11, 6], "ferry_side": [6, 4], "planned": [1.5, 4]},
    "access_dash": [2, 7],
    # Names that find room before others, and the places of the waters' names.
    "stops": ["aktau", "alat", "poti", "altynkol", "almaty", "shymkent", "beyneu", "tbilisi", "turkmenbashi"],
    "neighbours": ["RUS", "CHN", "IRN", "AFG", "TUR", "AZE", "GEO", "ARM", "UKR", "MNG"],
    "waters": {
        "caspian": [
            [41.6, 50.7],
            [42.6, 50.4],
            [40.2, 51.2],
            [39.2, 51.4],
            [44.6, 49.6],
            [38.2, 51.3],
            [45.8, 50.4],
        ],
        "black": [[43.2, 34.6], [43.4, 36.2], [42.6, 38.6], [43.6, 32.2], [42.2, 40.2]],
    },
    # Radius of a site at the opening zoom, its growth per level, from where on it has letter and state, and
    # its size where the map is about pledges.
    "site_size": {"radius": 3.4, "growth": 1.24, "letter": 6, "beside": 0.6},
    # The same on the route that is shown: what is not in service, and what no source confirms.
    "route_status": {
        "under-construction": [11, 8],
        "planned": [11, 8],
        "suspended": [11, 8],
        "mapped": [13, 6, 3, 6],
        "unknown": [13, 6, 3, 6],
    },
    "site_status": {
        "operating": "fill",
        "development": "half",
        "prospect": "ring",
        "suspended": "cross",
        "closed": "cross",
        "unknown": "dash",
    },
    # How a site's goods can leave, in the order of the library; shape and colour stand at the sign's corner.
    "way_out": {
        "at-end": {"shape": "dot", "colour": "free"},
        "open": {"shape": "dot", "colour": "free"},
        "planned": {"shape": "ring", "colour": "later"},
        "russia": {"shape": "triangle", "colour": "russia"},
        "none": {"shape": "cross", "colour": "none"},
        "piped": {"shape": "bars", "colour": "piped"},
        "far": {"shape": "diamond", "colour": "unknown"},
        "no-place": {"shape": "diamond", "colour": "unknown"},
    },
    # Which way the money of a pledge goes: a disc is money to the region or its corridor; what is none has an
    # outline of another shape, so that a purchase by the region never looks like money pledged to it.
    "flow": {
        "to-region": "disc",
        "to-corridor": "disc",
        "purchase-by-region": "square",
        "trade": "square",
        "two-way": "square",
        "from-region": "square",
        "joint": "square",
        "stock": "square",
    },
    "pledge_dash": {"target": [3, 3], "announced": [3, 3], "signed": [], "financed": [], "completed": []},
    "size": {
        "usd_reference": 1e9,
        "usd_radius": 17,
        "usd_least": 3.5,
        "usd_most": 44,
        "usd_steps": [1e7, 1e8, 1e9],
    },
    "light": _in(0, _COLOURS),
    "dark": _in(1, _COLOURS),
}
