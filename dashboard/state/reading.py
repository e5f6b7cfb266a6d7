"""The keys and values of an address as a state, and what of them had to be left out."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dashboard.state.model import (
    BASES,
    COLUMNS,
    CURRENCIES,
    LANGUAGES,
    LIST_SEPARATOR,
    LONGEST_SEARCH,
    NOBODY,
    PARTS,
    PARTS_OF,
    PREFERENCES,
    RANGE_SEPARATOR,
    TITLE,
    VIEWS,
    WAYS,
    YES,
    MapView,
    Notice,
    ViewState,
    Vocabulary,
    folded,
)
from geodata.filters import FILTERS
from geodata.selection import Selection

SCHEME = "1"
# Longer than any honest value: what exceeds it is cut before it is looked at or shown, a list between
# two entries.
LONGEST_VALUE = 2000
_LISTS = frozenset({"avoid", "closed", "cols"})
# What a web map in Mercator can show.
MOST_ZOOM, MOST_LATITUDE, MOST_LONGITUDE = 18, 85, 180
# Keys that a published link may still carry: old key -> key of today.
RENAMED_KEYS: Mapping[str, str] = {"tab": "part"}

_Read = tuple[str, Any, list[Notice]]
_Reader = Callable[[str, str, Vocabulary], _Read]


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
        values = [raw] if isinstance(raw, str) else list(raw)
        text, left_out = _cut(key, LIST_SEPARATOR.join(values))
        notices += left_out
        reader = _filter if key in FILTERS else _READERS.get(key)
        if reader is None:
            notices.append(Notice(key[:60], text[:60], "unknown_key"))
        elif text:
            name, value, refused = reader(key, text, words)
            notices += refused
            if value is not None:
                found[name] = value
    notices += _foreign(found)
    chosen = Selection(**{key: found.pop(key) for key in FILTERS if key in found})
    return ViewState(selection=chosen, **found), tuple(dict.fromkeys(notices))


def _cut(key: str, text: str) -> tuple[str, list[Notice]]:
    """Cut a value that is too long; of a list no entry is cut in two, and those left out are counted."""
    is_list = key in _LISTS or (key in FILTERS and not FILTERS[key].is_range)
    if len(text) <= LONGEST_VALUE or not is_list:
        return text[:LONGEST_VALUE].strip(), []
    kept = text[: LONGEST_VALUE + 1].rpartition(LIST_SEPARATOR)[0]
    lost = [entry for entry in text[len(kept) :].split(LIST_SEPARATOR) if entry]
    return kept.strip(), [Notice(key, str(len(lost)), "too_long")] if lost else []


def _foreign(found: dict[str, object]) -> list[Notice]:
    """Take out a part that the view does not have."""
    part, view = found.get("part"), str(found.get("view", ViewState().view))
    if part is None or part in PARTS_OF.get(view, ()):
        return []
    del found["part"]
    return [Notice("part", str(part), "foreign_part")]


def _of_today(query: Mapping[str, str | Sequence[str]]) -> dict[str, str | Sequence[str]]:
    """Give old keys the name of today, which wins where both are there."""
    old = {RENAMED_KEYS[key]: value for key, value in query.items() if key in RENAMED_KEYS}
    return old | {key: value for key, value in query.items() if key not in RENAMED_KEYS}


def _codes(known: Iterable[str], key: str, text: str) -> tuple[tuple[str, ...], list[Notice]]:
    """Known codes among those written in ``text``, in the order of ``known``."""
    by_folded = {code.casefold(): code for code in known}
    renamed = FILTERS[key].renamed if key in FILTERS else {}
    chosen, refused = set(), []
    for part in filter(None, text.split(LIST_SEPARATOR)):
        code = by_folded.get(renamed.get(part, part).casefold())
        if code is None:
            refused.append(Notice(key, part[:60], "unknown_value"))
        else:
            chosen.add(code)
    return tuple(code for code in by_folded.values() if code in chosen), refused


def _columns(key: str, text: str, _words: Vocabulary) -> _Read:
    # Without its title nobody can tell one row from another.
    codes, refused = _codes(COLUMNS, key, text)
    return "cols", tuple(dict.fromkeys((TITLE, *codes))) if codes else None, refused


def _listed(name: str, known: Callable[[Vocabulary], Iterable[str]]) -> _Reader:
    def read(key: str, text: str, words: Vocabulary) -> _Read:
        codes, refused = _codes(known(words), key, text)
        return name, codes or None, refused

    return read


def _one_of(name: str, known: Sequence[str]) -> _Reader:
    by_folded = {code.casefold(): code for code in known}

    def read(key: str, text: str, _words: Vocabulary) -> _Read:
        value = by_folded.get(text.casefold())
        return name, value, [] if value else [Notice(key, text[:60], "unknown_value")]

    return read


def _end(name: str) -> _Reader:
    def read(key: str, text: str, words: Vocabulary) -> _Read:
        value = words.renamed.get(text) or _place(text, words)
        # Anything that could be an id: what is none is answered with the names that are like it.
        if value in words.ends or re.fullmatch(r"[\w:.' -]{1,60}", value):
            return name, value, []
        return name, None, [Notice(key, text[:60], "unknown_record")]

    return read


def _place(text: str, words: Vocabulary) -> str:
    """Return the id of a place by its id or name, in capital or small letters; without one the text."""
    plain = folded(text)
    return plain if plain.rpartition(":")[2] in words.ends else words.named.get(plain, text)


def _flag(name: str) -> _Reader:
    def read(key: str, text: str, _words: Vocabulary) -> _Read:
        refused = [] if text.casefold() == YES else [Notice(key, text[:60], "unknown_value")]
        return name, None if refused else True, refused

    return read


def _search(key: str, text: str, _words: Vocabulary) -> _Read:
    fits = text.isprintable() and len(text) <= LONGEST_SEARCH
    return "q", text if fits else None, [] if fits else [Notice(key, text[:60], "bad_search")]


def _order(key: str, text: str, _words: Vocabulary) -> _Read:
    # Each table knows its own columns; one that has none of this name keeps its own order.
    fits = re.fullmatch(r"-?[a-z][a-z_]{0,39}", text)
    return "sort", text if fits else None, [] if fits else [Notice(key, text[:60], "unknown_value")]


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
    parts = [part for part in text.split(LIST_SEPARATOR) if part]
    countries = [part for part in parts if part.casefold() != NOBODY]
    if parts and not countries:
        return "avoid", (), []
    codes, refused = _codes(words.avoidable, key, LIST_SEPARATOR.join(countries))
    if len(countries) < len(parts):
        refused = [Notice(key, NOBODY, "none_alone"), *refused]
    return "avoid", codes or None, refused


def _filter(key: str, text: str, words: Vocabulary) -> _Read:
    options = words.options.get(key, ())
    codes, refused = (_range if FILTERS[key].is_range else _codes)(options, key, text)
    return key, codes or None, refused


def _range(known: Sequence[str], key: str, text: str) -> tuple[tuple[str, ...], list[Notice]]:
    """First and last of the codes between which a range lies; none if it holds them all."""
    first, separator, last = text.partition(RANGE_SEPARATOR)
    ends = (first, last if separator else first)
    places = [known.index(end) for end in ends if end in known]
    if len(places) < len(ends) or places != sorted(places):
        return (), [Notice(key, text[:60], "bad_range")]
    return () if ends == (known[0], known[-1]) else ends, []


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
    "from": _end("origin"),
    "to": _end("destination"),
    "avoid": _avoid,
    "closed": _listed("closed", lambda words: sorted(words.closable)),
    "prefer": _one_of("prefer", PREFERENCES),
    "planned": _flag("planned"),
    "way": _way,
    "part": _one_of("part", PARTS),
    "money": _one_of("money", CURRENCIES),
    "conflict": _flag("conflict"),
    "q": _search,
    "sort": _order,
    "cols": _columns,
    "sel": _record("sel", lambda words: words.records),
    "map": _viewport,
    "base": _one_of("base", BASES),
    "lang": _one_of("lang", LANGUAGES),
    "u": _scheme,
}
