"""The view of routes on the real facts: what is asked, refused, drawn, proven, compared and closed."""

from dataclasses import replace

import pytest

from dashboard.state import LANGUAGES, PARTS_OF, ViewState, folded, parse
from dashboard.text import catalogue, words_in
from dashboard.view import build, prepare
from dashboard.view.blocks import Cell
from dashboard.view.pages import ways
from geodata.network import COMPETING, Request, compare


def routes(context, **fields):
    state = ViewState(view="routes", **fields)
    return build(state, context, words_in(state.lang)).page


def best(context, *ends, **fields):
    return ways.answered(context, Request(*ends, **fields)).best


def blocks(context, part="way", **fields):
    """The blocks of a part by their keys, those that are folded behind a figure too."""
    made = routes(context, part=part, **fields).blocks
    within = [block for one in made for figure in one.figures for block in figure.details]
    return {block.key: block for block in (*made, *within)}


def text(cell):
    return cell.text if isinstance(cell, Cell) else cell


def column(block, label):
    at = [column.label for column in block.table.columns].index(label)
    return [row.cells[at] for row in block.table.rows]


def texts(block, label):
    return [text(cell) for cell in column(block, label)]


def keys(block, label):
    """By what a column is sorted."""
    return [cell.key for cell in column(block, label)]


def by_first(block, label):
    """A column by the first cell of its rows."""
    return dict(zip([text(row.cells[0]) for row in block.table.rows], texts(block, label), strict=True))


PLACES = [key for key in catalogue("en") if key.startswith("place.")]
PAIR = {"origin": "altynkol", "destination": "poti"}


def test_a_stop_says_of_which_place_its_figure_is(context):
    stops = blocks(context, **PAIR)["stops"]
    waits = words_in("en")("parameter.waiting-hours")
    said = dict(
        zip(zip(texts(stops, "Place"), texts(stops, "Waits for"), strict=True), texts(stops, "Figure of"),
            strict=True)
    )  # fmt: skip
    assert said["Aktau", waits] == "Another place"
    assert said["Alat (Port of Baku)", waits] == "The place itself"
    assert "figures of another place" in stops.says[1]


def test_the_headline_says_why_a_site_is_not_loaded_at_the_nearest_place(context):
    said = routes(context, origin="almalyk-smelter", destination="rotterdam", closed=("almalyk",)).sentence
    assert "Almalyk, the place before it, is closed" in said
    assert "the place before it" not in routes(context, origin="inkai", destination="rotterdam").sentence


def test_a_typical_total_that_is_not_known_is_a_question_mark_everywhere(facts):
    legs = facts.legs.copy()
    legs.loc["r-altynkol-zhetygen", ["days_low", "days_high", "days_kind"]] = [1.0, 2.0, "measured"]
    changed = prepare(replace(facts, legs=legs))
    for lang in LANGUAGES:
        assert "?" in routes(changed, lang=lang, **PAIR).sentence
    shown = blocks(changed, **PAIR)
    figures = {figure.label: figure.value for figure in shown["figures"].figures}
    assert figures[words_in("en")("routes.days")].endswith("typically ?")
    assert "NaN" not in repr(shown)
    assert "nan" not in repr(shown)
    assert "gaps" not in shown


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Altynkol", "altynkol"),
        ("POTI", "poti"),
        ("site:AKTOGAY", "site:aktogay"),
        ("Ташкент", "tashkent"),
        ("стамбул", "istanbul"),
        ("タシケント", "tashkent"),
        ("横浜", "yokohama"),
        ("Port Said", "port-said"),
        ("khorgos (china)", "khorgos-cn"),
        ("Galkynysh", "galkynysh"),
        ("Almalyk smelter and refinery", "almalyk-smelter"),
    ],
)
def test_an_address_finds_a_place_by_its_id_or_name(context, written, meant):
    state, notices = parse({"from": written, "to": written}, context.vocabulary)
    assert (state.origin, state.destination, notices) == (meant, meant, ())


def called(context, place):
    kind, _, plain = place.rpartition(":")
    in_nodes = kind != "site" and plain in context.facts.nodes.index
    return (context.facts.nodes if in_nodes else context.facts.sites).at[plain, "name"]


def test_no_two_places_share_a_name_in_the_address(context, facts):
    named = context.vocabulary.named
    for table in (facts.nodes, facts.sites):
        for place, name in table["name"].items():
            meant = named.get(folded(name))
            assert meant is None or folded(called(context, meant)) == folded(name), place
    spoken = [folded(words_in(lang)(key)) for lang in ("ru", "ja") for key in PLACES]
    assert len(set(spoken)) == len(spoken)


def test_the_names_of_places_are_those_of_nodes(facts):
    english = {key.removeprefix("place."): words_in("en")(key) for key in PLACES}
    assert english == facts.nodes.loc[list(english), "name"].to_dict()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_name_that_is_like_none_is_answered_without_names(context, lang):
    (hint,) = routes(context, lang=lang, origin="日本国", destination="poti").hints
    assert "日本国" in hint.text
    assert hint.actions == ()
    (like,) = routes(context, lang=lang, origin="potti", destination="aktau").hints
    assert "Poti" in {action.label for action in like.actions}


@pytest.mark.parametrize(
    ("text", "avoid", "reasons"),
    [
        ("none~RUS", ("RUS",), ["none_alone"]),
        ("IRN~NONE", ("IRN",), ["none_alone"]),
        ("none~none", (), []),
        ("none", (), []),
        ("none~XXX", ("RUS",), ["none_alone", "unknown_value"]),
    ],
)
def test_none_stands_alone_among_countries_to_avoid(context, text, avoid, reasons):
    state, notices = parse({"avoid": text}, context.vocabulary)
    assert (state.avoid, [notice.reason for notice in notices]) == (avoid, reasons)


def test_the_headline_says_what_no_source_confirms(context):
    by_sea = routes(context, origin="poti", destination="rotterdam").sentence
    assert "No source confirms the state of" in by_sea
    assert "No source confirms" not in routes(context, **PAIR).sentence


def test_a_corridor_far_round_is_said_not_to_serve_the_pair(context):
    granted = by_first(blocks(context, "rivals", **PAIR)["corridors"], "Granted to it")
    northern = words_in("en")("corridor.northern")
    assert [name for name, text in granted.items() if "does not serve this pair" in text] == [northern]


def test_without_a_pair_the_trunk_is_shown_and_said_to_be_an_example(context):
    shown = routes(context)
    assert shown.form.example == {"from": "altynkol", "to": "poti"}
    assert "example" in shown.hints[0].text
    assert shown.on_map.drawn.ends == "", "the map stays where it is"
    for action in shown.hints[0].actions:
        pair = routes(context, origin=action.request["from"], destination=action.request["to"])
        assert pair.on_map.drawn, action.label
        assert pair.form.example == {}


def test_the_sentence_holds_the_figures_of_the_library(context):
    route = best(context, "altynkol", "poti")
    sentence = routes(context, **PAIR).sentence
    for figure in (
        f"{route.totals.length_km:,.0f} km",
        "0 km of it in Russia",
        f"{route.totals.days.high:.1f} days",
    ):
        assert figure in sentence


def test_a_route_with_russia_allowed_says_how_much_of_it_lies_there(context):
    sentence = routes(context, origin="xian", destination="duisburg", avoid=()).sentence
    assert "0 km of it in Russia" not in sentence
    assert "km of it in Russia" in sentence


def test_legs_that_are_not_in_service_are_said(context):
    way = {"origin": "kashgar", "destination": "tashkent", "planned": True}
    assert "not in service" in routes(context, **way).sentence
    assert "not in service" not in routes(context, **PAIR).sentence


def test_the_access_of_a_site_is_a_straight_line_outside_all_figures(context):
    shown = routes(context, origin="inkai", destination="rotterdam")
    ((start, node, text),) = shown.on_map.drawn.access
    assert text == "139 km straight, no road"
    point = context.facts.sites.geometry["inkai"]
    assert start == (round(point.y, 4), round(point.x, 4))
    assert node != start
    assert "straight" in shown.sentence
    assert shown.on_map.drawn.stops[0] == (*start, "Inkai")


@pytest.mark.parametrize(
    ("fields", "said", "repair"),
    [
        ({"origin": "potti", "destination": "aktau"}, "potti", {"from": "poti", "way": ""}),
        (
            {"origin": "aktau", "destination": "poti", "closed": ("aktau",)},
            "closed",
            {"closed": "", "way": ""},
        ),
        ({"origin": "moscow", "destination": "poti"}, "Russia", {"avoid": "none", "way": ""}),
        (
            {"origin": "moscow", "destination": "poti", "avoid": ("IRN", "RUS")},
            "Russia",
            {"avoid": "IRN", "way": ""},
        ),
    ],
)
def test_what_cannot_be_answered_is_said_with_its_repair(context, fields, said, repair):
    shown = routes(context, **fields)
    assert shown.on_map.drawn is None
    assert said in shown.hints[0].text
    assert repair in [action.request for action in shown.hints[0].actions]


@pytest.mark.parametrize("fields", [{"origin": "aktau"}, {"origin": "aktau", "destination": "aktau"}])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_refusal_is_a_sentence_in_each_language(context, fields, lang):
    shown = routes(context, lang=lang, **fields)
    assert shown.hints[0].text
    assert "{" not in shown.hints[0].text


def test_every_key_of_a_refusal_has_a_sentence():
    from geodata.network.request import _SENTENCES

    for key in _SENTENCES:
        for lang in LANGUAGES:
            assert words_in(lang).get(f"refusal.{key}", "")


def test_no_way_names_each_single_permission_and_each_opens_one(context):
    shut = {**PAIR, "closed": ("tbilisi",), "avoid": ("CHN", "IRN", "RUS", "TUR")}
    hint = routes(context, **shut).hints[0]
    assert [action.label for action in hint.actions] == [
        "Allow China",
        "Allow Iran",
        "Allow Russia",
        "Open Tbilisi",
    ]
    keys = {"avoid": "avoid", "closed": "closed"}
    for action in hint.actions:
        eased = {
            keys[key]: tuple(filter(None, text.split("~")))
            for key, text in action.request.items()
            if key in keys
        }
        assert routes(context, **{**shut, **eased}).on_map.drawn, action.label


def test_a_way_is_chosen_and_one_that_is_not_there_gives_the_best(context):
    first, third = routes(context, **PAIR), routes(context, **PAIR, way=3)
    assert (first.on_map.drawn.chosen, third.on_map.drawn.chosen) == (0, 2)
    assert first.on_map.drawn.ways == third.on_map.drawn.ways
    assert first.sentence != third.sentence
    few = {"origin": "xian", "destination": "duisburg", "avoid": ()}
    beyond = routes(context, **few, way=5)
    assert beyond.on_map.drawn.chosen == 0
    assert beyond.hints


def rests_on(row):
    return [one for block in row.details for one in block.table.rows]


def test_the_legs_add_up_and_each_has_what_it_rests_on(context):
    made = blocks(context, **PAIR)
    km = keys(made["legs"], "km, computed")
    route = best(context, "altynkol", "poti")
    assert sum(km) == pytest.approx(route.totals.length_km)
    for row in made["legs"].table.rows:
        assert row.request["sel"].removeprefix("leg:") in context.facts.legs.index
        assert all(one.links for one in rests_on(row)), "a time without a source"
    for row in made["stops"].table.rows:
        assert all(one.links for one in rests_on(row))


def test_times_of_different_kinds_stand_apart(context):
    block = blocks(context, **PAIR)["kinds"]
    kinds = texts(block, "Kind of the typical time")
    modelled = {kind for of, kind in zip(texts(block, "Days of"), kinds, strict=True) if "modelled" in of}
    # Its trains run at a measured speed in Kazakhstan, at a claimed and an estimated one beyond the sea.
    assert modelled == {"Measured", "Claim of an operator", "Estimate of a report"}
    assert {"Measured", "Claim of an operator"} <= set(kinds)


def test_a_wait_that_nobody_gives_is_listed_and_said_to_be_in_no_total(context):
    made = blocks(context, origin="xian", destination="duisburg")
    route = best(context, "xian", "duisburg")
    assert len(made["gaps"].table.rows) == len(route.gaps) > 0
    assert any("in no total" in note for note in made["figures"].notes)


def test_the_emission_factors_used_stand_with_their_source(context):
    made = blocks(context, **PAIR)["factors"]
    assert texts(made, "Mode") == ["Rail", "Rail and road ferry"]
    assert all(row.links for row in made.table.rows)


def test_the_proof_adds_up_to_no_kilometre_in_russia(context):
    made = blocks(context, part="proof", **PAIR)
    assert made["proof"].says[0].startswith("0 km of the")
    assert "Russia" not in [column.label for column in made["proof"].table.columns]
    *rows, whole = made["proof"].table.rows
    for at, head in enumerate(made["proof"].table.columns[1:-1], start=1):
        if head.key != "to_russia":
            assert whole.cells[at].key == pytest.approx(sum(row.cells[at].key or 0 for row in rows), abs=0.01)
    assert by_first(made["refused"], "Which")["Moscow – Brest"] == "Russia"


def test_through_russia_the_proof_says_so(context):
    made = blocks(context, part="proof", origin="xian", destination="duisburg", avoid=())
    assert not made["proof"].says[0].startswith("0 km")
    assert "Russia" in [column.label for column in made["proof"].table.columns]


def test_the_rivals_stand_side_by_side_for_the_pair(context):
    made = blocks(context, part="rivals", origin="xian", destination="duisburg")
    assert len(made["corridors"].table.rows) == len(COMPETING)
    assert not any("→" in name for name in texts(made["corridors"], "Corridor")), "all for the same two ends"
    northern = [mark for mark in made["corridors"].chart.marks if mark.place == "Northern, through Russia"]
    claimed = [mark.value for mark in northern if mark.group == "days" and mark.low == mark.high]
    assert claimed == [11.5], "as published for the same two ends"


def test_without_a_pair_each_corridor_has_its_own_ends_and_that_is_said(context):
    made = blocks(context, part="rivals")["corridors"]
    assert "Sea by Suez (Shanghai → Rotterdam)" in texts(made, "Corridor")
    assert any("do not compare" in text for text in made.says)
    assert all("→" in mark.place for mark in made.chart.marks), "a chart of different ends names them"


def test_a_published_range_is_drawn_by_its_ends_never_by_a_mean(context):
    marks = blocks(context, part="rivals", origin="shanghai", destination="rotterdam")[
        "corridors"
    ].chart.marks
    cape = [m for m in marks if m.place.startswith("Sea by the Cape") and m.series.startswith("Published")]
    assert sorted(m.value for m in cape if m.group == "days") == [35, 49]
    assert sorted(m.value for m in cape if m.group == "km") == [25558, 25928]


def test_each_bar_of_exposure_is_a_whole(context):
    marks = blocks(context, part="rivals", origin="xian", destination="duisburg")["exposure"].chart.marks
    for place in {mark.place for mark in marks}:
        assert sum(mark.value for mark in marks if mark.place == place) == pytest.approx(100, abs=0.01)


def test_every_claim_is_there_with_its_source(context):
    made = blocks(context, part="rivals")["claims"]
    assert len(made.table.rows) == len(context.facts.comparison)
    assert all(row.links for row in made.table.rows)


def test_closings_are_ranked_and_the_ports_stand_first(context):
    made = blocks(context, part="closing", **PAIR)
    assert [row.cells[0] for row in made["ports"].table.rows][:3] == ["Aktau", "Kuryk", "Turkmenbashi"]
    days = keys(made["closing"], "Extra days, typical")
    assert days == sorted(days, reverse=True)
    cut_off = keys(made["closing_all"], "Cut off")
    assert cut_off == sorted(cut_off, reverse=True)
    assert cut_off[0] > 0


def test_closing_what_the_table_names_costs_what_it_says(context):
    made = blocks(context, part="closing", **PAIR)["closing"]
    row = next(row for row in made.table.rows if row.cells[0] == "Aktau")
    closed = row.actions[0].request["closed"]
    now, then = (best(context, *PAIR.values(), closed=c) for c in ((), (closed,)))
    assert by_first(made, "Extra km")["Aktau"] == f"+{then.totals.length_km - now.totals.length_km:,.0f}"


def test_conflicting_figures_of_a_year_are_all_drawn_and_no_line_joins_two_sources(context):
    made = blocks(context, part="history")["tonnes"]
    marks = [mark for mark in made.chart.marks if mark.place == "2024" and mark.group.endswith("full year")]
    assert {4_484_000, 4_600_000, 4_500_000, 4_480_000} <= {mark.value for mark in marks}
    series = {}
    for mark in made.chart.marks:
        series.setdefault(mark.series, []).append(mark)
    for marks in series.values():
        assert len({mark.group for mark in marks}) == 1, "one metric"
    of = {f"{mark.group}: " for mark in made.chart.marks}
    publishers = {link.label for row in made.table.rows for link in row.links}
    for name in series:
        (scope,) = [scope for scope in of if name.startswith(scope)]
        assert name.removeprefix(scope) in publishers, "one source"
    assert all(row.links for row in made.table.rows)


def test_the_level_of_the_sea_and_the_dredging_have_sources(context):
    made = blocks(context, part="history")
    assert [mark.value for mark in made["level"].chart.marks if mark.place == "2025"] == [-29.35, -29.21]
    assert len(made["dredging"].table.rows) == 2
    for key in ("level", "dredging"):
        assert all(row.links for row in made[key].table.rows)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", PARTS_OF["routes"])
def test_every_part_speaks_every_language(context, part, lang):
    made = blocks(context, part=part, lang=lang, origin="inkai", destination="rotterdam")
    assert made
    for block in made.values():
        texts = (
            [block.title, *block.says, *block.notes, *(c.label for c in block.table.columns)]
            if block.table
            else []
        )
        assert all(text and "{" not in text for text in texts), block.key
        for row in block.table.rows if block.table else ():
            assert len(row.cells) == len(block.table.columns)
            sel = (row.request or {}).get("sel")
            assert sel is None or sel in context.vocabulary.records


def test_another_view_never_builds_the_network(context, monkeypatch):
    monkeypatch.setattr(ways, "network", lambda _context: pytest.fail("built"))
    assert build(ViewState(**PAIR), context, words_in("en")).page.form is None


def test_a_sea_lane_crosses_no_inland_neighbour_and_is_granted_only_what_was_avoided(context):
    made = blocks(context, part="rivals", origin="xian", destination="duisburg")
    shares = by_first(made["exposure"], "Share of the km, %")
    for lane in ("Sea by Suez", "Sea by the Cape"):
        assert "Iran" not in shares[lane]
        assert "Kazakhstan" not in shares[lane]
    granted = by_first(made["corridors"], "Granted to it")
    assert "allowed" not in " ".join(text for name, text in granted.items() if "Iran" in name)


def test_a_published_length_of_a_whole_way_stands_beside_the_computed(context):
    made = blocks(context, part="rivals", origin="xian", destination="duisburg")["corridors"]
    assert by_first(made, "km, published")[words_in("en")("corridor.northern")] == "9,908"
    assert 9908 in [mark.value for mark in made.chart.marks if mark.group == "km"]


def test_days_that_leave_out_waits_say_so_on_the_chart(context):
    made = blocks(context, part="rivals", origin="xian", destination="duisburg")["corridors"]
    compared = compare(ways.network(context), Request("xian", "duisburg"))
    gaps = {one.corridor.code: len(one.route.gaps) for one in compared}
    for code, n in gaps.items():
        name = words_in("en")(f"corridor.{code}")
        (place,) = {mark.place for mark in made.chart.marks if mark.place.startswith(name)}
        assert place == (f"{name} · +{n} wait{'s' if n > 1 else ''}" if n else name)


def test_what_a_figure_does_not_contain_is_said_beside_it(context):
    notes = " ".join(blocks(context, origin="inkai", destination="rotterdam")["figures"].notes)
    assert "At Istanbul goods would change from a feeder to a large ship" in notes
    assert "The factor of Rail is one value" in notes
    assert "passes through Kyrgyzstan for" in " ".join(blocks(context, **PAIR)["figures"].notes)


def test_the_ports_say_that_their_waits_are_of_unlike_kinds(context):
    ports = blocks(context, part="closing", **PAIR)["ports"]
    assert "Aktau 7.2 h (Measured; Another place)" in ports.says[0]
    assert "Kuryk 69.7 h (Measured; The place itself)" in ports.says[0]
    closed = blocks(context, part="closing", closed=("aktau",), **PAIR)["ports"].table.rows[0]
    assert closed.actions[0].request["closed"] == ""
    assert "closed" in [text(cell) for cell in closed.cells]


def test_the_record_of_a_crossing_gives_the_time_that_routes_take(context):
    record = build(ViewState(sel="leg:f-aktau-alat"), context, words_in("en")).record
    (field,) = [field for field in record.fields if field.label == "Sailing time in routes"]
    assert field.value.startswith("18 – 22 – 24 hours")
    assert field.sources


def test_the_sentence_above_a_way_of_ones_own_names_no_other(context):
    for view in ("routes", "resources"):
        assert "Altynkol" not in build(ViewState(view=view), context, words_in("en")).sentence
