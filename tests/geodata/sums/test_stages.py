"""Where each donor's pledges stand, how old the last news is, and what is late by the stated rule."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from geodata.sums import STAGES, ages, by_stage, flows

TODAY = date(2026, 11, 24)


def test_each_stage_has_its_own_total(ledger):
    made = ledger(
        aim={"status": "target", "amount": 100.0},
        said={"status": "announced", "amount": 10.0},
        part={"status": "signed", "amount": 4.0, "part_of": "said"},
        paid={"status": "financed", "amount": None},
    )
    found = flows(by_stage(made, made.pledges))
    assert list(found) == [("JPN", "KAZ")]
    stages = found["JPN", "KAZ"]
    assert {stage: cell.converted for stage, cell in stages.items()} == {
        "target": Decimal(100),
        "announced": Decimal(6),
        "signed": Decimal(4),
        "financed": None,
    }
    assert stages["financed"].excluded == {"paid": "no-amount"}


def test_flows_are_told_by_any_dimension_and_only_for_the_selection(ledger):
    made = ledger(a={}, b={"donor": "EU"}, c={"beneficiaries": ("UZB",)})
    selected = by_stage(made, made.select([True, True, False]))
    assert list(flows(selected)) == [("EU", "KAZ"), ("JPN", "KAZ")]
    assert list(flows(selected, "country")) == [("KAZ",)]


def test_every_real_row_stands_in_one_stage(real, facts):
    found = flows(by_stage(real, real.pledges))
    cells = [cell for stages in found.values() for cell in stages.values()]
    assert sorted(row for cell in cells for row in (*cell.included, *cell.excluded)) == sorted(
        facts.pledges.index
    )
    assert {stage for stages in found.values() for stage in stages} <= set(STAGES)
    assert "jpn-ca-business-target-3tn" in found["JPN", "REGION"]["target"].included


@pytest.mark.parametrize(
    ("row", "age_days", "due", "is_overdue"),
    [
        ({"date": "2025-11-24"}, 365, None, False),
        ({"date": "2026-10"}, 24, None, False),
        ({"date": "2025"}, 328, None, False),
        ({"date": "2026"}, 0, None, False),
        ({"date": None, "horizon_years": 1.0}, None, None, False),
        ({"date": "2025-11-23", "horizon_years": 1.0}, 366, "2026-11-23", True),
        ({"date": "2025-11-24", "horizon_years": 1.0}, 365, "2026-11-24", False),
        ({"date": "2024-02-29", "horizon_years": 1.0}, 999, "2025-02-28", True),
        ({"date": "2026-05-24", "horizon_years": 0.5}, 184, "2026-11-24", False),
        ({"date": "2020-01-01", "horizon_years": 1.0, "instrument": "loan"}, 2519, None, False),
        ({"date": "2020-01-01", "horizon_years": 1.0, "flow": "stock"}, 2519, None, False),
        ({"date": "2020-01-01", "horizon_years": 1.0, "status": "completed"}, 2519, None, False),
        ({"date": "2024-05-30", "due": "2025"}, 908, "2025-12-31", True),
        ({"date": "2024-05-30", "due": "2026-11", "horizon_years": 1.0}, 908, "2026-11-30", False),
        ({"date": "2024-05-30", "due": "2025-01-01", "instrument": "loan"}, 908, "2025-01-01", True),
        ({"date": None, "due": "2025-01-01"}, None, "2025-01-01", True),
        ({"date": "2024-05-30", "due": "2025", "flow": "stock"}, 908, None, False),
    ],
)
def test_age_and_overdue_follow_the_rule(pledges, row, age_days, due, is_overdue):
    found = ages(pledges(a=row), TODAY).loc["a"]
    assert (None if pd.isna(found["age_days"]) else found["age_days"]) == age_days
    assert (None if pd.isna(found["due"]) else found["due"]) == due
    assert found["is_overdue"] == is_overdue


def test_a_part_at_a_later_stage_is_news_of_its_whole(pledges):
    old = {"date": "2020-01-01", "horizon_years": 1.0, "status": "announced"}
    late = ages(pledges(a=old, b={"part_of": "a", "date": "2022", "status": "announced"}), TODAY)
    assert late["is_overdue"].tolist() == [True, False]
    moved = ages(pledges(a=old, b={"part_of": "a", "date": "2022", "status": "signed"}), TODAY)
    assert moved["is_overdue"].tolist() == [False, False]
    circle = ages(pledges(a={**old, "part_of": "b"}, b={**old, "part_of": "a"}), TODAY)
    assert circle["is_overdue"].tolist() == [True, True]


def test_the_real_pledges_that_are_late(facts):
    found = ages(facts.pledges, date.fromisoformat(facts.dictionary["created"][:10]))
    assert found.index.equals(facts.pledges.index)
    assert found.loc["chn-ca-1.5bn-yuan-2025", "is_overdue"]
    assert not found.loc["jpn-ca-business-target-3tn", "is_overdue"]
    assert found.loc["chn-kaz-aktau-container-hub", "due"] == "2025-12-31"
    assert found.loc["chn-kaz-aktau-container-hub", "is_overdue"]
    assert found.loc["adb-aze-2029", "due"] == "2029-12-31"
    assert (found["age_days"].dropna() >= 0).all()
