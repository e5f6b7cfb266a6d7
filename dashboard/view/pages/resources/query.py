"""What a part of the view of resources answers: the request for ways out, and the rows that are left."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from dashboard.state import ViewState
from dashboard.view import cells
from dashboard.view.blocks import Block, Cell, Row
from dashboard.view.labels import Labels
from dashboard.view.pages.ways import WayQuery
from geodata import supply
from geodata.network import Request

# The end of the ways where a reader has named none.
DEFAULT_END = "rotterdam"


@dataclass(frozen=True, slots=True)
class Query(WayQuery):
    """What all parts of the view answer; equal for all readers who see the same.

    Attributes
    ----------
    request : Request
        From all sites to one end.
    sites : tuple of str
        Those that the filters leave.
    country, resource : tuple of str
        The filters by which published rows are narrowed.
    money : str
        The currency of conversion.
    """

    VIEW: ClassVar[str] = "resources"

    sites: tuple[str, ...]
    country: tuple[str, ...]
    resource: tuple[str, ...]
    money: str

    @property
    def end(self) -> str:
        """Name of the end."""
        return self.labels.place(str(self.request.destination))

    @property
    def all_ways(self) -> pd.DataFrame:
        """The ways out of all sites."""
        return self.context.keep(supply.ways_out, self.network, self.request)

    @property
    def ways(self) -> pd.DataFrame:
        """The ways out of the sites that the filters leave."""
        return pd.DataFrame(self.all_ways.reindex(list(self.sites)))

    @property
    def disruption(self) -> pd.DataFrame:
        """What each closing costs each commodity."""
        return self.context.keep(supply.disruptions, self.network, self.request).reset_index()

    def way_out(self, site_id: str) -> supply.WayOut:
        """Return the way out of one site."""
        return self.context.keep(supply.way_out, self.network, site_id, self.request)

    def narrowed(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the rows that the filters of country and commodity leave; those of no country stay."""
        kept = frame[frame["resource"].isin(self.resource)] if self.resource else frame
        if not self.country:
            return pd.DataFrame(kept)
        named = [set(str(codes).split(";")) if cells.text(codes) else None for codes in kept["iso3"]]
        belongs = [codes is None or not codes.isdisjoint(self.country) for codes in named]
        # A plain list that is empty would name no column instead of no row.
        return pd.DataFrame(kept[np.array(belongs, dtype=bool)])

    def listed(self, key: str, title: str, heads: str, rows: tuple[Row, ...]) -> Block:
        """Return rows with the rule of how to read them, or what is said where there are none.

        The first word of the key names both texts.
        """
        kind = key.partition("_")[0]
        if not rows:
            return Block(key, title, says=(self.text(f"no_{kind}"),))
        return self.block(key, heads, rows, self.text(f"{kind}_rule"), title=title)

    def output(self, site: Any) -> Cell:
        """Return the published output of a site, with what it is a figure of."""
        made = self.labels.quantity(site["output"], site["output_unit"])
        return self.bounded(made, site["output_bound"], site["output_year"])

    def bounded(self, cell: Cell, bound: Any, year: Any = None) -> Cell:
        """Say of a figure that it is more than that, or an estimate, and of which year it is."""
        kind, when = cells.text(bound), cells.text(year)
        if cell.text is None:
            return cell
        shown = self.text(f"bound_{kind}", value=cell.text) if kind else cell.text
        return replace(cell, text=f"{shown} ({when})" if when else shown)


def query_of(state: ViewState, labels: Labels, sites: tuple[str, ...]) -> Query:
    """Return what a state asks for: all sites to its end."""
    end = state.destination or DEFAULT_END
    request = Request(None, end, state.avoid, state.closed, state.prefer, planned=state.planned)
    return Query(labels, request, sites, state.selection["country"], state.selection["resource"], state.money)
