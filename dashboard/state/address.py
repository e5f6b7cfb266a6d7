"""A state as the keys and values of an address: read, with what had to be left out, and written."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from dashboard.state.model import (
    BASES,
    COLUMNS,
    CURRENCIES,
    LANGUAGES,
    LAYERS,
    LIST_SEPARATOR,
    LONGEST_SEARCH,
    MOST_BESIDE,
    PARTS,
    PARTS_OF,
    RANGE_SEPARATOR,
    TITLE,
    VIEWS,
    WAYS,
    WIDTHS,
    YES,
    MapView,
    Notice,
    ViewState,
    Vocabulary,
    folded,
)
from geodata.filters import FILTERS
from geodata.network import NOBODY, PREFERENCES
from geodata.selection import Selection

SCHEME = "1"
# Longer than any honest value: what exceeds it is cut before it is looked at or shown, a list between
# two entries.
LONGEST_VALUE = 2000
# Longer than any code, and short enough to be shown in a notice.
LONGEST_SHOWN = 60
_LISTS = frozenset({"avoid", "closed", "cols", "hide", "show"})
# What a web map in Mercator can show.
MOST_ZOOM, MOST_LATITUDE, MOST_LONGITUDE = 18, 85, 180
# Keys that a published link may still carry: old key -> key of today.
RENAMED_KEYS: Mapping[str, str] = {"tab": "part"}
# Parts of the pledges that it may still name: what was in them stands in these of today.
RENAMED_PARTS: Mapping[str, str] = {"totals": "donors", "charts": "donors"}
# Fields whose key in the address is not their name.
_KEYS: Mapping[str, str] = {"origin": "from", "destination": "to"}
_FIELDS = {key: name for name, key in _KEYS.items()}

# Takes a value that is left out, and why (a text key).
_Refuse = Callable[[str, str], Any]
# Returns what a text means, None for the default.
_Reader = Callable[[str, Vocabulary, _Refuse], Any]


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
    found: dict[str, Any] = {}
    notices: list[Notice] = []
    for key, raw in _of_today(query).items():
        refuse = partial(_refuse, notices, key)
        text = _cut(key, raw if isinstance(raw, str) else LIST_SEPARATOR.join(raw), refuse)
        reader = partial(_filter, key) if key in FILTERS else _READERS.get(key)
        if reader is None:
            refuse(text, "unknown_key")
        elif text and (value := reader(text, words, refuse)) is not None:
            found[_FIELDS.get(key, key)] = value
    if "part" in found and found["part"] not in PARTS_OF[found.get("view", VIEWS[0])]:
        _refuse(notices, "part", found.pop("part"), "foreign_part")
    chosen = Selection(**{key: found.pop(key) for key in FILTERS if key in found})
    return ViewState(selection=chosen, **found), tuple(dict.fromkeys(notices))


def to_query(state: ViewState) -> dict[str, str]:
    """Write a state as keys and values; left out is what equals its default, and a part of another view."""
    default = ViewState()
    query: dict[str, str] = {}
    for name in ViewState.__dataclass_fields__:
        value = getattr(state, name)
        foreign = name == "part" and value not in PARTS_OF.get(state.view, ())
        if value == getattr(default, name) or foreign:
            continue
        if isinstance(value, Selection):
            query |= {key: _chosen(key, codes) for key, codes in value.items()}
        else:
            query[_KEYS.get(name, name)] = _written(value)
    return query


def query_string(state: ViewState) -> str:
    """Write a state as the query of an address, with its question mark; empty for the plain page."""
    query = urlencode(to_query(state), safe="~:/,")
    return f"?{query}" if query else ""


def _refuse(notices: list[Notice], key: str, value: str, reason: str) -> None:
    notices.append(Notice(key[:LONGEST_SHOWN], value[:LONGEST_SHOWN], reason))


def _of_today(query: Mapping[str, str | Sequence[str]]) -> dict[str, str | Sequence[str]]:
    """Give old keys the name of today, which wins where both are there."""
    old = {RENAMED_KEYS[key]: value for key, value in query.items() if key in RENAMED_KEYS}
    return old | {key: value for key, value in query.items() if key not in RENAMED_KEYS}


def _cut(key: str, text: str, refuse: _Refuse) -> str:
    """Cut a value that is too long; of a list no entry is cut in two, and those left out are counted."""
    is_list = key in _LISTS or (key in FILTERS and not FILTERS[key].is_range)
    if len(text) <= LONGEST_VALUE or not is_list:
        return text[:LONGEST_VALUE].strip()
    kept = text[: LONGEST_VALUE + 1].rpartition(LIST_SEPARATOR)[0]
    if lost := _entries(text[len(kept) :]):
        refuse(str(len(lost)), "too_long")
    return kept.strip()


def _entries(text: str) -> list[str]:
    return [entry for entry in text.split(LIST_SEPARATOR) if entry]


def _codes(
    known: Iterable[str], entries: Iterable[str], refuse: _Refuse, renamed: Mapping[str, str] = {}
) -> tuple[str, ...] | None:
    """Return the known codes among some entries, in the order of ``known``; None if there is none."""
    by_folded = {code.casefold(): code for code in known}
    chosen = set()
    for entry in entries:
        code = by_folded.get(renamed.get(entry, entry).casefold())
        if code is None:
            refuse(entry, "unknown_value")
        chosen.add(code)
    return tuple(code for code in by_folded.values() if code in chosen) or None


def _filter(key: str, text: str, words: Vocabulary, refuse: _Refuse) -> Any:
    options, row = words.options.get(key, ()), FILTERS[key]
    if row.is_range:
        return _range(options, text, refuse)
    return _codes(options, _entries(text), refuse, row.renamed)


def _range(known: Sequence[str], text: str, refuse: _Refuse) -> Any:
    """First and last of the codes between which a range lies; none if it holds them all."""
    first, separator, last = text.partition(RANGE_SEPARATOR)
    ends = (first, last if separator else first)
    places = [known.index(end) for end in ends if end in known]
    if len(places) < len(ends) or places != sorted(places):
        return refuse(text, "bad_range")
    return None if ends == (known[0], known[-1]) else ends


def _one_of(
    known: Iterable[str], meaning: Callable[[str], Any] = str, renamed: Mapping[str, str] = {}
) -> _Reader:
    by_folded = {code.casefold(): code for code in known} | dict(renamed)

    def read(text: str, _words: Vocabulary, refuse: _Refuse) -> Any:
        code = by_folded.get(text.casefold())
        return meaning(code) if code else refuse(text, "unknown_value")

    return read


def _end(text: str, words: Vocabulary, refuse: _Refuse) -> Any:
    value = words.renamed.get(text) or _place(text, words)
    # Anything that could be an id: what is none is answered with the names that are like it.
    is_like_an_id = value in words.ends or re.fullmatch(r"[\w:.' -]{1,60}", value)
    return value if is_like_an_id else refuse(text, "unknown_record")


def _place(text: str, words: Vocabulary) -> str:
    """Return the id of a place by its id or name, in capital or small letters; without one the text."""
    plain = folded(text)
    return plain if plain.rpartition(":")[2] in words.ends else words.named.get(plain, text)


def _avoid(text: str, words: Vocabulary, refuse: _Refuse) -> tuple[str, ...] | None:
    entries = _entries(text)
    countries = [entry for entry in entries if entry.casefold() != NOBODY]
    if entries and not countries:
        return ()
    if len(countries) < len(entries):
        refuse(NOBODY, "none_alone")
    return _codes(words.avoidable, countries, refuse)


def _closed(text: str, words: Vocabulary, refuse: _Refuse) -> tuple[str, ...] | None:
    return _codes(sorted(words.closable), _entries(text), refuse)


def _ways(text: str, _words: Vocabulary, refuse: _Refuse) -> tuple[int, ...] | None:
    entries = dict.fromkeys(_entries(text))
    fits = 1 <= len(entries) <= MOST_BESIDE and all(entry in WAYS for entry in entries)
    return tuple(map(int, entries)) if fits else refuse(text, "unknown_value")


def _columns(text: str, _words: Vocabulary, refuse: _Refuse) -> tuple[str, ...] | None:
    codes = _codes(COLUMNS, _entries(text), refuse)
    # Without its title nobody can tell one row from another.
    return tuple(dict.fromkeys((TITLE, *codes))) if codes else None


def _layers(text: str, _words: Vocabulary, refuse: _Refuse) -> tuple[str, ...] | None:
    return _codes(LAYERS, _entries(text), refuse)


def _search(text: str, _words: Vocabulary, refuse: _Refuse) -> Any:
    fits = text.isprintable() and len(text) <= LONGEST_SEARCH
    return text if fits else refuse(text, "bad_search")


def _order(text: str, _words: Vocabulary, refuse: _Refuse) -> Any:
    # Each page knows its own columns, and names an order that is of none of them.
    fits = re.fullmatch(r"-?[A-Za-z][A-Za-z0-9_-]{0,39}", text)
    return text if fits else refuse(text, "unknown_value")


def _record(text: str, words: Vocabulary, refuse: _Refuse) -> Any:
    value = words.renamed.get(text, text)
    return value if value in words.records else refuse(text, "unknown_record")


def _viewport(text: str, _words: Vocabulary, refuse: _Refuse) -> Any:
    number = r"(-?[0-9]{1,3}(?:\.[0-9]{1,8})?)"
    if match := re.fullmatch(rf"{number}/{number}/{number}", text):
        zoom, lat, lon = (float(part) for part in match.groups())
        if 0 <= zoom <= MOST_ZOOM and abs(lat) <= MOST_LATITUDE and abs(lon) <= MOST_LONGITUDE:
            return MapView(zoom, round(lat, 4), round(lon, 4))
    return refuse(text, "bad_viewport")


def _scheme(text: str, _words: Vocabulary, refuse: _Refuse) -> Any:
    return None if text == SCHEME else refuse(text, "unknown_scheme")


_READERS: Mapping[str, _Reader] = {
    "view": _one_of(VIEWS),
    "from": _end,
    "to": _end,
    "avoid": _avoid,
    "closed": _closed,
    "prefer": _one_of(PREFERENCES),
    "planned": _one_of((YES,), bool),
    "way": _ways,
    "part": _one_of(PARTS, renamed=RENAMED_PARTS),
    "money": _one_of(CURRENCIES),
    "conflict": _one_of((YES,), bool),
    "q": _search,
    "sort": _order,
    "cols": _columns,
    "sel": _record,
    "width": _one_of(WIDTHS),
    "hide": _layers,
    "show": _layers,
    "map": _viewport,
    "base": _one_of(BASES),
    "lang": _one_of(LANGUAGES),
    "u": _scheme,
}


def _chosen(key: str, codes: tuple[str, ...]) -> str:
    if FILTERS[key].is_range:
        return RANGE_SEPARATOR.join(dict.fromkeys(codes))
    return LIST_SEPARATOR.join(codes)


def _written(value: object) -> str:
    if isinstance(value, MapView):
        return f"{value.zoom:g}/{value.lat:.4f}/{value.lon:.4f}"
    if value is True:
        return YES
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(map(str, value)) or NOBODY
    return str(value)
