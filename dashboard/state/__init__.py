"""What the reader has set, and its form in the address.

Everything a reader can set is one frozen :class:`ViewState`. ``parse`` reads it from a query string
and reports what it had to leave out; ``to_query`` writes it back, leaving out what equals its default.
Codes, never labels, stand in the address, so a link means the same in every language.
"""

from dashboard.state.address import parse, query_string, to_query
from dashboard.state.model import (
    BASES,
    COLUMNS,
    CURRENCIES,
    DEFAULT_COLUMNS,
    LANGUAGES,
    LIST_SEPARATOR,
    PARTS,
    PARTS_OF,
    VIEWS,
    WIDTHS,
    MapView,
    Notice,
    ViewState,
    Vocabulary,
    folded,
)

__all__ = [
    "BASES", "COLUMNS", "CURRENCIES", "DEFAULT_COLUMNS", "LANGUAGES", "LIST_SEPARATOR", "PARTS", "PARTS_OF",
    "VIEWS", "WIDTHS", "MapView", "Notice", "ViewState", "Vocabulary", "folded", "parse",
    "query_string", "to_query",
]  # fmt: skip
