"""States for the tests: fields and filters by their keys, side by side."""

from dataclasses import replace

from dashboard.state import ViewState
from geodata.filters import FILTERS

PLAIN = ViewState()


def state_of(state=PLAIN, **fields):
    """Return a state with other fields; what is a key of a filter is chosen there."""
    chosen = {key: codes for key, codes in fields.items() if key in FILTERS}
    others = {key: value for key, value in fields.items() if key not in FILTERS}
    return replace(state.choose(**chosen), **others)
