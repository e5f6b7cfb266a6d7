"""A state as the keys and values of an address."""

from urllib.parse import urlencode

from dashboard.state.model import LIST_SEPARATOR, NOBODY, PARTS_OF, RANGE_SEPARATOR, YES, MapView, ViewState
from geodata.filters import FILTERS
from geodata.selection import Selection


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


# Keys of the address that are no names of fields.
_KEYS = {"origin": "from", "destination": "to"}


def query_string(state: ViewState) -> str:
    """Write a state as the query of an address, with its question mark; empty for the plain page."""
    query = urlencode(to_query(state), safe="~:/,")
    return f"?{query}" if query else ""


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
        return LIST_SEPARATOR.join(value) or NOBODY
    return str(value)
