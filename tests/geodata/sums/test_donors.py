"""Donors stand side by side in pledges of one kind; targets stand beside."""

from decimal import Decimal

from geodata.sums import DONOR_GROUPS, compare, group_of
from geodata.sums.groups import OTHER


def test_amounts_are_set_side_by_side_only_within_a_kind(ledger):
    made = ledger(
        a={"donor": "JPN", "amount": 5.0},
        b={"donor": "ADB", "amount": 7.0},
        c={"donor": "EBRD", "amount": 1.0, "status": "announced"},
        d={"donor": "USA", "amount": 9.0, "flow": "purchase-by-region"},
        e={"donor": "JPN", "amount": 3e3, "status": "target"},
        f={"donor": "TIF", "amount": None},
    )
    found = compare(made, made.pledges)
    assert found.rows == {
        "japan": 2, "eu": 0, "usa": 1, "china": 0, "development-banks": 2, "gulf": 0, "korea": 0,
        "turkey": 0, "other": 1,
    }  # fmt: skip
    panels = {
        kind: {group: cell.converted for group, cell in totals.items()}
        for kind, totals in found.panels.items()
    }
    assert panels == {
        ("announced", "to-region"): {"development-banks": Decimal(1)},
        ("signed", "to-region"): {"japan": Decimal(5), "development-banks": Decimal(7), "other": None},
        ("signed", "purchase-by-region"): {"usa": Decimal(9)},
    }
    assert {group: cell.included for group, cell in found.beside.items()} == {"japan": ("e",)}


def test_a_loan_for_a_purchase_counts_where_the_purchase_does_not(real):
    panels = compare(real, real.pledges).panels
    assert "kor-uzb-edcf-loan" in panels["announced", "to-region"]["korea"].included
    assert "kor-uzb-hyundai-rotem-trains" in panels["signed", "purchase-by-region"]["korea"].included


def test_every_real_row_is_of_one_group_and_the_regional_target_is_beside(real, facts):
    found = compare(real, real.pledges, "JPY")
    assert sum(found.rows.values()) == len(facts.pledges)
    assert found.rows["turkey"] == 0
    assert found.beside["japan"].declared == {"JPY": Decimal("3000000000000.00")}
    assert not any(status == "target" for status, _ in found.panels)
    held = [row for totals in found.panels.values() for cell in totals.values() for row in cell.included]
    assert len(held) == len(set(held))


def test_every_donor_of_the_facts_has_a_group_and_no_code_two(facts):
    codes = [code for group in DONOR_GROUPS.values() for code in group]
    assert len(codes) == len(set(codes))
    others = {code for code in facts.pledges["donor"].unique() if group_of(code) == OTHER}
    assert others == {"MUFG", "TIF", "UZB"}
