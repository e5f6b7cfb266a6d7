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
GREEN: Final = "#009E73"
YELLOW: Final = "#F0E442"
BLUE: Final = "#0072B2"
VERMILLION: Final = "#D55E00"
PURPLE: Final = "#CC79A7"
WHITE: Final = "#ffffff"

_LIGHT: Final = {
    "sea": "#e4edf2",
    "land": {"participant": "#f3ead2", "host": "#f0dcd6", "transit": "#f4f2ea", "other": "#f8f8f6"},
    "border": "#c9c6bb",
    "edge": "#9c8f66",
    "label": "#5d5a50",
    "label_strong": "#37342a",
    "halo": WHITE,
    "casing": WHITE,
    "quiet": "#9aa0a6",
    "mode": {
        "rail": "#1d2733",
        "sea": BLUE,
        "sea-ferry": BLUE,
        "road": "#8a5a00",
        "pipeline": "#00735a",
        "other": "#555555",
    },
    "node": "#1d2733",
    "node_fill": WHITE,
    # Per group of commodities: fill of the marker, ink of its letter.
    "group": {
        "uranium": [PURPLE, BLACK],
        "energy-fuels": [BLACK, WHITE],
        "base-metals": [ORANGE, BLACK],
        "precious-metals": [YELLOW, BLACK],
        "ferro-alloys": [BLUE, WHITE],
        "rare-critical": [GREEN, BLACK],
        "light-metals": ["#c9d6de", BLACK],
        "industrial-minerals": [SKY, BLACK],
        "other": ["#8c8c8c", BLACK],
    },
    "site_edge": "#2b2b2b",
    "site_paper": WHITE,
    "pledge": {"JPN": VERMILLION, "other": "#5f6673"},
    "route": "#b0007f",
    "route_other": "#d98cc3",
    # Bars and lines of charts, in order; then what is left over, and what is at sea.
    "series": [BLUE, ORANGE, GREEN, VERMILLION, SKY, PURPLE, YELLOW, "#1d2733"],
    "series_rest": "#9aa0a6",
    "series_sea": "#d3e2eb",
    # Stages of a pledge, in their order.
    "stage": {
        "target": "#b8b8b8",
        "announced": ORANGE,
        "signed": BLUE,
        "financed": GREEN,
        "completed": BLACK,
    },
    "out": {
        "free": GREEN,
        "later": BLUE,
        "russia": VERMILLION,
        "none": BLACK,
        "piped": "#7a4fa3",
        "unknown": "#767c85",
    },
    "badge": WHITE,
    "badge_ink": "#2b2b2b",
    "select": VERMILLION,
    "panel": WHITE,
    "ink": "#262730",
    "ink_quiet": "#5d6470",
    "line": "#d5d8dd",
}
_DARK: Final = {
    "sea": "#10181f",
    "land": {"participant": "#39341f", "host": "#3b2a25", "transit": "#272722", "other": "#1d2124"},
    "border": "#454a4e",
    "edge": "#8f8354",
    "label": "#a9a798",
    "label_strong": "#e8e4d4",
    "halo": "#14181b",
    "casing": "#0c1115",
    "quiet": "#6c747c",
    "mode": {
        "rail": "#f2f2ee",
        "sea": SKY,
        "sea-ferry": SKY,
        "road": ORANGE,
        "pipeline": "#2fc79c",
        "other": "#b0b0b0",
    },
    "node": "#e9e9e4",
    "node_fill": "#10181f",
    "group": {
        "uranium": [PURPLE, BLACK],
        "energy-fuels": ["#d9d9d9", BLACK],
        "base-metals": [ORANGE, BLACK],
        "precious-metals": [YELLOW, BLACK],
        "ferro-alloys": ["#3b97d3", BLACK],
        "rare-critical": [GREEN, BLACK],
        "light-metals": ["#8fa3b0", BLACK],
        "industrial-minerals": [SKY, BLACK],
        "other": ["#9a9a9a", BLACK],
    },
    "site_edge": "#0b0e11",
    "site_paper": "#1d2124",
    "pledge": {"JPN": "#ff7f2a", "other": "#aab2bf"},
    "route": "#ff5cc8",
    "route_other": "#94487c",
    "series": ["#3b97d3", ORANGE, GREEN, "#ff7f2a", SKY, PURPLE, YELLOW, "#f2f2ee"],
    "series_rest": "#7d858d",
    "series_sea": "#2b3b47",
    "stage": {
        "target": "#7d858d",
        "announced": ORANGE,
        "signed": "#3b97d3",
        "financed": "#2fc79c",
        "completed": WHITE,
    },
    "out": {
        "free": "#2fc79c",
        "later": "#3b97d3",
        "russia": "#ff7f2a",
        "none": WHITE,
        "piped": "#c39be6",
        "unknown": "#a9b0b8",
    },
    "badge": "#20262c",
    "badge_ink": "#f0f0ec",
    "select": "#ff9a52",
    "panel": "#181d22",
    "ink": "#f2f2ee",
    "ink_quiet": "#a9b0b8",
    "line": "#39414a",
}

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
    "group_order": [
        "uranium", "energy-fuels", "rare-critical", "base-metals", "ferro-alloys", "light-metals",
        "precious-metals", "industrial-minerals", "other",
    ],
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
        "site": 8.5,
        "node": 2.6,
        "port": 4.2,
        "usd_reference": 1e9,
        "usd_radius": 17,
        "usd_least": 3.5,
        "usd_most": 44,
        "usd_steps": [1e7, 1e8, 1e9],
    },
    "light": _LIGHT,
    "dark": _DARK,
}  # fmt: skip
