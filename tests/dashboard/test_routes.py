"""The view of routes on the real facts: what is asked, refused, drawn, proven, compared and closed."""

import re
from dataclasses import replace

import pytest

from dashboard.cache import MOST, Memo
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
    """The blocks of a part by their keys, those that are folded behind a title or a figure too."""
    return {block.key: block for block in every(routes(context, part=part, **fields).blocks)}


def every(made):
    for block in made:
        yield block
        yield from every(block.folded)
        yield from every([block for figure in block.figures for block in figure.details])


def lines(rows):
    """Rows, and in place of one that stands for several those."""
    for row in rows:
        inner = [block for block in row.details if block.key in ("stretch", "alike")]
        yield from lines(inner[0].table.rows) if inner else [row]


def said(context, **fields):
    """The sentence, and what stands beside it."""
    page = routes(context, **fields)
    return " ".join([page.sentence, *(text for block in page.head for text in block.says)])


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
    of = dict(
        zip(zip(texts(stops, "Place"), texts(stops, "Waits for"), strict=True), texts(stops, "Figure of"),
            strict=True)
    )  # fmt: skip
    assert of["Aktau", waits] == "Another place"
    assert of["Alat (Port of Baku)", waits] == "The place itself"
    assert "figures of another place" in stops.says[1]


def test_the_headline_says_why_a_site_is_not_loaded_at_the_nearest_place(context):
    closed = said(context, origin="almalyk-smelter", destination="rotterdam", closed=("almalyk",))
    assert "Almalyk, the place before it, is closed" in closed
    assert "the place before it" not in said(context, origin="inkai", destination="rotterdam")


def test_a_typical_total_that_is_not_known_is_a_question_mark_everywhere(facts):
    legs = facts.legs.copy()
    legs.loc["r-altynkol-zhetygen", ["days_low", "days_high", "days_kind"]] = [1.0, 2.0, "measured"]
    changed = prepare(replace(facts, legs=legs), Memo(MOST))
    for lang in LANGUAGES:
        assert "?" in routes(changed, lang=lang, **PAIR).sentence
    shown = blocks(changed, **PAIR)
    figures = {figure.label: figure.value for figure in shown["figures"].figures}
    assert figures[words_in("en")("routes.days")].endswith("typically ?")
    assert "NaN" not in repr(shown)
    assert "nan" not in repr(shown)
    assert "gaps" not in shown
    assert not shown["ways"].strips.strips[0].pieces, "a bar has no length where the days are not known"


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
    assert words_in(lang)("place.poti") in {action.label for action in like.actions}


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
    by_sea = said(context, origin="poti", destination="rotterdam")
    assert "No source confirms the state of" in by_sea
    assert "No source confirms" not in said(context, **PAIR)


def test_beside_the_sentence_stands_how_near_russia_is_unless_the_way_is_in_it(context):
    near = best(context, *PAIR.values()).nearest
    km, leg = f"{near['distance_km']:,.0f}", "Tbilisi – Samtredia"
    assert f"Nearest to Russia: {km} km, on the leg {leg}." in said(context, **PAIR)
    assert "Nearest" not in said(context, origin="xian", destination="duisburg", avoid=())


def test_a_closing_is_told_in_one_sentence_and_the_former_way_is_a_ghost(context):
    now, then = (best(context, *PAIR.values(), closed=closed) for closed in ((), ("aktau",)))
    km, days = (getattr(then.totals, name) for name in ("length_km", "days"))
    more_km, more_days = km - now.totals.length_km, days.typical - now.totals.days.typical
    told = said(context, closed=("aktau",), **PAIR)
    cost = f"+{more_km:,.0f} km and +{more_days:.1f} days (typical) against before."
    assert f"With Aktau closed: {cost}" in told
    ghost = routes(context, closed=("aktau",), **PAIR).on_map.drawn.ghost
    lost = set(now.legs.index) - set(then.legs.index)
    assert {context.facts.legs.index[at] for at in ghost} == lost
    assert "against before" not in said(context, **PAIR)
    assert routes(context, **PAIR).on_map.drawn.ghost == ()
    assert routes(context, closed=("shanghai",), **PAIR).on_map.drawn.ghost == (), "not on the way"


def test_days_of_a_closing_that_do_not_compare_are_not_compared(context):
    told = said(context, origin="inkai", destination="rotterdam", closed=("poti", "gibraltar"))
    assert "The days do not compare" in told
    assert "days (typical)" not in told


def test_a_corridor_far_round_is_said_not_to_serve_the_pair(context):
    granted = by_first(blocks(context, "rivals", **PAIR)["corridors_table"], "Granted to it")
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
    sentence, days = routes(context, **PAIR).sentence, route.totals.days
    for figure in (
        f"{route.totals.length_km:,.0f} km",
        "; 0 km in Russia",
        f"in {days.low:.1f} to {days.high:.0f} days, typically {days.typical:.1f}",
    ):
        assert figure in sentence


def test_a_route_with_russia_allowed_says_how_much_of_it_lies_there(context):
    sentence = routes(context, origin="xian", destination="duisburg", avoid=()).sentence
    assert "; 0 km in Russia" not in sentence
    assert "km in Russia" in sentence


def test_legs_that_are_not_in_service_are_said(context):
    way = {"origin": "kashgar", "destination": "tashkent", "planned": True}
    assert "not in service" in said(context, **way)
    assert "not in service" not in said(context, **PAIR)


def test_the_access_of_a_site_is_a_straight_line_outside_all_figures(context):
    shown = routes(context, origin="inkai", destination="rotterdam")
    ((start, node, text),) = shown.on_map.drawn.access
    assert text == "139 km straight, no road"
    point = context.facts.sites.geometry["inkai"]
    assert start == (round(point.y, 4), round(point.x, 4))
    assert node != start
    assert "straight" in said(context, origin="inkai", destination="rotterdam")
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
    first, third = routes(context, **PAIR), routes(context, **PAIR, way=(3,))
    assert (first.on_map.drawn.chosen, third.on_map.drawn.chosen) == (0, 2)
    assert first.on_map.drawn.ways == third.on_map.drawn.ways
    assert first.sentence != third.sentence
    few = {"origin": "xian", "destination": "duisburg", "avoid": ()}
    beyond = routes(context, **few, way=(5,))
    assert beyond.on_map.drawn.chosen == 0
    assert beyond.hints


def rests_on(row):
    return [one for block in row.details for one in block.table.rows]


def test_the_legs_add_up_and_each_has_what_it_rests_on(context):
    made = blocks(context, **PAIR)
    route = best(context, "altynkol", "poti")
    km = [key for key in keys(made["legs"], "km") if key is not None]
    assert sum(km) == pytest.approx(route.totals.length_km)
    within = list(lines(made["legs"].table.rows))
    legs = [row.request["sel"] for row in within if row.request["sel"].startswith("leg:")]
    assert legs == [f"leg:{leg}" for leg in route.legs.index], "each once, in order"
    for row in within:
        if row.request["sel"] in legs:
            assert rests_on(row)
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
    (leg,) = [row for row in made["legs"].table.rows if "+1 wait" in row.cells[3].tags]
    assert leg.request["sel"] == f"leg:{route.gaps['leg_id'].iloc[0]}", "the course names it where it is"
    assert len(made["gaps"].table.rows) == len(route.gaps) > 0
    assert any("in no total" in note for note in made["figures"].notes)


def test_the_emission_factors_used_stand_with_their_source(context):
    made = blocks(context, **PAIR)["factors"]
    assert texts(made, "Mode") == ["Rail", "Rail and road ferry"]
    assert all(row.links for row in made.table.rows)


def inside(row):
    """Km by country of a row of the proof."""
    return {
        country: float(km.replace(",", ""))
        for country, km in re.findall(r"([^;]+?) ([\d,.]+)(?:; |$)", text(row.cells[2]))
    }


def test_the_proof_adds_up_to_no_kilometre_in_russia(context):
    made = blocks(context, part="proof", **PAIR)
    assert made["proof"].says[0].startswith("0 km of the")
    *rows, whole = [inside(row) for row in made["proof"].table.rows]
    assert "Russia" not in whole
    for country, km in whole.items():
        assert km == pytest.approx(sum(row.get(country, 0) for row in rows), abs=1.0), "of rounded figures"
    *km, total = keys(made["proof"], "km, computed")
    assert total == pytest.approx(sum(km))
    assert by_first(made["refused"], "Which")["Moscow – Brest"] == "Russia"


def test_through_russia_the_proof_says_so(context):
    made = blocks(context, part="proof", origin="xian", destination="duisburg", avoid=())
    assert not made["proof"].says[0].startswith("0 km")
    assert inside(made["proof"].table.rows[-1])["Russia"] > 1000


def test_the_rivals_stand_side_by_side_for_the_pair(context):
    made = blocks(context, part="rivals", origin="xian", destination="duisburg")
    assert len(made["corridors_table"].table.rows) == len(COMPETING)
    assert not any("→" in name for name in texts(made["corridors_table"], "Corridor")), (
        "all for the same two ends"
    )
    northern = [mark for mark in made["corridors"].chart.marks if mark.place == "Northern, through Russia"]
    claimed = [mark.value for mark in northern if mark.group == "days" and mark.low == mark.high]
    assert claimed == [11.5], "as published for the same two ends"


def test_without_a_pair_each_corridor_has_its_own_ends_and_that_is_said(context):
    shown = blocks(context, part="rivals")
    made = shown["corridors"]
    assert "Sea by Suez · Shanghai → Rotterdam" in texts(shown["corridors_table"], "Corridor")
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
    for row in made["closing"].table.rows:
        alike = [other.cells[1:3] for other in lines([row])]
        assert set(alike) == {row.cells[1:3]}, "one row for those that cost the same"
    route = best(context, *PAIR.values())
    closable = {item.request["sel"].partition(":")[2] for item in lines(made["closing"].table.rows)}
    assert closable == {*route.legs.index, *route.nodes[1:-1]}
    cut_off = keys(made["closing_all"], "Cut off")
    assert cut_off == sorted(cut_off, reverse=True)
    assert cut_off[0] > 0


def test_closing_what_the_table_names_costs_what_it_says(context):
    made = blocks(context, part="closing", **PAIR)["closing"]
    row = next(row for row in lines(made.table.rows) if row.cells[0] == "Aktau")
    closed = row.actions[0].request["closed"]
    now, then = (best(context, *PAIR.values(), closed=c) for c in ((), (closed,)))
    assert text(row.cells[2]) == f"+{then.totals.length_km - now.totals.length_km:,.0f}"


def test_conflicting_figures_of_a_year_are_all_drawn_and_no_line_joins_two_sources(context):
    shown = blocks(context, part="history")
    made, table = shown["tonnes"], shown["tonnes_table"].table
    marks = [mark for mark in made.chart.marks if mark.place == "2024" and mark.group.endswith("full year")]
    assert {4_484_000, 4_600_000, 4_500_000, 4_480_000} <= {mark.value for mark in marks}
    series = {}
    for mark in made.chart.marks:
        series.setdefault(mark.series, []).append(mark)
    for marks in series.values():
        assert len({mark.group for mark in marks}) == 1, "one metric"
    of = {f"{mark.group}: " for mark in made.chart.marks}
    publishers = {link.label for row in table.rows for link in row.links}
    for name in series:
        (scope,) = [scope for scope in of if name.startswith(scope)]
        assert name.removeprefix(scope) in publishers, "one source"
    assert all(row.links for row in table.rows)


def test_the_level_of_the_sea_and_the_dredging_have_sources(context):
    made = blocks(context, part="history")
    assert [mark.value for mark in made["level"].chart.marks if mark.place == "2025"] == [-29.35, -29.21]
    assert len(made["dredging"].table.rows) == 2
    for key in ("level_table", "dredging"):
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
    for view in ("pledges", "sources"):
        assert build(ViewState(view=view, **PAIR), context, words_in("en")).page.form is None


def test_a_sea_lane_crosses_no_inland_neighbour_and_is_granted_only_what_was_avoided(context):
    made = blocks(context, part="rivals", origin="xian", destination="duisburg")
    shares = by_first(made["exposure_table"], "Share of the km, %")
    for lane in ("Sea by Suez", "Sea by the Cape"):
        assert "Iran" not in shares[lane]
        assert "Kazakhstan" not in shares[lane]
    granted = by_first(made["corridors_table"], "Granted to it")
    assert "allowed" not in " ".join(text for name, text in granted.items() if "Iran" in name)


def test_a_published_length_of_a_whole_way_stands_beside_the_computed(context):
    made = blocks(context, part="rivals", origin="xian", destination="duisburg")
    published = by_first(made["corridors_table"], "km, published")
    assert published[words_in("en")("corridor.northern")] == "9,908"
    assert 9908 in [mark.value for mark in made["corridors"].chart.marks if mark.group == "km"]


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
    (reading,) = blocks(context, part="closing", **PAIR)["ports"].folded
    assert "Aktau 7.2 h (Measured; Another place)" in reading.says[0]
    assert "Kuryk 69.7 h (Measured; The place itself)" in reading.says[0]
    closed = blocks(context, part="closing", closed=("aktau",), **PAIR)["ports"].table.rows[0]
    assert closed.actions[0].request["closed"] == ""
    assert closed.actions[0].pressed, "a closed place looks closed"
    assert "closed" in [text(cell) for cell in closed.cells]


def test_the_record_of_a_crossing_gives_the_time_that_routes_take(context):
    record = build(ViewState(sel="leg:f-aktau-alat"), context, words_in("en")).record
    (field,) = [field for field in record.fields if field.label == "Sailing time in routes"]
    assert field.value.startswith("18 – 22 – 24 hours")
    assert field.sources


def test_the_sentence_above_a_way_of_ones_own_names_no_other(context):
    for view in ("routes", "resources"):
        assert "Altynkol" not in build(ViewState(view=view), context, words_in("en")).sentence


def strips(context, **fields):
    return blocks(context, **fields)["ways"].strips


def test_the_ways_stand_on_one_axis_each_as_long_as_its_days(context):
    drawn = strips(context, origin="inkai", destination="rotterdam")
    answer = ways.answered(context, Request("inkai", "rotterdam"))
    for strip, route in zip(drawn.strips, (answer.best, *answer.alternatives), strict=True):
        days = route.totals.days
        assert sum(piece.value for piece in strip.pieces) == pytest.approx(days.typical, abs=0.02)
        assert (strip.low, strip.high) == (days.low, days.high)
        assert f"{days.typical:.1f} days" in strip.value
        assert days.high <= drawn.most
    assert drawn.strips[0].title == "Aktau · Alat · Poti"
    assert {piece.kind for piece in drawn.strips[0].pieces} == {"rail", "wait", "sea-ferry", "sea"}
    assert set(drawn.kinds) == {"rail", "wait", "sea-ferry", "sea"}


@pytest.mark.parametrize("ends", [("inkai", "rotterdam"), ("altynkol", "poti"), ("tashkent", "constanta")])
def test_no_two_ways_have_one_name(context, ends):
    titles = [strip.title for strip in strips(context, origin=ends[0], destination=ends[1]).strips]
    assert len(set(titles)) == len(titles)


def test_a_way_of_fewer_days_than_the_best_says_why_it_is_not_the_best(context):
    first, *others = strips(context, origin="inkai", destination="rotterdam").strips
    days = [sum(piece.value for piece in strip.pieces) for strip in (first, *others)]
    assert min(days) < days[0]
    for strip, own in zip(others, days[1:], strict=True):
        assert strip.note.startswith("Not the best:") == (own < days[0])
    assert first.note == ""
    nearest = strips(context, origin="inkai", destination="rotterdam", prefer="distance").strips
    assert not any(strip.note.startswith("Not the best") for strip in nearest), "days do not decide"


def test_of_two_ways_side_by_side_the_strips_say_which_line_of_the_map_is_which(context):
    pair = {"origin": "inkai", "destination": "rotterdam"}
    (made,) = [block for block in every(routes(context, way=(1, 3), **pair).blocks) if block.key == "ways"]
    lines = [strip.line and strip.line[0] for strip in made.strips.strips]
    assert lines[:3] == ["route", None, "route_beside"]
    assert not any(lines[3:])
    drawn = routes(context, way=(1, 3), **pair).on_map.drawn
    assert (drawn.chosen, drawn.beside) == (0, 2)
    assert routes(context, way=(3,), **pair).on_map.drawn.beside is None
    alone = blocks(context, way=(3,), **pair)["ways"].strips.strips
    assert not any(strip.line for strip in alone)


def test_two_ways_are_laid_side_by_side(context):
    pair = {"origin": "inkai", "destination": "rotterdam"}
    made = blocks(context, way=(1, 2), **pair)
    (one, other), route = strips(context, **pair).strips[:2], best(context, *pair.values())
    assert texts(made["beside"], one.title)[1] == f"{route.totals.length_km:,.0f}"
    second = ways.answered(context, Request(*pair.values())).alternatives[0]
    more = second.totals.length_km - route.totals.length_km
    assert texts(made["beside"], "More or less")[1] == f"+{more:,.0f}"
    assert texts(made["beside_legs"], other.title)[-1].startswith("Wait: Rotterdam")
    assert "beside" not in blocks(context, way=(1,), **pair)
    assert "beside" not in blocks(context, way=(1, 1), **pair)
    for strip, request in zip(strips(context, way=(2, 3), **pair).strips, ("2~1", None, "2"), strict=False):
        assert [action.request["way"] for action in strip.actions] == ([request] if request else [])


def test_days_that_leave_out_unlike_waits_are_not_subtracted(context):
    made = blocks(context, way=(1, 4), origin="inkai", destination="rotterdam")["beside"]
    assert texts(made, "More or less")[0] is None
    assert texts(made, "More or less")[2] == "+5"


def test_a_stretch_closes_whole_and_an_end_closes_not(context):
    rows = blocks(context, origin="inkai", destination="rotterdam")["legs"].table.rows
    legs = [other.request["sel"].removeprefix("leg:") for other in lines(rows[:1])]
    assert rows[0].actions[0].request["closed"] == "~".join(legs)
    assert rows[-1].request["sel"] == "node:rotterdam"
    assert rows[-1].actions == ()


def test_each_time_says_what_it_is(context):
    rows = blocks(context, origin="inkai", destination="rotterdam")["legs"].table.rows
    marks = {text(row.cells[0]).partition(":")[0]: row.cells[3].tags for row in rows}
    assert marks["Shieli – Aktau"] == ("m",)
    assert marks["Aktau – Alat"] == ("c",)
    assert marks["Aktau"] == ("p",)


def test_one_end_alone_is_asked_for_the_other_and_draws_no_other_way(context):
    page = routes(context, origin="inkai")
    assert "end of the route is not given" in page.hints[0].text
    assert page.on_map.drawn is None
    assert page.sentence == ""
    assert page.head == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_of_a_site_far_from_the_lines_kilometres_are_told_and_days_are_not(context, lang):
    fields = {"origin": "site:rangkul", "destination": "rotterdam", "lang": lang}
    route = best(context, "site:rangkul", "rotterdam")
    assert route.start.is_far
    words = words_in(lang)
    page = routes(context, **fields)
    assert words.number(route.start.access_km, 0) in page.sentence
    assert words.number(route.totals.length_km, 0) in page.sentence
    assert "?" not in said(context, **fields)
    for part in PARTS_OF["routes"]:
        made = blocks(context, part=part, **fields)
        if part != "way":
            continue
        assert [strip.low for strip in made["ways"].strips.strips] == [None] * len(made["ways"].strips.strips)
        figures = {figure.label: figure.value for figure in made["figures"].figures}
        unknown = [words("routes.days"), words("routes.co2")]
        assert [figures[label] for label in unknown] == [words("record.unknown")] * 2
