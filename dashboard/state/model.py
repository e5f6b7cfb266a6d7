"""What the reader has set, and the codes it is set in."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from geodata.model import RUSSIA
from geodata.selection import Selection

LIST_SEPARATOR = "~"
YES = "yes"
RANGE_SEPARATOR = ".."
VIEWS = ("overview", "routes", "resources", "pledges", "sources")
LANGUAGES = ("en", "ja", "ru")
BASES = ("plain", "osm")
DEFAULT_AVOID = (RUSSIA,)
# What each view shows beneath the map, its first part first; one key of the address for all.
PARTS_OF: Mapping[str, tuple[str, ...]] = {
    "overview": ("pledge", "site", "node", "leg", "event"),
    "routes": ("way", "proof", "rivals", "closing", "history"),
    "resources": ("commodities", "sites", "production", "losses", "japan", "exports", "profile"),
    "pledges": ("donors", "stages", "countries", "time", "conflicts"),
    "sources": ("list", "coverage", "conflicts", "unmapped", "cite", "glossary"),
}
PARTS = tuple(dict.fromkeys(part for parts in PARTS_OF.values() for part in parts))
# How much of the window what is read takes, and of itself in each view, or in a part of it; the map has the
# rest, and none where it says nothing.
WIDTHS = ("narrow", "half", "whole")
WIDTH_OF: Mapping[str, str] = {
    "overview": "narrow",
    "sources": "whole",
    "pledges.countries": "whole",
    "pledges.time": "whole",
    "pledges.conflicts": "whole",
}
# Layers of the map, as the legend lists them; those that wait to be switched on.
LAYERS = ("main", "ferry", "branches", "planned", "feeders", "corridors", "pledges", "sites")
WAITING = frozenset({"corridors", "pledges"})
# How many ways the view `routes` offers: the best and its alternatives.
WAYS = ("1", "2", "3", "4", "5")
# How many of them are laid side by side.
MOST_BESIDE = 2
# The currencies into which the view `pledges` converts, and the columns of its ledger.
CURRENCIES = ("USD", "JPY")
TITLE = "title"
COLUMNS = (
    TITLE, "donor", "beneficiaries", "amount", "converted", "rate", "status", "date", "age", "due", "theme",
    "resources", "instrument", "flow", "whole", "conflict",
)  # fmt: skip
DEFAULT_COLUMNS = (TITLE, "donor", "beneficiaries", "amount", "converted", "status", "date", "age", "theme")
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class MapView:
    """Zoom and centre of the map, in Leaflet's zoom levels and degrees (EPSG:4326)."""

    zoom: float
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class ViewState:
    """All that a reader has set; the defaults are the plain page.

    Attributes
    ----------
    selection : Selection
        Chosen codes per filter, in the order of the vocabulary: ``state.selection["country"]``.
    origin, destination : str or None
        Node or site id (``from`` and ``to`` in the address); one that nobody knows is kept, for the view
        ``routes`` names what may be meant.
    avoid : tuple of str
        Countries (ISO alpha-3) that a route must not cross.
    closed : tuple of str
        Node and leg ids that are closed.
    planned : bool
        Whether a route may use legs that are not built.
    way : tuple of int
        Which of the ways found is shown, 1 for the best, then the one that is laid beside it, if any.
    part : str
        Which part of the open view was chosen last; ``open_part`` is the one that stands there.
    money : str
        The currency into which the view ``pledges`` converts.
    conflict : bool
        Whether its ledger lists only pledges whose sources disagree.
    q : str
        What is searched for in the long tables of the open part.
    sort : str
        The order of these tables: a column, with ``-`` before it the other way round; empty for their own.
    cols : tuple of str
        The columns of the ledger, the title always the first.
    sel : str or None
        The open record, ``<kind>:<id>``.
    width : str
        How much of the window what is read takes; ``open_width`` where the reader has not chosen.
    hide, show : tuple of str
        Layers of the map that the reader has switched off, and those that wait and are switched on;
        ``hidden`` is what comes of it.
    map : MapView or None
        A viewport, only when a reader asked for a link to it.
    """

    view: str = "overview"
    selection: Selection = field(default_factory=Selection)
    origin: str | None = None
    destination: str | None = None
    avoid: tuple[str, ...] = DEFAULT_AVOID
    closed: tuple[str, ...] = ()
    prefer: str = "time"
    planned: bool = False
    way: tuple[int, ...] = (1,)
    part: str = ""
    money: str = "USD"
    conflict: bool = False
    q: str = ""
    sort: str = ""
    cols: tuple[str, ...] = DEFAULT_COLUMNS
    sel: str | None = None
    width: str = ""
    hide: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    map: MapView | None = None
    base: str = "plain"
    lang: str = "en"

    @property
    def open_part(self) -> str:
        """The part of the view that is open: its first where the chosen one is another view's."""
        parts = PARTS_OF[self.view]
        return self.part if self.part in parts else parts[0]

    @property
    def open_width(self) -> str:
        """The width of what is read: that of the part, or of its view, where the reader has chosen none."""
        own = WIDTH_OF.get(self.view, "half")
        return self.width or WIDTH_OF.get(f"{self.view}.{self.open_part}", own)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The layers that the map does not show; pledges wait everywhere but in their own view."""
        waiting = WAITING - ({"pledges"} if self.view == "pledges" else set())
        off = (waiting | set(self.hide)) - set(self.show)
        return tuple(layer for layer in LAYERS if layer in off)

    @property
    def searched(self) -> tuple[str, str]:
        """What a search is in: the ledger stands under every part of its view, other tables under one."""
        return self.view, "" if self.view == "pledges" else self.open_part

    def only(self, names: Iterable[str]) -> "ViewState":
        """Return a state that has these fields of this one, and else the defaults."""
        return ViewState(**{name: getattr(self, name) for name in names})

    def choose(self, **chosen: Iterable[str | int]) -> "ViewState":
        """Return the same state with other codes for some filters; without codes a filter is dropped."""
        return replace(self, selection=self.selection.but(**chosen))


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in the address that was left out: which key, which value, why (a text key)."""

    key: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The codes that the facts know.

    ``options`` has those of each filter, in the order in which they are shown. ``renamed`` maps record ids
    that are no longer used to the ids that replaced them, ``named`` the names of places, as ``folded`` writes
    them, to their ids.
    """

    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ends: frozenset[str] = frozenset()
    closable: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()
    avoidable: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)


def folded(text: str) -> str:
    """Return a name without capitals and forms of letters, so that each way to type it is the same."""
    return unicodedata.normalize("NFKC", text).casefold().strip()
