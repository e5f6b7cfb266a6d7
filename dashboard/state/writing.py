"""A state as the keys and values of an address."""

from urllib.parse import urlencode

from dashboard.state.model import LIST_SEPARATOR, PARTS_OF, RANGE_SEPARATOR, YES, MapView, ViewState


def to_query(state: ViewState) -> dict[str, str]:
    """Write a state as keys and values; left out is what equals its default, and a part of another view."""
    default = ViewState()
    query: dict[str, str] = {}
    for name, key in _KEYS.items():
        value = getattr(state, name)
        foreign = name == "part" and value not in PARTS_OF.get(state.view, ())
        if value != getattr(default, name) and not foreign:
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


def query_string(state: ViewState) -> str:
    """Write a state as the query of an address, with its question mark; empty for the plain page."""
    query = urlencode(to_query(state), safe="~:/,")
    return f"?{query}" if query else ""


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
