"""The view of resources on the real facts: every site in one status, figures of the library, gaps said."""

from base64 import b64decode
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from pandas import read_csv

from dashboard import theme
from dashboard.state import LANGUAGES, PARTS_OF, ViewState, parse
from dashboard.text import words_in
from dashboard.view import build
from dashboard.view.blocks import Cell
from dashboard.view.cells import is_mixed
from dashboard.view.labels import labels_of
from dashboard.view.pages import ways as drawn_ways
from dashboard.view.pages.resources.query import DEFAULT_END
from dashboard.view.record import build as build_record
from geodata import supply
from geodata.network import Request
from tests.dashboard.states import state_of

PARTS = PARTS_OF["resources"]
AMOUNT = words_in("en")("ledger.column.amount")


def view(context, part="sites", **fields):
    state = state_of(view="resources", part=part, **fields)
    return build(state, context, words_in(state.lang))


def resources(context, part="sites", **fields):
    return view(context, part, **fields).page


def blocks(context, part="sites", **fields):
    """All blocks by their keys: those that stand there, then those folded behind them."""
    page = resources(context, part, **fields)
    found = layer = [*page.of_record, *page.blocks]
    while layer := [one for block in layer for one in block.folded]:
        found = [*found, *layer]
    return {block.key: block for block in found}


def first(context, part="sites", **fields):
    """The keys of the blocks that stand there, in order."""
    page = resources(context, part, **fields)
    return [block.key for block in (*page.of_record, *page.blocks)]


def shown_rows(block):
    """The rows that stand in a table: of one that the browser keeps, those that are asked for."""
    rows, table = block.table.rows, block.table
    if not table.kept:
        return rows
    bits = np.unpackbits(np.frombuffer(b64decode(table.show), dtype=np.uint8))
    return [row for row, stands in zip(rows, bits, strict=False) if stands]


def rows_of(block):
    """The records that the rows of a table open."""
    return [(row.request or {}).get("sel") for row in shown_rows(block)]


def column(block, label):
    """The cells under a head, as cells."""
    at = [head.label for head in block.table.columns].index(label)
    cells = [row.cells[at] for row in shown_rows(block)]
    return [cell if isinstance(cell, Cell) else Cell(cell, key=cell) for cell in cells]


def cells(block, label):
    return [cell.text for cell in column(block, label)]


def files(context, part="sites", **fields):
    """The files to take along, by what they are of."""
    made = resources(context, part, **fields).files
    return {file.name.split("-")[4]: read_csv(BytesIO(file.made())) for file in made}


def read_below(block):
    """What is said of how a block is read."""
    return [text for one in block.folded for text in one.says]


@pytest.fixture(scope="module")
def network(context):
    return drawn_ways.network(context)


def test_each_site_stands_once_with_the_status_of_the_library(context, network):
    closed = ("aktau", "tashkent")
    made = blocks(context, destination="istanbul", closed=closed)["sites"]
    ways = supply.ways_out(network, Request(None, "istanbul", closed=closed))
    words = words_in("en")
    shown = {
        row.request["sel"].removeprefix("site:"): status
        for row, status in zip(made.table.rows, cells(made, "Way out"), strict=True)
    }
    assert len(made.table.rows) == len(context.facts.sites)
    assert shown == {site: words(f"way_out.{status}") for site, status in ways["status"].items()}
    assert len(set(shown.values())) > 1, "the closings cut somebody off"


def test_the_map_has_a_sign_for_each_site_that_the_filters_leave(context):
    shown = view(context, resource=("uranium",))
    assert [code != "-" for code in shown.page.on_map.out] == shown.show["site"].tolist()
    assert list(theme.STYLE["way_out"]) == list(supply.STATUSES)


def test_the_sentence_counts_the_sites_that_the_filters_leave(context, network):
    sentence = resources(context, country=("UZB",), destination="istanbul", closed=("tashkent",)).sentence
    ways = supply.ways_out(network, Request(None, "istanbul", closed=("tashkent",)))
    counts = ways.loc[ways["iso3"] == "UZB", "status"].value_counts()
    assert sentence.startswith(f"{counts.sum()} sites, to Istanbul: ")
    for status, count in counts[counts > 0].items():
        assert words_in("en")(f"resources.count_{status}", n=int(count)) in sentence


def test_the_counts_per_commodity_are_those_of_the_library(context, network):
    every = blocks(context, "commodities")
    made = every["counts"]
    ways = supply.ways_out(network, Request(None, DEFAULT_END))
    counts = supply.by_resource(ways, context.facts)
    assert [cell.key for cell in column(made, "Sites")] == counts["sites"].tolist()
    assert [cell.key for cell in column(made, "Without Russia")] == counts["open"].tolist()
    for row in made.table.rows:
        listed = blocks(context, "profile", resource=(row.request["resource"],))["lists"]
        assert all(one.links for one in listed.table.rows if one.cells[1]), "a list without a source"
    on_lists = dict(zip(cells(made, "Commodity"), cells(made, "On lists of critical minerals"), strict=True))
    assert on_lists["Tungsten"] == "Japan, European Union, United States 2022, United States 2025"
    assert on_lists["Uranium"] == "Japan, United States 2025"
    assert on_lists["Phosphate rock"].startswith("Japan: not known, European Union")


def test_a_commodity_is_one_line_of_dots_days_and_the_production_that_leads(context, network):
    made = blocks(context, "")["commodities"]
    found = supply.by_resource(supply.ways_out(network, Request(None, DEFAULT_END)), context.facts)
    lines = {row.request["resource"]: row.cells for row in made.table.rows}
    assert set(lines) == set(found.index)
    for code, (_, sites, days, _, _) in lines.items():
        assert sum(n for _, n in sites.dots) == sites.key == found.loc[code, "sites"]
        assert dict(sites.dots).get("open", 0) == found.loc[code, "open"]
        if days.span:
            assert days.span == tuple(found.loc[code, ["days_low", "days_high"]])
            assert days.span[1] <= made.table.columns[2].most
    assert lines["natural-gas"][2].span is None, "pipelines have no days"
    production = context.facts.production.loc["kaz-uranium-2024"]
    uranium = lines["uranium"]
    assert uranium[3].text == f"{production['value']:,.0f} t U (Kazakhstan, 2024)"
    assert (uranium[3].note, uranium[4].key) == ("World Nuclear Association", production["world_share_pct"])
    assert lines["oil"][3].text == "3 figures", "unlike figures are neither added nor chosen from"
    assert lines["tungsten"][3].text is None


def test_a_line_opens_the_commodity_with_its_sites_and_its_profile_one_click_away(context):
    (line,) = [row for row in blocks(context, "")["commodities"].table.rows if row.cells[0] == "Uranium"]
    state = state_of(view="resources", resource=(line.request["resource"],))
    page = build(state, context, words_in("en")).page
    every, sites, *charts = page.blocks
    assert [row.request["resource"] for row in every.table.rows] == [""], "a second click gives all back"
    holds = context.facts.sites["secondary_resources"].map(lambda codes: "uranium" in codes)
    assert len(sites.table.rows) == ((context.facts.sites["resource"] == "uranium") | holds).sum()
    asks = {action.label: action.request for action in every.actions}
    assert asks["Profile: Uranium"] == {"part": "profile", "resource": "uranium", "country": ""}
    (chart,) = [block.chart for block in charts]
    of = context.facts.production.query("resource == 'uranium' and unit == 't U'")
    assert sorted(mark.value for mark in chart.marks) == sorted(of["value"])
    assert charts[-1].folded[0].key == "production"


def test_a_site_far_from_the_lines_has_no_days(context):
    made = blocks(context)["sites"]
    rows = {row.request["sel"]: row.cells for row in made.table.rows}
    labels = [head.label for head in made.table.columns]
    for site in ("rangkul", "aqarkhar"):
        cells_of = dict(zip(labels, rows[f"site:{site}"], strict=True))
        assert cells_of["Way out"] == "Not known: far from the drawn lines"
        assert [cells_of[head].text for head in ("Days: low – typical – high", "Extra days")] == ["–", "–"]
        page = resources(context, sel=f"site:{site}")
        assert page.on_map.drawn is None
        assert "days," not in page.sentence
        assert page.of_record[0].table is None


@pytest.mark.parametrize("part", PARTS)
def test_each_part_tells_one_thing_first_and_asks_for_an_end_where_one_is_needed(context, part):
    page = resources(context, part, country=("UZB",))
    open_tables = [block for block in page.blocks if block.table]
    assert len(open_tables) <= 1, "what is beside it is folded behind it"
    assert (page.form is not None) == (part in ("commodities", "sites", "losses"))


def test_only_published_output_is_added_and_never_across_units(context):
    made = blocks(context, "commodities")["outputs"]
    known = (context.facts.sites["output_scope"] == "site").sum()
    assert f"{known} of {len(context.facts.sites)} sites" in read_below(made)[0]
    units = [cell.key[0] for cell in column(made, "Output")]
    like = [cells(made, label) for label in ("Commodity", "Stage", "Way out", "Year")]
    keys = list(zip(units, *like, strict=True))
    assert len(keys) == len(set(keys))
    assert all(row.links for row in made.table.rows)


def test_what_is_more_than_a_figure_says_so_in_sums_and_in_the_record(context):
    made = blocks(context, "commodities")
    assert "more than 57 million t oil" in cells(made["outputs"], "Output")
    record = build(ViewState(sel="site:tengiz"), context, words_in("en")).record
    assert "more than 39 million t oil (2025)" in [field.value for field in record.fields]
    left = dict(
        zip(cells(made["left_out"], "Site"), cells(made["left_out"], "The figure covers"), strict=True)
    )
    assert "The whole country" in left.values()
    assert len(left) == (context.facts.sites["output_scope"].dropna() != "site").sum()


def test_reserves_cite_their_own_source_with_the_note_beside_them(context):
    made = blocks(context, "profile", country=("UZB",))["reserves"]
    rows = dict(zip(cells(made, "Of"), made.table.rows, strict=True))
    row = rows["Kalmakyr"]
    assert [link.label for link in row.links] == ["U.S. Geological Survey"]
    assert "The tonnage is for the Almalyk group" in row.cells[-1]
    record = build(ViewState(sel="site:sary-cheku"), context, words_in("en")).record
    cited = next(field.sources for field in record.fields if field.label == "Reserves")
    assert [record.sources[n - 1].publisher for n in cited] == ["U.S. Geological Survey"]


def test_a_list_says_its_date(context):
    made = blocks(context, "profile", resource=("tungsten",))["lists"]
    assert cells(made, "Outcome")[:2] == ["On the list (March 2020)", "Critical and strategic (2024)"]


def test_a_list_without_a_date_says_that_it_is_not_known(context):
    undated = context.facts.resources.assign(japan_date=None)
    unpublished = context.facts.sources.assign(published=None)
    facts = replace(context.facts, resources=undated, sources=unpublished)
    made = blocks(replace(context, facts=facts), "profile", resource=("tungsten",))["lists"]
    assert cells(made, "Outcome")[0].endswith("(date of the list not known)")


def test_a_site_has_its_answers_and_their_differences(context, network):
    made = blocks(context, sel="site:inkai")["way_out"]
    out = supply.way_out(network, "inkai", Request(None, "rotterdam"))
    km = cells(made, "km, computed")
    routes = (out.without_russia.best, out.planned.best, out.with_russia.best, out.through_russia)
    assert km[:4] == [f"{route.totals.length_km:,.0f}" for route in routes]
    assert cells(made, "km in Russia")[0] == "0"
    assert cells(made, "km in Russia")[3] == f"{out.through_russia.km_inside('RUS'):,.0f}"
    assert km[5].lstrip("+") == f"{out.through_difference.length_km:,.0f}"
    asks = made.table.rows[0].actions[0].request
    assert (asks["view"], asks["from"], asks["to"], asks["avoid"]) == (
        "routes", "site:inkai", "rotterdam", "RUS",
    )  # fmt: skip
    # What a click asks for is read as any address is: both ends stand in the view of routes.
    opened, notices = parse({**asks, "closed": "baku"}, context.vocabulary)
    assert notices == ()
    assert (opened.view, opened.origin, opened.destination) == ("routes", "site:inkai", "rotterdam")


def test_the_map_draws_the_way_of_the_chosen_site_and_its_straight_access(context, network):
    drawn = resources(context, sel="site:inkai").on_map.drawn
    out = supply.way_out(network, "inkai", Request(None, "rotterdam"))
    legs = context.facts.legs.index.get_indexer(out.without_russia.best.legs.index)
    assert drawn.ways[drawn.chosen] == tuple(legs)
    assert len(drawn.access) == 1
    assert resources(context).on_map.drawn is None
    assert "straight line" in blocks(context, sel="site:inkai")["way_out"].says[0]


def test_a_site_far_from_the_network_says_how_far(context):
    far = blocks(context, sel="site:aqarkhar")["way_out"].says[0]
    assert "439 km is farther than 250 km" in far
    assert "farther" not in blocks(context, sel="site:inkai")["way_out"].says[0]


def test_a_site_without_a_way_says_so_and_how_to_mend_it(context, network):
    last = ("lianyungang", "shanghai", "singapore", "vostochny")
    fields = {"destination": "yokohama", "closed": last}
    ways = supply.ways_out(network, Request(None, **fields))
    site = ways.index[ways["status"] == "none"][0]
    shown = resources(context, sel=f"site:{site}", **fields)
    assert "no way is known under these conditions. Open what is closed" in shown.sentence
    assert shown.on_map.drawn is None


@pytest.mark.parametrize(
    ("case", "sentence", "cell"),
    [
        ("inside inkai KAZ", "The site lies in a country to avoid.", "in a country to avoid"),
        (
            "closed inkai",
            "All loading points near it are closed.",
            "every loading point near it is closed",
        ),
        ("crossed bozymchak UZB", "Every straight line to a", "only across countries to avoid"),
        ("either kumtor KAZ", "is closed or lies across a", "is closed or across a country to avoid"),
    ],
)
def test_a_site_that_can_be_loaded_nowhere_says_why(context, network, case, sentence, cell):
    because, site, *avoid = case.split()
    entries = network.entries[site]
    shut = {"closed": entries, "either": [one for one in entries if one.countries.isdisjoint(avoid)]}
    closed = tuple(one.node_id for one in shut.get(because, ()))
    fields = {"destination": "rotterdam", "avoid": ("RUS", *avoid), "closed": closed}
    assert supply.ways_out(network, Request(None, **fields)).loc[site, "no_access_because"] == because
    assert sentence in resources(context, sel=f"site:{site}", **fields).sentence
    made = blocks(context, **fields)["sites"]
    shown = {
        row.request["sel"]: text for row, text in zip(made.table.rows, cells(made, "Loaded at"), strict=True)
    }
    assert cell in shown[f"site:{site}"]


def test_the_sentence_of_a_site_says_which_waits_its_days_leave_out(context, network):
    fields = {"prefer": "distance", "sel": "site:inkai"}
    out = supply.way_out(network, "inkai", Request(None, "rotterdam", prefer="distance"))
    n = len(out.without_russia.best.gaps)
    assert n > 1
    assert f"The days leave out {n} waits whose length is not known." in resources(context, **fields).sentence
    assert "The days leave out" not in resources(context, sel="site:inkai", destination="poti").sentence


def test_the_sentence_of_a_site_says_why_it_is_not_loaded_at_the_nearest_place(context, network):
    nearest = network.entries["inkai"][0].node_id
    assert "the place before it" not in resources(context, sel="site:inkai").sentence
    said = resources(context, sel="site:inkai", closed=(nearest,)).sentence
    assert "Inkai is loaded at" in said
    assert f"{context.facts.nodes.loc[nearest, 'name']}, the place before it, is closed." in said


def test_sites_loaded_where_a_site_is_loaded_are_not_at_the_end_itself(context):
    said = resources(context, destination="inkai", sel="site:kurumsak").sentence
    assert "are loaded at the same place as the end" in said
    assert "it is loaded at the same place as the end." in said
    assert "the end itself" not in said
    assert "at the end itself" in resources(context, destination="aktogay").sentence


@pytest.mark.parametrize(
    "fields",
    [{"country": ("TKM",), "resource": ("uranium",)}, {"country": ("JPN",), "part": "profile"}],
)
def test_no_site_is_said_only_where_nothing_else_tells_it(context, fields):
    assert resources(context, **fields).sentence == ""


def test_a_filter_that_leaves_pledges_and_no_site_says_so(context):
    assert resources(context, country=("JPN",), donor=("JPN",)).sentence.startswith("No site matches")


def test_an_end_in_russia_is_reached_only_through_russia(context):
    said = resources(context, destination="moscow")
    codes = ("far", "russia", "piped")
    far, through, piped = (said.on_map.out.count(str(supply.STATUSES.index(code))) for code in codes)
    assert far + through + piped == len(context.facts.sites)
    assert f"{piped} oil and gas fields are emptied by pipeline" in said.sentence
    assert f"{through} only through Russia" in said.sentence
    assert f"{far} lie over 250 km" in said.sentence


def test_an_end_that_nobody_knows_is_answered_with_names_that_work(context):
    shown = resources(context, destination="roterdam")
    assert shown.sentence == ""
    assert blocks(context, destination="roterdam") == {}
    (hint,) = shown.hints
    assert {"to": "rotterdam", "way": ""} in [action.request for action in hint.actions]


def test_a_field_has_no_days_of_goods_and_shows_todays_exports_first(context):
    made = blocks(context)["sites"]
    rows = {row.request["sel"]: row.cells for row in made.table.rows}
    labels = [column.label for column in made.table.columns]
    days = labels.index("Days: low – typical – high")
    for site in ("karachaganak", "tengiz", "galkynysh"):
        assert rows[f"site:{site}"][labels.index("Way out")] == "By pipeline, not by this network"
        assert rows[f"site:{site}"][days].text == "–"
    oil = blocks(context, sel="site:tengiz")
    assert first(context, sel="site:tengiz")[:4] == [
        "exports_oil",
        "exports_natural-gas",
        "pipelines",
        "way_out",
    ]
    assert oil["way_out"].title.startswith("As if loaded on rail (Oil and Sulfur)")
    assert set(cells(oil["pipelines"], "Way out")) == {"Without Russia", "Only through Russia", "Not known"}
    gas = blocks(context, sel="site:shurtan")
    assert "days" not in resources(context, sel="site:tengiz").sentence.partition("Tengiz →")[2]
    assert resources(context, sel="site:tengiz").on_map.drawn is None
    assert cells(gas["pipelines"], "Way out") == ["Not known", "Not known"]
    assert "way_out" not in blocks(context, sel="site:dauletabad"), "gas never goes by rail"


def test_no_oil_or_gas_counts_as_leaving_without_russia_on_this_network(context):
    made = blocks(context, "commodities")
    counts = dict(zip(cells(made["counts"], "Commodity"), made["counts"].table.rows, strict=True))
    labels = [column.label for column in made["counts"].table.columns]
    gas = counts["Natural gas"].cells
    assert gas[labels.index("Without Russia")].text == "0"
    units = [cell.key[0] for cell in column(made["outputs"], "Output")]
    ways = dict(zip(units, cells(made["outputs"], "Way out"), strict=True))
    assert ways["billion m3 gas"] == ways["million t oil"] == "By pipeline, not by this network"


def test_extra_days_say_what_they_are_and_name_the_wait_left_out(context, network):
    made = blocks(context)["sites"]
    shown = dict(zip(cells(made, "Site"), cells(made, "Extra days"), strict=True))
    row = supply.ways_out(network, Request(None, "rotterdam")).loc["inkai"]
    assert shown["Inkai"] == f"at most +{row['extra_days_typical']:.1f}"
    note = next(text for text in read_below(made) if text.startswith("Left out on the best way with Russia"))
    assert "Border, Duisburg" in note
    far = blocks(context, destination="yokohama")["sites"]
    shown = dict(zip(cells(far, "Site"), cells(far, "Extra days"), strict=True))
    assert shown["Inkai"] == "not comparable"
    csv = files(context, destination="yokohama")["sites"].set_index("site_id")
    assert csv.loc["inkai", "extra_days_kind"] == "not-alike"
    assert csv["extra_days_typical"].isna()["inkai"]


def test_pipelines_are_only_said_to_begin_near(context):
    made = blocks(context, sel="site:tengiz")
    assert made["pipelines"].title == "Pipelines that begin near"
    assert "No source says whether this field feeds them" in made["pipelines"].says[0]
    assert "exports_oil" in made
    assert "pipelines" not in blocks(context, sel="site:inkai")


def test_what_closings_cost_is_the_tables_of_the_library(context, network):
    made = blocks(context, "losses", resource=("uranium",))
    found = supply.disruptions(network, Request(None, "rotterdam")).reset_index()
    uranium = found[(found["resource"] == "uranium") & (found["kind"] == "country")]
    assert [cell.key for cell in column(made["disruption_country"], "Sites")] == uranium["sites"].tolist()
    first = made["disruption_country"].table.rows[0].actions[0].request["avoid"]
    assert first == f"RUS~{uranium['item'].iloc[0]}"


def test_every_stake_is_there_japans_apart_and_each_with_its_source(context):
    made = blocks(context, "japan")
    stakes = supply.stakes(context.facts)
    japanese = int(stakes["is_japanese"].fillna(value=False).sum())
    made = {key: block for key, block in made.items() if block.table}
    rows = {key: len(block.table.rows) for key, block in made.items()}
    assert rows["stakes_japan"] + rows["contracts_japan"] == japanese
    assert rows["stakes_others"] + rows["contracts_others"] == len(stakes) - japanese
    assert (
        rows["contracts_japan"]
        == ((stakes["kind"] == "other") & stakes["is_japanese"].fillna(value=False)).sum()
    )
    for block in made.values():
        assert all(row.links for row in block.table.rows), block.key


def test_no_plant_that_burns_gas_stands_among_the_stakes_in_gas(context):
    made = blocks(context, "japan", resource=("natural-gas",))
    assert made["stakes_japan"].table is None
    assert len(made["contracts_japan"].table.rows) >= 5
    gallium = blocks(context, "japan", resource=("gallium",))["stakes_japan"]
    assert cells(gallium, "Kind") == ["Offtake"]


def test_a_stake_that_nobody_checked_again_says_as_of_when_and_its_note(context):
    made = blocks(context, "japan", resource=("uranium",))["stakes_japan"]
    rows = list(zip(cells(made, "Holder"), cells(made, "State"), cells(made, "Note"), strict=True))
    sumitomo = next(row for row in rows if row[0] == "Sumitomo")
    assert sumitomo[1] == "As of 2006; present state not checked"
    assert "present shares were not checked" in sumitomo[2]
    assert "Past" not in cells(made, "State")
    record = build(ViewState(sel="site:mynkuduk-west"), context, words_in("en")).record
    (field,) = [field for field in record.fields if field.label == "Equity: Sumitomo"]
    assert field.value.startswith("25 %; Appak; As of 2006; present state not checked. Shares as announced")
    assert field.sources
    taken = files(context, "japan", resource=("uranium",))["stakes"]
    assert taken["note"].str.contains("not checked").any()


def test_a_share_is_printed_with_all_its_digits(context):
    made = blocks(context, "japan", resource=("oil",))["stakes_japan"]
    assert "7.563" in cells(made, "Share, %")
    ru = blocks(context, "japan", resource=("oil",), lang="ru")["stakes_japan"]
    assert "7,563" in cells(ru, "Доля, %")


def test_pledges_of_a_profile_are_ordered_by_what_they_are_worth(context):
    made = blocks(context, "profile", country=("KAZ",))["pledges"]
    worth = {cell.text: cell.key for cell in column(made, AMOUNT)}
    assert worth["15 billion USD"] == 15e9
    assert 0 < worth["20.7 billion KZT"] < 50e6
    assert worth["15 billion USD"] == max(key for key in worth.values() if key is not None)


def test_stakes_are_ordered_in_groups_of_one_unit_and_money_by_what_it_is_worth(context):
    made = blocks(context, "japan")["stakes_japan"]
    keys = {cell.text: cell.key for cell in column(made, "Value")}
    assert keys["2,000 t U a year"] == ("t U a year", 2000)
    assert keys["636.4 million USD"] == ("USD", 636_400_000)
    assert is_mixed(column(made, "Value")), "its head says that it is in groups"
    contracts = blocks(context, "japan")["contracts_japan"]
    rows = {row.request["sel"]: row.cells for row in contracts.table.rows}
    at = [head.key for head in contracts.table.columns].index("value")
    for sel in ("pledge:jpn-uzb-syrdarya2-jbic", "pledge:jpn-tkm-mhi-urea-kiyanly"):
        worth = context.ledger.by_id[sel.removeprefix("pledge:")].conversions["USD"].value
        assert rows[sel][at].key == (None if worth is None else ("USD", float(worth)))
    assert any(row[at].key for row in rows.values())


def test_production_is_ordered_in_groups_of_one_unit(context):
    made = blocks(context, "production")["production"]
    keys = {cell.text: cell.key for cell in column(made, "Value")}
    assert keys["23,270 t U"] == ("t U", 23270)
    assert keys["6,500 kt chromite ore"] == ("kt chromite ore", 6500)
    assert is_mixed(column(made, "Value"))
    assert not is_mixed(column(blocks(context, "production", resource=("uranium",))["production"], "Value"))


def test_money_is_spelled_as_everywhere(context):
    ledger = blocks(context, "profile", country=("UZB",))["pledges"]
    spelled = dict(zip(rows_of(ledger), cells(ledger, AMOUNT), strict=True))
    stakes = blocks(context, "japan", country=("UZB",))["contracts_japan"]
    for sel, text in zip(rows_of(stakes), cells(stakes, "Value"), strict=True):
        assert sel not in spelled or text == spelled[sel]
    exports = cells(blocks(context, "exports")["exports"], "Value")
    assert any(text and text.endswith(" billion USD") for text in exports)
    assert "636,4\u00a0млн USD" in cells(blocks(context, "japan", lang="ru")["stakes_japan"], "Значение")


def test_exports_are_as_published_with_sources(context):
    made = blocks(context, "exports")["exports"]
    assert len(made.table.rows) == len(supply.exports(context.facts))
    assert all(row.links for row in made.table.rows)


def test_a_profile_says_what_to_choose(context):
    none = blocks(context, "profile")["choose"]
    assert {"country": "UZB", "resource": ""} in [action.request for action in none.actions]
    several = blocks(context, "profile", country=("KAZ", "UZB"))["choose"]
    assert [action.label for action in several.actions] == ["Kazakhstan", "Uzbekistan"] + [
        context.facts.resources.loc[code, "name_en"] for code in context.facts.resources.index
    ]
    assert none.says != several.says


def test_a_profile_holds_what_the_library_gives(context, network):
    ways = supply.ways_out(network, Request(None, "rotterdam"))
    profile = supply.country_profile(context.facts, "UZB", ways)
    made = blocks(context, "profile", country=("UZB",))
    for key in ("sites", "production", "reserves", "exports", "pledges", "gaps"):
        assert len(shown_rows(made[key])) == len(getattr(profile, key)), key
    assert len(shown_rows(made["regional"])) == len(profile.regional_pledges)


def test_the_profile_of_japan_holds_what_it_gives_and_owns(context):
    made = blocks(context, "profile", country=("JPN",))
    for key in ("stakes_japan", "contracts_japan"):
        assert len(made[key].table.rows) == len(blocks(context, "japan")[key].table.rows)
    assert len(shown_rows(made["given"])) == (context.facts.pledges["donor"] == "JPN").sum()


def test_a_profile_counts_pledges_to_the_region_as_the_sentence_does(context):
    for fields in ({"resource": ("uranium",)}, {"country": ("UZB",)}, {"resource": ("tungsten",)}):
        sentence = build(state_of(view="resources", **fields), context, words_in("en")).sentence
        made = blocks(context, "profile", **fields)
        assert made["regional"].title in sentence, fields
    assert made["unnamed"].title.endswith("that names no commodity")


def test_a_profile_gives_the_customs_codes_and_a_reason_for_every_gap(context):
    for lang, code in (
        ("en", "Customs codes (HS 2022): 2611.00, 2841.80, 8101."),
        ("ru", "(HS 2022): 2611.00"),
    ):
        made = blocks(context, "profile", resource=("tungsten",), lang=lang)
        assert any(code in text for text in made["profile"].says)
    made = blocks(context, "profile", country=("UZB",))["gaps"]
    assert "–" not in cells(made, "Why")
    assert "–" not in cells(made, "Settled by")
    assert "Not stated." not in cells(made, "Why")


def test_a_site_known_by_commodity_and_place_alone_says_so(context):
    sites = context.facts.sites
    bare = sites.index[sites[["output", "operator", "reserves"]].isna().all(axis=1)]
    said = words_in("en")("record.bare")
    labels = labels_of(context, words_in("en"))
    told = [
        site
        for site in sites.index
        if said in [field.value for field in build_record(f"site:{site}", labels).fields]
    ]
    assert told == list(bare)
    assert len(told) == 57
    railed = next(site for site in bare if sites["kind"][site] != "field")
    assert said in blocks(context, sel=f"site:{railed}")["way_out"].says[0]


@pytest.mark.parametrize("view", ["overview", "routes", "resources", "pledges"])
def test_one_country_or_commodity_leads_to_its_profile_from_every_view(context, view):
    def links(**fields):
        return build(state_of(view=view, **fields), context, words_in("en")).profiles

    there = {"view": "resources", "part": "profile"}
    (country,) = links(country=("UZB",))
    assert (country.label, country.request) == (
        "Profile of Uzbekistan", {**there, "country": "UZB", "resource": ""},
    )  # fmt: skip
    (commodity,) = links(resource=("tungsten",), country=("UZB", "KAZ"))
    assert commodity.request == {**there, "country": "", "resource": "tungsten"}
    assert links() == ()
    assert links(country=("UZB",), part="profile") == (() if view == "resources" else (country,))


def test_production_and_reserves_of_all_stand_in_a_part_of_their_own(context):
    made = blocks(context, "production")
    assert len(made["production"].table.rows) == len(context.facts.production)
    assert len(made["reserves"].table.rows) == len(supply.reserves(context.facts))
    assert all(row.links for key in ("production", "reserves") for row in made[key].table.rows)
    uranium = blocks(context, "production", country=("KAZ",), resource=("uranium",))["production"]
    heads = ("Year", "Commodity", "Country", "Value", "World share, %", "World rank")
    rows = zip(*(cells(uranium, head) for head in heads), strict=True)
    share = context.facts.production.loc["kaz-uranium-2024", "world_share_pct"]
    assert ("2024", "Uranium", "Kazakhstan", "23,270 t U", f"{share:g}", "1") in rows
    assert set(cells(uranium, "Commodity")) == {"Uranium"}
    taken = files(context, "production", resource=("uranium",))["production"]
    assert set(taken["resource"]) == {"uranium"}


@pytest.mark.parametrize("lang", ["ja", "ru"])
def test_ways_periods_and_units_are_in_the_readers_language(context, lang):
    made = blocks(context, "exports", lang=lang)["exports"]
    words, english = words_in(lang), blocks(context, "exports")["exports"]
    labels = [words(f"resources.{key}") for key in ("way_by", "share_of", "to_where")]
    labels.append(words("routes.period"))
    shown = [text for label in labels for text in cells(made, label) if text]
    assert len(shown) > len(made.table.rows)
    assert [text for text in shown if text.isascii() and not text.isdigit()] == []
    assert any("million t" in (text or "") for text in cells(english, "Value"))
    assert not any("million t" in (text or "") for text in cells(made, words("routes.value")))


def test_a_commodity_without_figures_says_so_in_words(context):
    made = blocks(context, "profile", resource=("tungsten",))
    assert made["production"].table is None
    assert "known to these facts" in made["production"].says[0]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "fields", [{}, {"country": ("UZB",), "sel": "site:tengiz"}, {"resource": ("uranium",)}]
)
def test_every_part_speaks_every_language(context, part, lang, fields):
    made = blocks(context, part=part, lang=lang, **fields)
    assert made
    for block in made.values():
        heading = (block.title,) if block.title or not (block.chart or block.folded) else ()
        said = (*heading, *block.says, *block.notes, *read_below(block))
        assert all(text and "{" not in text for text in said), block.key
        assert all(action.label for action in block.actions)
        for row in block.table.rows if block.table else ():
            assert len(row.cells) == len(block.table.columns), block.key
            sel = (row.request or {}).get("sel") or None
            assert sel is None or sel in context.vocabulary.records


@pytest.mark.parametrize("part", PARTS)
def test_every_table_can_be_taken_as_a_file(context, part):
    taken = files(context, part, country=("KAZ",))
    assert taken
    assert all(len(frame) for frame in taken.values())


def test_a_part_of_another_view_opens_the_first_of_this_one(context):
    assert ViewState(view="resources", part="proof").open_part == "commodities"
    assert ViewState(view="routes", part="japan").open_part == "way"
    assert blocks(context, "proof").keys() == blocks(context, "").keys()


# ---- selections that leave little


@pytest.mark.parametrize("part", PARTS)
def test_a_commodity_without_rows_in_a_country_is_a_page_that_says_so(context, part):
    for resource in context.index.options["resource"]:
        found = view(context, part, country=("TJK",), resource=(resource,))
        # Where no site is left, the head of the page says what to relax.
        assert found.page.blocks or found.suggestions, resource
        assert all(block.table is None or block.table.rows for block in found.page.blocks), resource
