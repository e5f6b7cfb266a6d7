"""The page run without a browser: every filter changes the view and the address, and back."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest

from dashboard import cache
from dashboard.browser import assets
from dashboard.page import frame
from dashboard.state import PARTS_OF
from tests.real import facts

PAGE = Path(__file__).parents[2] / "streamlit_app.py"
FACTS = facts()


def page(**query):
    app = AppTest.from_file(PAGE, default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def address(app):
    # AppTest gives a value or the list of one.
    return {key: value[0] if isinstance(value, list) else value for key, value in app.query_params.items()}


def sentence(app):
    """What is said of the selection; without one, what the page is about."""
    told = ("pledges to named countries", "国名を挙げた", "обязательств")
    said = [block.value for block in app.markdown if any(words in block.value for words in told)]
    return said[0] if said else blocks(app)["head"]["title"]


def parts(app):
    """What the parts that the browser draws were sent, by their name, from the top of the page down.

    Light ones are sent together.
    """
    waiting = [app.main]
    while waiting:
        block = waiting.pop()
        children = getattr(block, "children", None)
        if children is not None:
            waiting += reversed(children.values())
        elif block.type == "bidi_component":
            sent = json.loads(block.proto.json)["told"]["data"]
            panel = block.proto.component_name.removeprefix("atlas_")
            for piece in sent.get("pieces", [{"panel": panel, **sent}]):
                yield piece["panel"], block.proto.id, piece


def sent(app, name):
    return next(data for panel, _, data in parts(app) if panel == name)


def blocks(app):
    """The blocks of the open part, by key, also those that the browser keeps."""
    return {
        block["key"]: block
        for name, _, data in parts(app)
        if name == "blocks"
        for block in data.get("blocks") or json.loads((assets._folder() / data["file"]).read_text("utf-8"))
    }


def keys(app):
    return list(blocks(app))


def request(app, name, **wanted):
    """Send what the browser sends when a reader clicks in a part."""
    part = next(found for panel, found, _ in parts(app) if panel == name)
    states = WidgetStates()
    payload = json.dumps([{"event": "request", "value": wanted}])
    states.widgets.add(id=_make_trigger_id(part, "events"), json_trigger_value=payload)
    app._run(states)
    assert not app.exception


@pytest.mark.parametrize(
    ("facet", "code"),
    [
        ("country", "UZB"),
        ("resource", "copper"),
        ("donor", "EU"),
        ("theme", "energy"),
        ("status", "signed"),
        ("kind", "smelter"),
        ("operator", "kazatomprom"),
    ],
)
def test_a_filter_writes_the_address_and_clearing_empties_it(facet, code):
    app = page()
    plain, counts = sentence(app), sent(app, "header")["counts"]
    request(app, "header", **{facet: code, "n": 1})
    assert address(app) == {facet: code}
    assert sentence(app) != plain
    assert sent(app, "header")["values"][facet] == code
    assert sent(app, "header")["counts"][facet] == counts[facet]
    request(app, "header", **{facet: "", "n": 2})
    assert address(app) == {}
    assert sentence(app) == plain


def test_years_write_a_range():
    app = page()
    request(app, "header", years="2024..2025")
    assert address(app) == {"years": "2024..2025"}


def test_a_link_sets_every_filter():
    app = page(country="KAZ~UZB", theme="energy", status="signed", donor="JPN", years="2025")
    filters = sent(app, "header")
    assert filters["values"]["country"] == "KAZ~UZB"
    assert filters["values"]["status"] == "signed"
    assert filters["values"]["years"] == "2025"
    assert not app.warning


@pytest.mark.parametrize("lang", ["ja", "ru"])
def test_the_language_is_in_the_address_and_codes_stay(lang):
    app = page(country="KAZ")
    request(app, "header", lang=lang)
    assert address(app) == {"country": "KAZ", "lang": lang}
    assert sent(app, "header")["values"]["country"] == "KAZ"


@pytest.mark.parametrize(
    "wanted",
    [
        {"country": "XXX"},
        {"sel": "site:gone"},
        {"years": "9..1"},
        {"nonsense": "1"},
        {"map": "99/0/0"},
        {"n": "x"},
    ],
)
def test_a_browser_that_asks_for_what_is_not_there_changes_nothing(wanted):
    app = page(country="KAZ")
    request(app, "header", **wanted)
    assert address(app) == {"country": "KAZ"}


def test_the_view_of_routes_asks_by_keys_of_the_address():
    app = page(view="routes")
    assert sent(app, "route")["form"]["example"] == {"from": "altynkol", "to": "poti"}
    request(app, "route", **{"from": "xian", "to": "duisburg", "way": ""})
    request(app, "route", avoid="none", way="")
    request(app, "route", prefer="distance", way="")
    request(app, "route", planned="yes", way="")
    assert address(app) == {
        "view": "routes", "from": "xian", "to": "duisburg", "avoid": "none", "prefer": "distance",
        "planned": "yes",
    }  # fmt: skip
    asked = sent(app, "route")
    assert (asked["avoid"], asked["prefer"], asked["planned"]) == ([], "distance", True)
    request(app, "parts", part="proof")
    assert "proof" in keys(app)
    request(app, "route", avoid="", prefer="", planned="", to="", **{"from": ""})
    assert address(app) == {"view": "routes", "part": "proof"}


@pytest.mark.parametrize("lang", ["en", "ja", "ru"])
@pytest.mark.parametrize("part", ["way", "proof", "rivals", "closing", "history"])
def test_a_link_to_each_part_of_the_routes_draws_it(part, lang):
    app = page(view="routes", part=part, lang=lang, **{"from": "inkai", "to": "rotterdam"})
    assert sent(app, "parts")["part"] == part
    assert keys(app)


def test_a_click_on_another_view_leaves_the_part_behind_without_a_notice():
    app = page(view="routes", part="proof")
    request(app, "header", view="pledges")
    assert (address(app), list(app.warning)) == ({"view": "pledges"}, [])
    request(app, "parts", part="donors")
    assert address(app) == {"view": "pledges", "part": "donors"}
    request(app, "header", view="overview")
    assert (address(app), list(app.warning)) == ({}, [])


def test_a_part_of_another_view_and_a_list_that_is_too_long_are_named_on_the_page():
    closed = "~".join(f"{leg}" for leg in FACTS.legs.index)
    shown = page(view="pledges", part="proof", closed=closed).warning[0].value
    assert "`part`=`proof` is no part of the open view" in shown
    lost = len(FACTS.legs.index) - closed[:2001].count("~")
    assert f"entries after that were left out, {lost} in number" in shown
    assert "there is no record" not in shown


def test_a_view_without_routes_is_sent_none_of_them():
    app = page()
    assert "route" not in {panel for panel, _, _ in parts(app)}
    assert keys(app) == ["head", "participants", "pledge", "howto"]


HOSTILE = [
    {"view": "routes", "from": "' onclick=alert(1) '", "to": "..", "way": "9", "part": "<i>"},
    {"view": "routes", "from": "aktau", "to": "aktau", "closed": "aktau~gone", "avoid": "KAZ~XXX"},
    {"country": "<script>alert(1)</script>"},
    {"sel": "${alert(1)}"},
    {"resource": "`" * 500},
    {"years": "9999999999999999999999"},
    {"map": "nan/inf/-inf"},
    {"lang": "en\x00"},
    {"x" * 3000: "y"},
    {"country": "KAZ~" * 5000},
    {"sel": "site:../../etc/passwd"},
    {"__proto__": "1", "constructor": "2"},
    {"sel": "\u202emoc"},
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_no_address_breaks_the_page(query):
    app = page(**query)
    assert sent(app, "parts")["parts"]
    assert keys(app)


def test_broken_facts_are_said_and_not_shown(facts_dir, monkeypatch):
    (facts_dir / "sites.csv").unlink()
    exceptions, error, said = shown_with(facts_dir, monkeypatch)
    assert not exceptions
    assert "python -m geodata check" in error
    assert "sites.csv" in said


def shown_with(folder, monkeypatch):
    """What the page shows with the facts of a folder: its exceptions, its error, its text."""
    monkeypatch.setenv("GEODATA_FACTS", str(folder))
    monkeypatch.setattr(cache, "_last", cache.Memo(1))
    app = AppTest.from_file(PAGE, default_timeout=60).run()
    return list(app.exception), app.error[0].value, app.text[0].value


def test_a_place_off_the_globe_is_said_by_row_and_column(facts_dir, monkeypatch):
    path = facts_dir / "nodes.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f",{FACTS.nodes.at['aktau', 'lat']},", ",143.6,", 1), encoding="utf-8")
    exceptions, error, said = shown_with(facts_dir, monkeypatch)
    assert not exceptions
    assert "python -m geodata check" in error
    assert 'row "aktau", column lat: 143.6' in said


def test_what_no_check_foresees_is_no_raw_error_either(facts_dir, monkeypatch):
    def burst(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(cache, "prepare", burst)
    (facts_dir / "datapackage.json").touch()
    exceptions, error, said = shown_with(facts_dir, monkeypatch)
    assert not exceptions
    assert "python -m geodata check" in error
    assert "ZeroDivisionError" in said


def test_the_ledger_of_the_pledges_is_in_the_address():
    app = page(view="pledges")
    request(app, "blocks", sort="-amount")
    request(app, "blocks", q="customs")
    request(app, "blocks", cols="title~rate~amount")
    request(app, "blocks", conflict="yes")
    assert address(app) == {
        "view": "pledges", "sort": "-amount", "q": "customs", "cols": "title~amount~rate", "conflict": "yes",
    }  # fmt: skip
    assert sent(app, "parts")["table"] == {"q": "customs", "sort": "-amount", "sel": None}
    assert blocks(app)["ledger"]["table"]["in"] == [0, 3, 5], "title, amount, rate"
    request(app, "blocks", q="", conflict="")
    assert set(address(app)) == {"view", "sort", "cols"}


def test_a_search_and_an_order_go_with_their_part():
    app = page(part="site", q="inkai", sort="-name")
    request(app, "parts", part="node")
    assert address(app) == {"part": "node"}
    request(app, "header", country="KAZ", n=1)
    assert address(app) == {"part": "node", "country": "KAZ"}


@pytest.mark.parametrize("tab", PARTS_OF["pledges"])
def test_each_tab_of_the_pledges_opens_by_link_and_by_click(tab):
    by_link = page(view="pledges", part=tab, money="JPY")
    by_click = page(view="pledges")
    request(by_click, "parts", part="" if tab == "donors" else tab)
    request(by_click, "blocks", money="JPY")
    assert blocks(by_link) == blocks(by_click)
    assert address(by_click) == {k: v for k, v in address(by_link).items() if (k, v) != ("part", "donors")}


def test_a_filter_changes_the_totals_of_the_pledges():
    app = page(view="pledges")
    (before, region), quoted = summed(app), app.markdown[0].value
    request(app, "header", country="KAZ", n=1)
    after, still = summed(app)
    assert after["Announced"] != before["Announced"]
    assert quoted not in [block.value for block in app.markdown]
    assert region == still, "no choice of countries narrows the region as a whole"


def summed(app):
    """The sums of the rule by stage, and what goes to the region as a whole."""
    (rule,) = [one for one in blocks(app)["totals"]["folded"] if one["key"] == "rule"]
    (region,) = [
        one["title"] for one in rule["folded"] if one["title"].startswith("To the region as a whole")
    ]
    return {one["label"]: one["value"] for one in rule["figures"]}, region


def test_a_list_is_kept_by_the_browser_and_a_filter_sends_only_which_rows_stand():
    app = page()
    before = blocks(app)["pledge"]["table"]
    request(app, "header", donor="JPN", n=1)
    after = blocks(app)["pledge"]["table"]
    assert {key for key in before if before[key] != after[key]} == {"show"}
    assert "rows" not in after
    assert len(json.dumps([data for name, _, data in parts(app) if name == "blocks"])) < 2_000


def test_no_chart_library_is_loaded_for_another_view():
    script = (
        "import sys; from streamlit.testing.v1 import AppTest;"
        "app = AppTest.from_file('streamlit_app.py', default_timeout=60); app.run();"
        "app.query_params['view'] = 'resources'; app.run();"
        "assert not app.exception; assert 'altair' not in sys.modules"
    )
    made = subprocess.run(
        [sys.executable, "-c", script], cwd=PAGE.parent, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr[-2000:]


@pytest.mark.parametrize("tab", PARTS_OF["pledges"])
def test_nothing_left_is_no_fault_in_any_tab(tab):
    app = page(view="pledges", part=tab, country="TJK", donor="SAU")
    told = blocks(app)
    assert told["empty"]["says"]
    assert "totals" not in told
    assert any("No pledge is left" in block.value for block in app.markdown)


@pytest.mark.parametrize("part", PARTS_OF["resources"])
def test_a_link_to_each_part_of_the_resources_draws_it(part):
    app = page(view="resources", part=part, sel="site:inkai", country="KAZ", to="yokohama")
    assert sent(app, "parts")["part"] == part
    assert blocks(app)["way_out"]["title"] == "Way out: Inkai → Yokohama"
    asked = [data["to"] for panel, _, data in parts(app) if panel == "route"]
    assert asked == (["yokohama"] if part in ("commodities", "sites", "losses") else [])


def test_a_site_of_the_resources_is_chosen_by_its_row_and_opens_as_a_route():
    app = page(view="resources")
    request(app, "blocks", sel="site:inkai")
    row = blocks(app)["way_out"]["table"]["rows"][0]
    request(app, "blocks", **row["actions"][0]["request"])
    assert address(app) == {"view": "routes", "from": "site:inkai", "to": "rotterdam", "sel": "site:inkai"}


def test_a_sentence_on_the_page_is_text_whatever_names_it_holds():
    written = frame._plain("![a](http://b/c.png) *d* <e> :red[f] $g$")
    assert written == r"\!\[a\](http\://b/c.png) \*d\* \<e\> \:red\[f\] \$g\$"
