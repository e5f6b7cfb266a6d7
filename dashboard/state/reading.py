"""What the reader has set, and its form in the address.

Everything a reader can set is one frozen :class:`ViewState`. ``parse`` reads it from a query string
and reports what it had to leave out; ``to_query`` writes it back, leaving out what equals its default.
Codes, never labels, stand in the address, so a link means the same in every language.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from geodata.selection import Selection

LIST_SEPARATOR = "~"
YES = "yes"
RANGE_SEPARATOR = ".."
SCHEME = "1"
VIEWS = ("overview", "routes", "resources", "pledges")
LANGUAGES = ("en", "ja", "ru")
BASES = ("plain", "osm")
PREFERENCES = ("time", "distance", "co2")
DEFAULT_AVOID = ("RUS",)
# What each view shows beneath the map, its first part first; one key of the address for all.
PARTS_OF: Mapping[str, tuple[str, ...]] = {
    "routes": ("way", "proof", "rivals", "closing", "history"),
    "resources": ("sites", "commodities", "losses", "japan", "exports", "profile"),
}
PARTS = tuple(part for parts in PARTS_OF.values() for part in parts)
# How many ways the view `routes` offers: the best and its alternatives.
WAYS = ("1", "2", "3", "4", "5")
# What the view `pledges` shows beneath its totals, the currencies it converts into, and its ledger's columns.
TABS = ("totals", "stages", "donors", "conflicts", "charts")
CURRENCIES = ("USD", "JPY")
COLUMNS = (
    "title", "donor", "beneficiaries", "amount", "converted", "rate", "status", "date", "age", "due", "theme",
    "resources", "instrument", "flow", "whole", "conflict",
)  # fmt: skip
DEFAULT_COLUMNS = ("title", "donor", "beneficiaries", "amount", "converted", "status", "date", "age", "theme")
DEFAULT_SORT, LONGEST_SEARCH = "-date", 100
# Longer than any honest value: what exceeds it is cut before it is looked at or shown.
LONGEST_VALUE = 2000
# What a web map in Mercator can show.
MOST_ZOOM, MOST_LATITUDE, MOST_LONGITUDE = 18, 85, 180
# Codes that a published link may still carry: key -> {old code: code of today}.
RENAMED: Mapping[str, Mapping[str, str]] = {}


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
    country, resource, theme, status, donor : tuple of str
        Chosen codes per filter, in the order of the vocabulary; empty means no filter.
    years : tuple of int or None
        First and last year, both included.
    origin, destination : str or None
        Node or site id (``from`` and ``to`` in the address); one that nobody knows is kept, for the view
        ``routes`` names what may be meant.
    avoid : tuple of str
        Countries (ISO alpha-3) that a route must not cross.
    closed : tuple of str
        Node and leg ids that are closed.
    planned : bool
        Whether a route may use legs that are not built.
    way : int
        Which of the ways found is shown, 1 for the best.
    part : str
        Which part of the open view was chosen last; ``open_part`` is the one that stands there.
    tab, money : str
        What the view ``pledges`` shows beneath its totals, and the currency into which it converts.
    conflict : bool
        Whether its ledger lists only pledges whose sources disagree.
    q : str
        What is searched for in the ledger.
    sort, cols : str, tuple of str
        The ledger's order (a column, with ``-`` before it the other way round), and its columns.
    sel : str or None
        The open record, ``<kind>:<id>``.
    map : MapView or None
        A viewport, only when a reader asked for a link to it.
    """

    view: str = "overview"
    country: tuple[str, ...] = ()
    resource: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    donor: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    origin: str | None = None
    destination: str | None = None
    avoid: tuple[str, ...] = DEFAULT_AVOID
    closed: tuple[str, ...] = ()
    prefer: str = "time"
    planned: bool = False
    way: int = 1
    part: str = "way"
    tab: str = "totals"
    money: str = "USD"
    conflict: bool = False
    q: str = ""
    sort: str = DEFAULT_SORT
    cols: tuple[str, ...] = DEFAULT_COLUMNS
    sel: str | None = None
    map: MapView | None = None
    base: str = "plain"
    lang: str = "en"

    @property
    def open_part(self) -> str:
        """The part of the view that is open: its first where the chosen one is another view's."""
        parts = PARTS_OF.get(self.view, (self.part,))
        return self.part if self.part in parts else parts[0]

    @property
    def selection(self) -> Selection:
        """The filters alone, as the library takes them."""
        return Selection(
            country=self.country,
            resource=self.resource,
            theme=self.theme,
            status=self.status,
            donor=self.donor,
            years=self.years,
        )

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is set."""
        return self.selection != Selection()

    def without_filters(self) -> "ViewState":
        """Return the same state with every filter cleared."""
        return replace(self, country=(), resource=(), theme=(), status=(), donor=(), years=None)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in the address that was left out: which key, which value, why (a text key)."""

    key: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The codes that the facts know, per key of the address, in the order in which they are shown.

    ``renamed`` maps record ids that are no longer used to the ids that replaced them.
    """

    country: tuple[str, ...] = ()
    resource: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    donor: tuple[str, ...] = ()
    years: tuple[int, int] = (1990, 2100)
    ends: frozenset[str] = frozenset()
    closable: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()
    avoidable: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)


def parse(
    query: Mapping[str, str | Sequence[str]], words: Vocabulary
) -> tuple[ViewState, tuple[Notice, ...]]:
    """Read a query string.

    Parameters
    ----------
    query : mapping
        Key to value, or to the list of its values where a key was repeated.
    words : Vocabulary
        The codes that the facts know.

    Returns
    -------
    ViewState, tuple of Notice
        The state, and one notice for each key or value that was left out. Never raises on input.
    """
    found: dict[str, object] = {}
    notices: list[Notice] = []
    for key, raw in query.items():
        values = [raw] if isinstance(raw, str) else list(raw)
        text = LIST_SEPARATOR.join(values)[:LONGEST_VALUE].strip()
        reader = _READERS.get(key)
        if reader is None:
            notices.append(Notice(key[:60], text[:60], "unknown_key"))
        elif text:
            name, value, refused = reader(key, text, words)
            notices += refused
            if value is not None:
                found[name] = value
    return replace(ViewState(), **found), tuple(notices)  # type: ignore[arg-type]


def to_query(state: ViewState) -> dict[str, str]:
    """Write a state as query keys and values; what equals its default is left out."""
    default = ViewState()
    query: dict[str, str] = {}
    for name, key in _KEYS.items():
        value = getattr(state, name)
        if value != getattr(default, name):
            query[key] = _written(name, value)
    return query


_KEYS = {
    "view": "view",
    "country": "country",
    "resource": "resource",
    "theme": "theme",
    "status": "status",
    "donor": "donor",
    "years": "years",
    "origin": "from",
    "destination": "to",
    "avoid": "avoid",
    "closed": "closed",
    "prefer": "prefer",
    "planned": "planned",
    "way": "way",
    "part": "part",
    "tab": "tab",
    "money": "money",
    "conflict": "conflict",
    "q": "q",
    "sort": "sort",
    "cols": "cols",
    "sel": "sel",
    "map": "map",
    "base": "base",
    "lang": "lang",
}

_Read = tuple[str, object, list[Notice]]
_Reader = Callable[[str, str, Vocabulary], _Read]


def _written(name: str, value: object) -> str:
    if isinstance(value, MapView):
        return f"{value.zoom:g}/{value.lat:.4f}/{value.lon:.4f}"
    if value is True:
        return YES
    if name == "years" and isinstance(value, tuple):
        low, high = value
        return str(low) if low == high else f"{low}{RANGE_SEPARATOR}{high}"
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(value) or "none"
    return str(value)


def _codes(known: Iterable[str], key: str, text: str) -> tuple[tuple[str, ...], list[Notice]]:
    """Known codes among those written in ``text``, in the order of ``known``."""
    by_folded = {code.casefold(): code for code in known}
    renamed = RENAMED.get(key, {})
    chosen, refused = set(), []
    for part in filter(None, text.split(LIST_SEPARATOR)):
        code = by_folded.get(renamed.get(part, part).casefold())
        if code is None:
            refused.append(Notice(key, part[:60], "unknown_value"))
        else:
            chosen.add(code)
    return tuple(code for code in by_folded.values() if code in chosen), refused


def _listed(name: str, known: Callable[[Vocabulary], Iterable[str]]) -> _Reader:
    def read(key: str, text: str, words: Vocabulary) -> _Read:
        codes, refused = _codes(known(words), key, text)
        return name, codes or None, refused

    return read


def _one_of(name: str, known: Sequence[str]) -> _Reader:
    by_folded = {code.casefold(): code for code in known}

    def read(key: str, text: str, _words: Vocabulary) -> _Read:
        value = by_folded.get(RENAMED.get(key, {}).get(text, text).casefold())
        return name, value, [] if value else [Notice(key, text[:60], "unknown_value")]

    return read


def _end(name: str) -> _Reader:
    def read(key: str, text: str, words: Vocabulary) -> _Read:
        value = words.renamed.get(text, text)
        # Anything that could be an id: what is none is answered with the names that are most like it.
        if value in words.ends or re.fullmatch(r"[\w:.' -]{1,60}", value):
            return name, value, []
        return name, None, [Notice(key, text[:60], "unknown_record")]

    return read


def _flag(name: str) -> _Reader:
    def read(key: str, text: str, _words: Vocabulary) -> _Read:
        refused = [] if text.casefold() == YES else [Notice(key, text[:60], "unknown_value")]
        return name, None if refused else True, refused

    return read


def _search(key: str, text: str, _words: Vocabulary) -> _Read:
    fits = text.isprintable() and len(text) <= LONGEST_SEARCH
    return "q", text if fits else None, [] if fits else [Notice(key, text[:60], "bad_search")]


def _record(name: str, known: Callable[[Vocabulary], frozenset[str]]) -> _Reader:
    def read(key: str, text: str, words: Vocabulary) -> _Read:
        value = words.renamed.get(text, text)
        if value in known(words):
            return name, value, []
        return name, None, [Notice(key, text[:60], "unknown_record")]

    return read


def _way(key: str, text: str, _words: Vocabulary) -> _Read:
    refused = [] if text in WAYS else [Notice(key, text[:60], "unknown_value")]
    return "way", None if refused else int(text), refused


def _avoid(key: str, text: str, words: Vocabulary) -> _Read:
    if text.casefold() == "none":
        return "avoid", (), []
    codes, refused = _codes(words.avoidable, key, text)
    return "avoid", codes or None, refused


def _years(key: str, text: str, words: Vocabulary) -> _Read:
    match = re.fullmatch(r"([0-9]{4})(?:\.\.([0-9]{4}))?", text)
    if match:
        low, high = int(match[1]), int(match[2] or match[1])
        first, last = words.years
        if first <= low <= high <= last:
            return "years", None if (low, high) == (first, last) else (low, high), []
    return "years", None, [Notice(key, text[:60], "bad_years")]


def _viewport(key: str, text: str, _words: Vocabulary) -> _Read:
    number = r"(-?[0-9]{1,3}(?:\.[0-9]{1,8})?)"
    match = re.fullmatch(rf"{number}/{number}/{number}", text)
    if match:
        zoom, lat, lon = (float(part) for part in match.groups())
        if 0 <= zoom <= MOST_ZOOM and abs(lat) <= MOST_LATITUDE and abs(lon) <= MOST_LONGITUDE:
            return "map", MapView(zoom, round(lat, 4), round(lon, 4)), []
    return "map", None, [Notice(key, text[:60], "bad_viewport")]


def _scheme(key: str, text: str, _words: Vocabulary) -> _Read:
    refused = [] if text == SCHEME else [Notice(key, text[:60], "unknown_scheme")]
    return "u", None, refused


_READERS: Mapping[str, _Reader] = {
    "view": _one_of("view", VIEWS),
    "country": _listed("country", lambda words: words.country),
    "resource": _listed("resource", lambda words: words.resource),
    "theme": _listed("theme", lambda words: words.theme),
    "status": _listed("status", lambda words: words.status),
    "donor": _listed("donor", lambda words: words.donor),
    "years": _years,
    "from": _end("origin"),
    "to": _end("destination"),
    "avoid": _avoid,
    "closed": _listed("closed", lambda words: sorted(words.closable)),
    "prefer": _one_of("prefer", PREFERENCES),
    "planned": _flag("planned"),
    "way": _way,
    "part": _one_of("part", PARTS),
    "tab": _one_of("tab", TABS),
    "money": _one_of("money", CURRENCIES),
    "conflict": _flag("conflict"),
    "q": _search,
    "sort": _one_of("sort", (*COLUMNS, *(f"-{column}" for column in COLUMNS))),
    "cols": _listed("cols", lambda _: COLUMNS),
    "sel": _record("sel", lambda words: words.records),
    "map": _viewport,
    "base": _one_of("base", BASES),
    "lang": _one_of("lang", LANGUAGES),
    "u": _scheme,
}
