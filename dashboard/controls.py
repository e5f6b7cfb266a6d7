"""The filters: options and state in, changes of the state out."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.state import LANGUAGES, ViewState
from dashboard.text import Words
from dashboard.view import FACETS, Ground, Option, View

# Few options are buttons, many are a list to search in.
_PILLS = frozenset({"theme", "status"})
_HELP = {"country": "country_help", "resource": "resource_help", "theme": "pledge_help"}
# Between a label and its count: typed by nobody, so a label can be told from its count again.
_GAP = "\u2002"


def filters(view: View, ground: Ground, words: Words) -> None:
    """Draw the filters with their live counts."""
    for facet in FACETS:
        _facet(facet, view.options[facet], view.state, words)
    _years(view.state, ground.vocabulary.years, words)
    st.button(
        words("app.clear"),
        on_click=_clear,
        disabled=not view.state.is_filtered,
        key="filter.clear",
        width="stretch",
    )


def language(state: ViewState, words: Words) -> None:
    """Draw the choice of language."""
    key = _choice("lang", state.lang)
    st.segmented_control(
        words("app.language"),
        LANGUAGES,
        format_func=lambda code: words(f"lang.{code}"),
        key=key,
        on_change=_choose,
        args=("lang", key),
        required=True,
        label_visibility="collapsed",
    )


def background(state: ViewState, words: Words) -> None:
    """Draw the choice of the map's background."""
    key = _choice("base", state.base)
    st.segmented_control(
        words("app.base"),
        ("plain", "osm"),
        format_func=lambda code: words(f"base.{code}"),
        key=key,
        on_change=_choose,
        args=("base", key),
        required=True,
        help=words("app.base_help"),
    )


def suggestions(view: View, words: Words) -> None:
    """Say that nothing was found, and offer to drop each filter with what that brings back."""
    with st.container(border=True):
        st.markdown(f"**{words('empty.title')}** {words('empty.advice')}")
        for suggestion in view.suggestions:
            label = words(
                "empty.drop",
                filter=suggestion.label,
                sites=words("empty.sites", n=suggestion.sites),
                pledges=words("empty.pledges", n=suggestion.pledges),
            )
            empty = None if suggestion.facet == "years" else ()
            st.button(
                label,
                key=f"drop.{suggestion.facet}",
                on_click=session.change,
                kwargs={suggestion.facet: empty},
            )


def _facet(facet: str, options: Sequence[Option], state: ViewState, words: Words) -> None:
    key = f"filter.{facet}"
    labels = {option.code: f"{option.label}{_GAP}{option.count}" for option in options}
    codes = {option.label: option.code for option in options}
    # The state owns the value: set before each draw, so that a link, the back button or a new count
    # in a label can never leave the widget with something else.
    st.session_state[key] = list(getattr(state, facet))
    draw: Any = st.pills if facet in _PILLS else st.multiselect
    extra = {"selection_mode": "multi"} if facet in _PILLS else {"placeholder": words("filter.any")}
    draw(
        words(f"filter.{facet}"),
        list(labels),
        format_func=lambda code: labels.get(code, code),
        key=key,
        on_change=_chosen,
        args=(facet, codes),
        help=words(f"filter.{_HELP[facet]}") if facet in _HELP else None,
        **extra,
    )


def _years(state: ViewState, bounds: tuple[int, int], words: Words) -> None:
    st.session_state["filter.years"] = state.years or bounds
    st.slider(
        words("filter.years"),
        *bounds,
        key="filter.years",
        on_change=_years_chosen,
        args=(bounds,),
        help=words("filter.years_help"),
    )


def _chosen(facet: str, codes: Mapping[str, str]) -> None:
    # A second click can come before the browser has the new counts: it then names an option by its
    # old label, which is known by the part before the count.
    values = st.session_state[f"filter.{facet}"]
    chosen = {codes.get(value.split(_GAP)[0], value) for value in values}
    session.change(**{facet: tuple(code for code in codes.values() if code in chosen)})


def _years_chosen(bounds: tuple[int, int]) -> None:
    years = tuple(st.session_state["filter.years"])
    session.change(years=None if years == bounds else years)


def _choice(field: str, value: str) -> str:
    # A key of its own per value: what the browser last knew of another value is then never taken for a
    # click when the back button is pressed twice.
    key = f"choice.{field}.{value}"
    st.session_state[key] = value
    return key


def _choose(field: str, key: str) -> None:
    session.change(**{field: st.session_state[key]})


def _clear() -> None:
    session.change(country=(), resource=(), theme=(), status=(), donor=(), years=None)
