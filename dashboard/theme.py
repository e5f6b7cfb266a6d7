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
    "sea": ("#e4edf2", "#10181f"),
    "land": {
        "participant": ("#f3ead2", "#39341f"),
        "host": ("#f0dcd6", "#3b2a25"),
        "transit": ("#f4f2ea", "#272722"),
        "other": ("#f8f8f6", "#1d2124"),
    },
    "border": ("#c9c6bb", "#454a4e"),
    "edge": ("#9c8f66", "#8f8354"),
    "label": ("#5d5a50", "#a9a798"),
    "label_strong": ("#37342a", "#e8e4d4"),
    "halo": (WHITE, "#14181b"),
    "casing": (WHITE, "#0c1115"),
    "quiet": ("#9aa0a6", "#6c747c"),
    "mode": {
        "rail": ("#1d2733", "#f2f2ee"),
        "sea": (BLUE[0], SKY),
        "sea-ferry": (BLUE[0], SKY),
        "road": ("#8a5a00", ORANGE),
        "pipeline": ("#00735a", GREEN[1]),
        "other": ("#555555", "#b0b0b0"),
    },
    "node": ("#1d2733", "#e9e9e4"),
    "node_fill": (WHITE, "#10181f"),
    # Per group of commodities, in the order of the legend: fill of the marker, ink of its letter.
    "group": {
        "uranium": [PURPLE, BLACK],
        "energy-fuels": [(BLACK, "#d9d9d9"), (WHITE, BLACK)],
        "rare-critical": [GREEN[0], BLACK],
        "base-metals": [ORANGE, BLACK],
        "ferro-alloys": [BLUE, (WHITE, BLACK)],
        "light-metals": [("#c9d6de", "#8fa3b0"), BLACK],
        "precious-metals": [YELLOW, BLACK],
        "industrial-minerals": [SKY, BLACK],
        "other": [("#8c8c8c", "#9a9a9a"), BLACK],
    },
    "site_edge": ("#2b2b2b", "#0b0e11"),
    "site_paper": (WHITE, "#1d2124"),
    "pledge": {"JPN": VERMILLION, "other": ("#5f6673", "#aab2bf")},
    "route": ("#b0007f", "#ff5cc8"),
    "route_other": ("#d98cc3", "#94487c"),
    # Bars and lines of charts, in order; then what is left over, and what is at sea.
    "series": [BLUE, ORANGE, GREEN[0], VERMILLION, SKY, PURPLE, YELLOW, ("#1d2733", "#f2f2ee")],
    "series_rest": ("#9aa0a6", "#7d858d"),
    "series_sea": ("#d3e2eb", "#2b3b47"),
    # Stages of a pledge, in their order.
    "stage": {
        "target": ("#b8b8b8", "#7d858d"),
        "announced": ORANGE,
        "signed": BLUE,
        "financed": GREEN,
        "completed": (BLACK, WHITE),
    },
    "out": {
        "free": GREEN,
        "later": BLUE,
        "russia": VERMILLION,
        "none": (BLACK, WHITE),
        "piped": ("#7a4fa3", "#c39be6"),
        "unknown": ("#767c85", "#a9b0b8"),
    },
    "badge": (WHITE, "#20262c"),
    "badge_ink": ("#2b2b2b", "#f0f0ec"),
    "select": (VERMILLION[0], "#ff9a52"),
    "panel": (WHITE, "#181d22"),
    "ink": ("#262730", "#f2f2ee"),
    "ink_quiet": ("#5d6470", "#a9b0b8"),
    "line": ("#d5d8dd", "#39414a"),
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
    # Heads the box of regional pledges: the target that no source splits by country.
    "target": "pledge:jpn-ca-business-target-3tn",
    # Corridors drawn heavy, thin, and (all others) thin and grey.
    "main_corridors": ["titr-kazakhstan", "titr-turkmenistan", "btk", "black-sea"],
    "side_corridors": ["feeder", "planned"],
    # Nodes labelled from the start, and on which side their label stands.
    "main_ports": {
        "aktau": "t",
        "kuryk": "r",
        "turkmenbashi": "r",
        "alat": "b",
        "baku": "l",
        "poti": "l",
        "batumi": "l",
    },
    # Where a country's name stands if its middle is taken, and names that wait for a closer look.
    "label_at": {
        "TKM": [38.2, 58.8],
        "KAZ": [48.6, 66.9],
        "UZB": [43.2, 62.4],
        "KGZ": [41.4, 75.9],
        "TJK": [37.9, 72.6],
    },
    "label_near": ["ARM", "AZE", "GEO"],
    "group_order": list(_COLOURS["group"]),
    "width": {"main": 3.2, "casing": 6.4, "side": 1.7, "other": 1.2, "route": 5, "route_other": 3},
    "access_dash": [2, 7],
    "mode": {
        "rail": {"dash": []},
        "sea": {"dash": [9, 4, 1.5, 4]},
        "sea-ferry": {"dash": [10, 3]},
        "road": {"dash": [5, 3]},
        "pipeline": {"dash": [1.5, 3.5]},
        "other": {"dash": []},
    },
    # A dash of the status replaces that of the mode; hollow: a light core, so it never looks built.
    "status": {
        "operational": {"opacity": 1.0},
        "limited": {"opacity": 0.75},
        "under-construction": {"opacity": 0.75, "dash": [7, 5], "hollow": True},
        "planned": {"opacity": 0.6, "dash": [3, 6], "hollow": True},
        "suspended": {"opacity": 0.6, "dash": [2, 3]},
        "mapped": {"opacity": 0.75, "dash": [14, 3]},
        "unknown": {"opacity": 0.6, "dash": [8, 4, 2, 4]},
    },
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
