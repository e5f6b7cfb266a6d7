"""The view of sources on the real facts: counts recomputed from the tables, every dispute, every gap."""

import re
from collections import Counter

import pytest

from dashboard.state import LANGUAGES, PARTS_OF
from dashboard.text import words_in
from dashboard.view import build
from dashboard.view.blocks import Cell
from geodata import conflicts, supply
from tests.dashboard.states import state_of

PARTS = PARTS_OF["sources"]
OSM = "openstreetmap-org-copyright-325e"


def built(context, **fields):
    state = state_of(view="sources", **fields)
    return build(state, context, words_in(state.lang))


def blocks(context, part="list", **fields):
    """All blocks by their keys: those that stand there, then those folded behind them."""
    page = built(context, part=part, **fields).page
    found = layer = [*page.of_record, *page.blocks]
    while layer := [one for block in layer for one in block.folded]:
        found = [*found, *layer]
    return {block.key: block for block in found}


def cells(block, label):
    at = [column.label for column in block.table.columns].index(label)
    return [read(row.cells[at]) for row in block.table.rows]


def read(cell):
    return cell.text if isinstance(cell, Cell) else cell


def listed(context, **fields):
    """Rows per source as the page lists them."""
    block = blocks(context, **fields)["sources"]
    rows = zip(block.table.rows, cells(block, "Rows"), strict=True)
    return {row.request["sel"].removeprefix("source:"): int(text.replace(",", "")) for row, text in rows}


def counted(view):
    return {part.key: part.count for part in view.page.parts}


def recounted(frames):
    """Rows per source, from the cells of some tables: a row that names a source twice counts once."""
    counts = Counter()
    for frame in frames:
        columns = [column for column in frame if "source_ids" in column]
        for _, row in frame[columns].iterrows():
            counts.update({source for cell in row for source in cell})
    return dict(counts)


def test_every_source_carries_as_many_rows_as_the_tables_say(context):
    assert listed(context) == recounted(context.facts.tables().values())


def test_a_country_has_the_sources_of_its_rows_and_of_no_other(context):
    facts, code = context.facts, "UZB"
    regional = facts.pledges["beneficiaries"].map(lambda codes: code in codes or "REGION" in codes)
    country = facts.nodes["iso3"]
    ends = (facts.legs["from_node"].map(country), facts.legs["to_node"].map(country))
    legs = facts.legs[(ends[0] == code) | (ends[1] == code)]
    sites, pledges = facts.sites[facts.sites["iso3"] == code], facts.pledges[regional]
    records = {f"site:{row}" for row in sites.index} | {f"pledge:{row}" for row in pledges.index}
    unmapped = {
        record.removeprefix("unmapped:")
        for record in supply.gaps(facts, iso3=code)["record"]
        if record.startswith("unmapped:")
    }
    frames = [
        sites,
        pledges,
        legs,
        facts.nodes[country == code],
        facts.timeline[facts.timeline["countries"].map(lambda codes: code in codes)],
        facts.lengths[facts.lengths["legs"].map(lambda chain: bool(set(chain) & set(legs.index)))],
        facts.claims[facts.claims["record"].isin(records)],
        facts.participants.loc[[code]],
        facts.resources,
        facts.unmapped.loc[sorted(unmapped)],
        *(getattr(facts, name).query(f"iso3 == '{code}'") for name in ("production", "exports", "holdings")),
    ]
    found = listed(context, country=(code,))
    assert found == recounted(frames)
    assert 0 < len(found) < len(facts.sources)


def test_theme_and_donor_narrow_pledges_and_their_claims_alone(context):
    facts = context.facts
    kept = facts.pledges[(facts.pledges["theme"] == "logistics") & (facts.pledges["donor"] == "JPN")]
    others = {f"pledge:{row}" for row in facts.pledges.index.difference(kept.index)}
    frames = facts.tables() | {"pledges": kept, "claims": facts.claims[~facts.claims["record"].isin(others)]}
    assert listed(context, theme=("logistics",), donor=("JPN",)) == recounted(frames.values())


def test_the_sentence_says_what_is_selected_and_what_carries_it(context):
    view = built(context, country=("UZB",))
    sources = listed(context, country=("UZB",))
    publishers = context.facts.sources.loc[list(sources), "publisher"].nunique()
    counts = counted(view)
    sites, pledges = (view.show[kind].sum() for kind in ("site", "pledge"))
    assert view.page.sentence == (
        f"Uzbekistan: {len(sources)} sources from {publishers} publishers carry {sites} sites and {pledges} "
        f"pledges; {counts['conflicts']} records on which sources disagree; {counts['unmapped']} items known "
        f"and not drawn."
    )


def test_an_open_source_shows_all_that_rests_on_it_beneath_its_record(context):
    page = built(context, sel=f"source:{OSM}").page
    made = page.of_record
    assert [block.key for block in made] == ["rests"]
    assert len(made[0].table.rows) == listed(context)[OSM]
    assert page.blocks[0] is built(context).page.blocks[0], "the list is worked out once"
    record = built(context, sel=f"source:{OSM}").record
    asked = {row.request["sel"] for row in made[0].table.rows if row.request}
    assert {sel for sel, _ in record.related} == asked
    assert [line.url for line in record.sources] == [context.facts.sources.loc[OSM, "url"]]


def test_what_rests_on_a_source_outside_of_the_filters_is_counted_apart(context):
    here = blocks(context, sel=f"source:{OSM}", country=("UZB",))["rests"]
    hidden = int(re.search(r"\d+", here.notes[0])[0])
    assert len(here.table.rows) + hidden == listed(context)[OSM]
    none = blocks(context, sel=f"source:{OSM}", country=("JPN",))["rests"]
    assert none.table is None
    assert none.says == ("No row of this selection rests on it.",)


def test_every_record_whose_sources_disagree_is_there_with_every_value(context):
    made = blocks(context, "conflicts")
    every = conflicts.everywhere(context.facts)
    assert counted(built(context))["conflicts"] == every["dispute"].nunique()
    for table, found in every.groupby("table"):
        block = made[f"conflicts_{table}"]
        assert len(block.table.rows) == len(found)
        assert block.title.endswith(
            f"{found['dispute'].nunique()} record{'s' * (len(set(found['dispute'])) > 1)}"
        )
    told = {row.request["sel"] for key in ("pledges", "sites") for row in made[f"conflicts_{key}"].table.rows}
    tables = (("pledge", context.facts.pledges), ("site", context.facts.sites))
    assert told == {
        f"{kind}:{row}" for kind, frame in tables for row in frame.index[frame["conflict"].notna()]
    }
    ledger = made["conflicts"].actions[0].request
    assert (ledger["view"], ledger["conflict"]) == ("pledges", "yes")


def test_a_pledge_with_claims_shows_each_with_who_says_it(context):
    block = blocks(context, "conflicts")["conflicts_pledges"]
    rows = [row for row in block.table.rows if row.request["sel"] == "pledge:ots-turkic-investment-fund"]
    assert [row.cells[3] for row in rows] == ["Turkiye Today", "Trend"]
    assert all(row.links for row in rows)


def test_conflicts_follow_the_filters_and_say_what_to_relax(context):
    for country in ("KAZ", "TJK"):
        found = blocks(context, "conflicts", country=(country,))
        sites = context.facts.sites
        expected = ((sites["iso3"] == country) & sites["conflict"].notna()).sum()
        shown = {row.request["sel"] for row in found["conflicts_sites"].table.rows}
        assert len(shown) == expected
    empty = blocks(context, "conflicts", resource=("silicon",), country=("TJK",))
    assert list(empty) == ["conflicts"]
    assert {"resource": ""} in [action.request for action in empty["conflicts"].actions]


def test_what_is_not_drawn_is_all_there_with_its_reason(context):
    unmapped = context.facts.unmapped
    block = blocks(context, "unmapped")["unmapped"]
    assert sorted(cells(block, "What")) == sorted(unmapped["item"])
    assert sorted(cells(block, "Why it is not drawn")) == sorted(unmapped["reason"])
    assert sum(int(figure.value) for figure in block.folded[0].figures) == len(unmapped)
    uranium = blocks(context, "unmapped", resource=("uranium",), country=("KAZ",))["unmapped"]
    known = supply.gaps(context.facts, "uranium", "KAZ")["record"].str.startswith("unmapped:").sum()
    assert len(uranium.table.rows) == known


def test_unknown_by_country_and_commodity_is_what_the_library_finds(context):
    made = blocks(context, "coverage")
    facts = context.facts
    for label, block, argument in (
        ("Country", "unknown_iso3", "iso3"),
        ("Commodity", "unknown_resource", "resource"),
    ):
        for code in ("UZB", "TJK") if argument == "iso3" else ("uranium", "rhenium"):
            gaps = supply.gaps(facts, **{argument: code})
            name = {"UZB": "Uzbekistan", "TJK": "Tajikistan"}.get(code, code.capitalize())
            at = cells(made[block], label).index(name)
            for title, gap in (
                ("Output", "no-output"),
                ("Reserves", "no-reserves"),
                ("Own point", "stand-in-point"),
            ):
                assert int(cells(made[block], title)[at]) == (gaps["gap"] == gap).sum()


def test_coverage_has_each_column_of_each_table(context):
    block = blocks(context, "coverage")["coverage"]
    sites = block.table.rows[cells(block, "Table").index("Sites")]
    output = [
        read(cell) for row in sites.details[0].table.rows for cell in row.cells if row.cells[0] == "Output"
    ]
    known = context.facts.sites["output"].notna().sum()
    assert output[1:3] == [str(len(context.facts.sites)), str(known)]
    assert output[4:] == ["not known", str(known), "100 %"]


def test_coverage_and_conflicts_are_bars_first_with_their_tables_behind(context):
    (shares,) = built(context, part="coverage").page.blocks
    bars = [cell for row in shares.table.rows for cell in row.cells[1:] if cell.text != "–"]
    assert [round(100 * cell.share, 6) for cell in bars] == [round(cell.key, 6) for cell in bars]
    assert shares.folded[0].key == "coverage"
    named = {row.cells[0] for row in shares.folded[0].table.rows}
    assert named - {row.cells[0] for row in shares.table.rows} == {"Countries", "Borders"}, "nothing to share"
    (disputed,) = built(context, part="conflicts").page.blocks
    every = conflicts.everywhere(context.facts)
    counts = [cell.key for _, cell in (row.cells for row in disputed.table.rows)]
    assert sorted(counts) == sorted(every.groupby("table")["dispute"].nunique())
    assert [row.cells[1].share for row in disputed.table.rows] == [n / max(counts) for n in counts]
    tables = [block for block in disputed.folded if block.table]
    assert sum(len(block.table.rows) for block in tables) == len(every)


@pytest.mark.parametrize("part", ["list", "coverage", "conflicts", "unmapped"])
def test_each_part_begins_with_its_table_and_explains_behind_it(context, part):
    (block,) = built(context, part=part).page.blocks
    assert block.table
    assert not block.says
    assert not block.notes
    assert any(one.says for fold in block.folded for one in (fold, *fold.folded))


def test_nearly_all_never_reads_as_all(context):
    block = blocks(context, "coverage")["coverage"]
    parts = zip(cells(block, "Known"), cells(block, "May be unknown"), cells(block, "Known, %"), strict=True)
    for known, whole, share in parts:
        assert (share == "100 %") == (known == whole != "–")


def test_a_citation_names_version_year_and_address(context):
    quotes = {quote.label: quote.text for quote in blocks(context, "cite")["citations"].quotes}
    assert list(quotes) == ["This page as you see it", "The dataset"]
    assert quotes["This page as you see it"].endswith(
        "version 2026.11.0, 2026. {page}?view=sources&part=cite"
    )
    (*_, record) = blocks(context, "cite", sel="site:inkai")["citations"].quotes
    assert record.text.startswith("“Inkai”, in:")
    assert record.text.endswith("{page}?sel=site:inkai")


def test_each_table_stands_with_its_licence(context):
    block = blocks(context, "cite")["licences"]
    licences = {row.cells[0]: row.links[0].label for row in block.table.rows}
    assert len(licences) == len(context.facts.tables())
    assert (licences["Legs"], licences["Sites"], licences["Borders"]) == (
        "ODbL-1.0",
        "CC-BY-4.0",
        "public-domain",
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "fields", [{}, {"country": ("UZB",), "sel": f"source:{OSM}"}, {"resource": ("silicon",)}]
)
def test_every_part_speaks_every_language(context, part, lang, fields):
    made = blocks(context, part=part, lang=lang, **fields)
    assert made
    for block in made.values():
        texts = (block.title or "-", *block.says, *block.notes)
        assert all(text and "{" not in text for text in texts), block.key
        for row in block.table.rows if block.table else ():
            sel = (row.request or {}).get("sel")
            assert sel is None or sel in context.vocabulary.records


@pytest.mark.parametrize("part", PARTS)
def test_every_table_can_be_taken_as_a_file(context, part):
    made = built(context, part=part, country=("KAZ",)).page.files
    assert made
    for file in made:
        content = file.made()
        assert content.count(b"\n") > 1 or content.startswith((b"{", b"PK")), file.name
