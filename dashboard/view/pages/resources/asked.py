"""What the view of resources asks of the library: worked out once per request."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.state import ViewState
from dashboard.view.blocks import Column
from dashboard.view.context import Context
from dashboard.view.names import Names
from dashboard.view.pages.routes.asked import network
from dashboard.view.pages.routes.say import Say
from geodata import supply
from geodata.network import Network, Request

# The end of the ways where a reader has named none.
DEFAULT_END = "rotterdam"


@dataclass(frozen=True, slots=True)
class Question:
    """What a part of the view answers: the request, and the sites that the filters leave, in which words."""

    state: ViewState
    request: Request
    sites: tuple[str, ...]
    say: Say

    @property
    def context(self) -> Context:
        """The facts that the answer rests on."""
        return self.say.context

    @property
    def network(self) -> Network:
        """The network that answers."""
        return network(self.context)

    @property
    def ways(self) -> pd.DataFrame:
        """The ways out of the sites that the filters leave."""
        return pd.DataFrame(self.all_ways.reindex(list(self.sites)))

    @property
    def all_ways(self) -> pd.DataFrame:
        """The ways out of all sites."""
        return self.context.keep(supply.ways_out, self.network, self.request)

    @property
    def losses(self) -> pd.DataFrame:
        """What each closing costs each commodity."""
        return self.context.keep(supply.disruptions, self.network, self.request).reset_index()

    @property
    def end(self) -> str:
        """Name of the end."""
        return self.say.place(str(self.request.destination))


def request(state: ViewState) -> Request:
    """Return what a state asks for: all sites to its end."""
    end = state.destination or DEFAULT_END
    return Request(None, end, state.avoid, state.closed, state.prefer, planned=state.planned)


def site_of(state: ViewState) -> str | None:
    """Return the id of the chosen site."""
    kind, _, record_id = (state.sel or "").partition(":")
    return record_id if kind == "site" else None


def heads(say: Say, labels: str, numbers: Collection[int] = ()) -> tuple[Column, ...]:
    """Return columns by their keys, parted by blanks; a key that the view of routes has reads as there.

    What follows a bar opens beneath the row.
    """
    words = say.words
    shown, _, hidden = labels.partition("|")
    keys = [*((key, False) for key in shown.split()), *((key, True) for key in hidden.split())]
    return tuple(
        Column(words.get(f"resources.{key}", words.get(f"routes.{key}", key)), place in numbers, detail)
        for place, (key, detail) in enumerate(keys)
    )


def says(context: Context, names: Names) -> Say:
    """Return names and numbers of one language on one set of facts."""
    return Say(context, names)


def text(value: Any) -> str | None:
    """Return a cell as text; None where it is empty."""
    return None if value is None or value is pd.NA or pd.isna(value) or value == "" else str(value)


def amount(say: Say, value: Any, unit: Any) -> str | None:
    """Write a published amount in its unit; None where none is known."""
    if pd.isna(value):
        return None
    written = say.words.exact(float(value))
    named = text(unit)
    return f"{written} {say.names.measure(named)}" if named else written


def phrase(value: Any, say: Say) -> str | None:
    """Name a phrase that stands in the facts in place of a code; None where the cell is empty."""
    said = text(value)
    return say.names.phrase(said) if said else None


def record_ask(record: str, known: Collection[str]) -> dict[str, str] | None:
    """Return what a click on a record asks for, where the page has records of its kind."""
    return {"sel": record} if record in known else None
