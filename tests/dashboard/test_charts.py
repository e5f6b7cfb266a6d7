"""Charts: what Altair is given, and what a click on a mark asks for."""

import json
import subprocess
import sys

import pytest
import streamlit as st

from dashboard import session
from dashboard.page import charts
from dashboard.page.pictures import pictures, sizes
from dashboard.state import LANGUAGES, ViewState
from dashboard.text import words_in
from dashboard.theme import STYLE
from dashboard.view import build
from dashboard.view.blocks import HOLLOW, Chart, Mark

MARKS = (
    Mark("announced", "Japan", 3.0, said="3 billion USD", request={"donor": "JPN"}),
    Mark("signed", "Japan", 1.0, said="1 billion USD"),
    Mark("signed", "World Bank", 2.0, said="2 billion USD", request={"donor": "world-bank"}),
)
PALETTE = {"announced": "stage.announced", "signed": "stage.signed"}
STACK = Chart("stacked", MARKS, {"value": "billion USD"}, PALETTE, ("Nothing counts twice.", "CC BY 4.0"))


def drawn(chart, look="light"):
    return [picture.to_dict() for picture in pictures(chart, STYLE[look])]


def rows(spec):
    return next(iter(spec["datasets"].values()))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", ["rivals", "history"])
def test_every_chart_of_routes_is_drawn_with_all_its_marks(context, part, lang):
    page = build(ViewState(view="routes", part=part, lang=lang), context, words_in(lang)).page
    made = [block.chart for block in page.blocks if block.chart]
    assert made
    for chart in made:
        specs = drawn(chart, "dark")
        json.dumps(specs, allow_nan=False)
        assert sum(len(rows(spec)) for spec in specs) == len(chart.marks)


def test_a_series_has_the_colour_that_the_chart_names_in_light_and_dark():
    for look in ("light", "dark"):
        (spec,) = drawn(STACK, look)
        stage = STYLE[look]["stage"]
        assert spec["encoding"]["color"]["scale"] == {
            "domain": ["announced", "signed"],
            "range": [stage["announced"], stage["signed"]],
        }


def test_what_is_written_beneath_goes_with_a_saved_picture():
    (spec,) = drawn(STACK)
    assert spec["title"]["subtitle"] == ["Nothing counts twice.", "CC BY 4.0"]
    assert spec["title"]["orient"] == "bottom"


def test_stages_are_bars_with_their_sum_and_a_target_an_outline_in_no_bar():
    aim = Mark("target", "Japan, target", 19.0, group=HOLLOW)
    palette = {"target": "stage.target", **PALETTE}
    (spec,) = drawn(Chart("stages", (*MARKS, aim), {"value": "billion USD"}, palette, ends={"Japan": "4"}))
    bars, outline, ends = spec["layer"]
    sets = spec["datasets"]
    assert [row["place"] for row in sets[bars["data"]["name"]]] == ["Japan", "Japan", "World Bank"]
    assert bars["encoding"]["color"]["scale"]["domain"] == ["announced", "signed"]
    assert bars["encoding"]["color"]["legend"]["title"] == "billion USD"
    assert [row["place"] for row in sets[outline["data"]["name"]]] == ["Japan, target"]
    assert outline["mark"]["filled"] is False
    assert sets[ends["data"]["name"]][0] == {"place": "Japan", "value": 4.0, "end": "4"}


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_stages_are_one_hue_that_stands_out_more_from_stage_to_stage(look):
    def light(colour):
        return sum(int(colour[at : at + 2], 16) for at in (1, 3, 5))

    stages = STYLE[look]["stage"]
    shades = [light(stages[name]) for name in ("announced", "signed", "financed", "completed")]
    assert shades == sorted(shades, reverse=look == "light")


def test_a_tip_is_read_in_the_words_of_the_view_alone():
    (spec,) = drawn(STACK)
    assert spec["encoding"]["tooltip"]["field"] == "tip"
    assert rows(spec)[0]["tip"] == "Japan · announced · 3 billion USD"


def test_long_names_stand_whole_in_lines():
    name = "Planned: China–Kyrgyzstan–Uzbekistan · +5 waits"
    (spec,) = drawn(
        Chart(
            "stacked",
            (Mark("a", name, 1.0), Mark("a", "中央アジアを通る長い名前の回廊と鉄道", 1.0)),
            {"v": ""},
        )
    )
    lines = spec["encoding"]["y"]["axis"]["labelExpr"]
    assert json.dumps(["Planned:", "China–Kyrgyzstan–Uzbekistan", "+5 waits"]) in lines
    assert json.dumps(["中央アジアを通る長い名前の回廊と", "鉄道"]) in lines


def test_a_click_on_a_mark_makes_its_request(monkeypatch):
    (spec,) = drawn(STACK)
    (param,) = spec["params"]
    assert param["select"]["fields"] == ["mark"]
    assert [row["mark"] for row in rows(spec)] == [0, 1, 2]
    asked = []
    monkeypatch.setattr(session, "request", asked.append)
    monkeypatch.setattr(st, "session_state", {"key": {"selection": {param["name"]: [{"mark": 2}]}}})
    charts._picked("key", STACK)
    assert asked == [{"donor": "world-bank"}]
    monkeypatch.setattr(st, "session_state", {"key": {"selection": {param["name"]: []}}})
    charts._picked("key", STACK)
    charts._picked("gone", STACK)
    assert len(asked) == 1, "a click beside all marks asks for nothing"


def test_a_chart_that_asks_for_nothing_has_no_ears():
    (spec,) = drawn(Chart("stacked", (Mark("a", "b", 1.0),), {"value": ""}))
    assert "params" not in spec


def test_a_year_without_figures_leaves_a_gap():
    marks = tuple(Mark("one: source", year, 1.0, group="one") for year in ("2019", "2022"))
    (spec,) = drawn(Chart("years", marks, {"value": "t"}))
    assert spec["layer"][0]["encoding"]["x"]["axis"]["values"] == [2019, 2020, 2021, 2022]


@pytest.mark.parametrize(
    ("most", "shown"), [(7.3, [0.5, 1, 5]), (1500, [100, 500, 1000]), (0.0001, [0.0001])]
)
def test_a_legend_of_circles_shows_sizes_that_occur(most, shown):
    assert sizes(most) == shown


def test_altair_is_loaded_only_when_a_chart_is_drawn():
    code = "import sys, dashboard.app; sys.exit('altair' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
