"""What the browser keeps and what a rerun sends it."""

import base64
import json

import numpy as np
import streamlit_folium
from shapely import Point

from dashboard import theme
from dashboard.browser import bundle
from dashboard.browser.assets import Files, _plain
from dashboard.browser.map import AtlasMap, Show, message
from dashboard.state import MapView
from dashboard.text import words_in
from dashboard.view import build
from tests.dashboard.states import state_of

FILES = Files("map.js", "panels.js")


def script(files=FILES):
    drawn = AtlasMap(files)
    drawn.get_root().render()
    return streamlit_folium._get_map_string(drawn)


def sent(context, **fields):
    return message(build(state_of(**fields), context, words_in("en")), dark=False, asked=0)


def test_the_base_script_never_changes():
    assert script() == script()


def test_nothing_is_asked_for_from_outside():
    drawn = AtlasMap(FILES)
    links = [link for _, link in [*drawn.default_js, *drawn.default_css]]
    assert links
    assert all(link.startswith("../dashboard.browser.assets.atlas/") for link in links)
    assert "http" not in script()


def test_modules_become_one_plain_script():
    module = 'import {\n  a,\n} from "./a.mjs"; // made\nexport const b = 1;\nexport class C {}\n'
    plain = "const b = 1;\nclass C {}\n"
    assert _plain(module, module) == f"(() => {{\n{plain}{plain}}})();"


def test_a_mask_is_a_bit_per_row():
    mask = np.array([True, False, False, True, False, False, False, False, True])
    assert base64.b64decode(bundle.packed(mask)) == bytes([0b10010000, 0b10000000])


def test_the_message_is_small_and_changes_with_a_filter(context):
    plain, narrowed = sent(context), sent(context, country=("UZB",))
    assert plain["show"]["site"] != narrowed["show"]["site"]
    assert len(json.dumps(plain)) < 700


def test_a_route_is_sent_as_places_in_the_table_of_legs(context):
    assert sent(context)["route"] is None
    route = sent(context, view="routes", origin="inkai", destination="rotterdam")["route"]
    shown = [context.facts.legs.index[at] for at in route["ways"][route["chosen"]]]
    assert "f-aktau-alat" in shown
    assert [name for *_, name in route["stops"]] == ["Inkai", "Rotterdam"]
    assert len(json.dumps(route)) < 1500


def test_a_viewport_is_sent_only_when_the_reader_asked(context):
    assert sent(context)["view"] is None
    assert sent(context, map=MapView(5, 42.5, 60.1))["view"] == [5, 42.5, 60.1]


def test_text_in_a_message_cannot_leave_its_script(context):
    hostile = {**sent(context), "sel": "</script><script>alert(1)</script>${x}`'\"\\"}
    drawn = Show(hostile)
    made = drawn._template.module.script(drawn)
    assert "</script>" not in made
    assert "<" not in made


def test_rows_and_shapes_stand_in_the_order_of_the_tables(context):
    rows, shapes = bundle.rows(context, theme.STYLE), bundle.shapes(context.facts)
    assert rows["kinds"]["site"]["ids"] == list(context.facts.sites.index)
    at = rows["kinds"]["site"]["ids"].index("inkai")
    point = context.facts.sites.geometry["inkai"]
    assert shapes["site"][at] == [[round(point.y, 4), round(point.x, 4)]]
    assert len(shapes["leg"]) == len(context.facts.legs)


def test_a_pledge_without_a_place_has_no_point(context):
    shapes = bundle.shapes(context.facts)
    without = [place == [] for place in shapes["pledge"]]
    assert without == context.facts.pledges["lat"].isna().tolist()


def test_every_code_on_the_page_has_a_style_and_a_name(context):
    rows = bundle.rows(context, theme.STYLE)
    facts = context.facts
    assert set(facts.sites["status"].dropna()) <= set(theme.STYLE["site_status"])
    families = theme.STYLE["families"]
    groups = [group for family in families.values() for group in family]
    assert sorted(groups) == sorted(set(facts.resources["group"].dropna()))
    layers = {leg[rows["kinds"]["leg"]["columns"].index("layer")] for leg in rows["kinds"]["leg"]["rows"]}
    for mood in ("light", "dark"):
        assert set(families) == set(theme.STYLE[mood]["family"]) == set(theme.STYLE[mood]["family_ink"])
        assert layers == set(theme.STYLE[mood]["line"]) <= set(theme.STYLE["width"])
    for lang, names in rows["names"].items():
        for column, codes in names.items():
            assert all(codes.values()), (lang, column)


def test_only_money_to_the_region_or_its_corridor_is_drawn_as_money_pledged(context):
    flows = theme.STYLE["flow"]
    assert set(context.facts.pledges["flow"].dropna()) <= set(flows)
    discs = {code for code, shape in flows.items() if shape == "disc"}
    assert discs == {"to-region", "to-corridor"}
    column = next(t for t in context.facts.dictionary["resources"] if t["name"] == "pledges")
    (field,) = [field for field in column["schema"]["fields"] if field["name"] == "flow"]
    assert set(flows) == {category["value"] for category in field["categories"]}


def test_the_route_has_colours_of_its_own_in_both_themes():
    for mood in ("light", "dark"):
        colours = theme.STYLE[mood]
        assert colours["route"] not in colours["line"].values()
        assert len({colours["route"], colours["route_other"], colours["select"]}) == 3
        assert len(set(colours["series"])) == len(colours["series"])


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_two_ways_side_by_side_are_apart_by_lightness_alone():
    for mood in ("light", "dark"):
        one, other = sorted(luminance(theme.STYLE[mood][key]) for key in ("route", "route_beside"))
        assert (other + 0.05) / (one + 0.05) > 2, mood
    assert theme.STYLE["width"]["route_beside"] < theme.STYLE["width"]["route"]


def test_the_map_hears_what_is_closed(context):
    assert sent(context)["closed"] == []
    assert sent(context, view="routes", closed=("aktau",))["closed"] == ["aktau"]


def test_a_leg_that_is_not_built_is_in_a_layer_of_its_own_whose_lines_are_dotted(context):
    legs = bundle.rows(context, theme.STYLE)["kinds"]["leg"]
    status, layer = (legs["columns"].index(name) for name in ("status", "layer"))
    unbuilt = {row[layer] for row in legs["rows"] if row[status] in ("planned", "under-construction")}
    assert unbuilt == {"planned"}
    assert {row[status] for row in legs["rows"] if row[layer] == "planned"} == {
        "planned",
        "under-construction",
    }
    assert theme.STYLE["dash"]["planned"]


def test_the_hero_is_the_drawn_route_and_all_of_it_is_in_service(context):
    legs = bundle.rows(context, theme.STYLE)["kinds"]["leg"]
    trunk, layer = (legs["columns"].index(name) for name in ("trunk", "layer"))
    heroes = {leg for leg, row in zip(legs["ids"], legs["rows"], strict=True) if row[trunk]}
    assert heroes == set(context.trunk.legs)
    assert {row[layer] for row in legs["rows"] if row[trunk]} == {"main", "ferry"}


def test_a_name_stands_in_its_country(context):
    shapes = bundle.shapes(context.facts)["countries"]
    named = {one["id"]: one["names"] for one in shapes if one["names"]}
    assert {"KAZ", "UZB", "KGZ", "TJK", "TKM", "RUS", "CHN", "IRN"} <= set(named)
    for iso3, places in named.items():
        country = context.facts.countries.geometry[iso3].buffer(0.001)
        assert all(country.contains(Point(lon, lat)) for lat, lon in places), iso3


def test_what_the_browser_keeps_is_plain_json(context):
    for part in (bundle.rows(context, theme.STYLE), bundle.shapes(context.facts)):
        assert json.loads(json.dumps(part, allow_nan=False))
