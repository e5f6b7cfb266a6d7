"""The files of the view of pledges: what the page shows, each row with its rule, sources and licence."""

import io
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from geodata.sums import PLEDGED, total
from tests.dashboard.pledged import ALL, STATES, blocks, resolved, shown, totals


def read(content):
    return pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")


def files(context, state=ALL, **fields):
    """The files of the page by what is in them."""
    return {
        file.name.split("-")[4]: read(file.made())
        for part in ("donors", "countries", "time")
        for file in shown(context, replace(state, part=part), **fields).page.files
    }


@pytest.mark.parametrize("state", STATES, ids=range(len(STATES)))
def test_downloads_say_rule_selection_sources_and_licence(context, state):
    made = files(context, state)
    assert {"totals", "rows", "stages", "donors", "disputes", "donor", "country", "year"} <= set(made)
    for name, table in made.items():
        needed = {"selection", "licence", "citation", "version", "source_ids"}
        needed |= set() if name == "disputes" else {"rule"}
        assert needed <= set(table) or table.empty, name
        assert table.get("licence", pd.Series(dtype=str)).str.startswith("CC-BY-4.0").all()
        assert table.get("selection", pd.Series(dtype=str)).str.startswith("{page}?").all()


def test_the_totals_file_holds_the_totals_of_the_page(context):
    table = files(context)["totals"].set_index(["total", "currency"])
    for key, found in totals(context, shown(context)).items():
        for currency, value in found.declared.items():
            assert Decimal(str(table.loc[(key, currency), "declared"])) == value
            assert float(table.loc[(key, currency), "converted_total"]) == float(found.converted)


def test_the_rows_file_says_of_each_row_where_it_counts(context):
    table = files(context)["rows"].set_index("pledge_id")
    assert len(table) == len(context.ledger.pledges)
    together = totals(context, shown(context))["together"]
    assert set(table.index[table["in_together"] == "yes"]) == set(together.included)
    assert table.loc["jpn-ca-business-target-3tn", "in_together"] == "target"
    assert table.loc["jpn-ca-business-target-3tn", "in_targets"] == "yes"
    assert pd.isna(table.loc["jpn-ca-business-target-3tn", "in_named"])
    assert table.loc["jpn-kaz-aktau-customs-xray", "rate_ids"].startswith("jpy-")


def test_the_conflicts_file_names_who_says_what(context):
    table = files(context)["disputes"]
    assert set(table["pledge_id"]) == set(context.facts.pledges.index[context.disputed])
    claims = table[table["pledge_id"] == "ots-turkic-investment-fund"]
    assert list(claims["said_by"]) == ["Turkiye Today", "Trend"]


def test_the_files_name_every_reason_in_their_rule(context):
    table, resolutions = files(context)["totals"], resolved(context, shown(context))
    for reason in PLEDGED.reasons(context.ledger):
        assert f"{reason}," in table["rule"][0] or f"{reason};" in table["rule"][0]
    cell = table["left_out"][table["total"] == "together"].iloc[0]
    out = dict(one.split(": ") for one in cell.split(";"))
    assert out == total(resolutions["together"]).excluded


def test_a_chart_file_names_only_what_is_behind_each_mark(context):
    made = files(context)
    assert "umbrella" in made
    for key in ("donor", "country", "year", "umbrella"):
        table = made[key]
        nothing = table[table["counted"] == 0]
        assert nothing[["rates", "source_ids", "pledge_ids"]].isna().all(axis=None)
        for ids, sources in table.dropna(subset=["pledge_ids"])[["pledge_ids", "source_ids"]].to_numpy():
            known = context.facts.pledges.loc[ids.split(";"), "source_ids"]
            assert set(sources.split(";")) == {source for cell in known for source in cell}


def test_the_file_of_donors_holds_the_bars_of_the_page(context):
    table = files(context)["donors"]
    for key, block in blocks(context, part="donors").items():
        if key.count(".") == 2:
            scope, status, flow = key.split(".")
            kind = (table["scope"] == scope) & (table["status"] == status) & (table["flow"] == flow)
            told = sorted(table.loc[kind, "converted"].dropna())
            assert told == sorted(one.cells[1].key for one in block.table.rows if one.cells[1].key)
