"""Totals, tables and charts of the view as files, each row with its rule, sources and licence."""

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import cache
from dashboard.page import share
from dashboard.text import Words
from dashboard.view import View
from dashboard.view.names import names_of
from dashboard.view.pages.pledges import frames, resolve_all
from dashboard.view.pages.pledges.charts import DIMENSIONS, UMBRELLA, charts
from dashboard.view.pages.pledges.said import without
from geodata import export

FILES = ("totals", "rows", "stages", "donors", "disputes", *DIMENSIONS, UMBRELLA)


def draw(view: View, words: Words) -> None:
    """Draw the button that opens the downloads; a file is made when it is asked for."""
    opened = st.popover(words("pledges.download"), key="pledges.download", on_change="rerun")
    if not opened.open:
        return
    link = share.address(view.state, st.context.url or "")
    makers = _makers(view, words, link)
    with opened:
        st.caption(words("pledges.download_note"))
        for name in (name for name in FILES if name in makers):
            st.download_button(
                words(f"pledges.file.{name}"),
                data=partial(made, name, view, words, link),
                file_name=f"caspian-route-atlas-pledges-{name}-{view.state.money.lower()}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"pledges.download.{name}",
                icon=":material/download:",
            )


def made(name: str, view: View, words: Words, link: str) -> bytes:
    """Return a file by its name in ``FILES``, as CSV."""
    return export.to_csv(_makers(view, words, link)[name]())


def _makers(view: View, words: Words, link: str) -> Mapping[str, Callable[[], pd.DataFrame]]:
    context, selected, state = cache.context(), view.show["pledge"], view.state
    said = frames.terms(context, link)
    resolutions = resolve_all(context, selected, state.money)
    everyone = without(state, context, ("donor",))
    compared = selected if everyone is None else everyone
    drawn = charts(state, context, resolutions, names_of(context, words))
    return {
        "totals": partial(frames.totals, resolutions, context, said),
        "rows": partial(frames.rows, resolutions, context, said),
        "stages": partial(frames.stages, context, selected, state.money, said),
        "donors": partial(frames.donors, context, compared, state.money, said),
        "disputes": partial(frames.disputes, context, selected, said),
    } | {chart.key: partial(frames.marks, chart, context, said) for chart in drawn}
