"""A part stands in its own group, its whole keeps what is not broken down, and nothing is split."""

from decimal import Decimal

import numpy as np
import pytest

from geodata.sums import Tally, breakdown, total


def by(ledger, *dimensions):
    return breakdown(Tally.build(ledger, np.ones(len(ledger.ids), dtype=bool)), *dimensions)


def test_parts_stand_in_their_groups_and_the_remainder_in_that_of_the_whole(ledger):
    found = by(
        ledger(
            package={"amount": 12.0, "theme": "other"},
            rail={"amount": 3.0, "theme": "logistics", "part_of": "package"},
            mines={"amount": 2.5, "theme": "critical-minerals", "part_of": "package"},
        ),
        "theme",
    )
    assert found.cell("logistics").declared == {"USD": Decimal(3)}
    rest = found.cell("other")
    assert (rest.declared, rest.undivided) == ({"USD": Decimal("6.5")}, {"USD": Decimal("6.5")})
    assert rest.remainders == ("package",)
    assert found.whole.declared == {"USD": Decimal(12)}
    assert found.whole.undivided == {"USD": Decimal("6.5")}
    assert found.cell("health") is None


@pytest.mark.parametrize(
    "part",
    [
        {"currency": "EUR"},
        {"amount": 13.0},
        {"date": None, "currency": "EUR"},
    ],
)
def test_a_part_that_cannot_be_taken_out_exactly_leaves_its_whole_undivided(ledger, part):
    made = ledger(package={"amount": 12.0, "theme": "other"}, rail={"part_of": "package", **part})
    found = by(made, "theme")
    assert found.cell("other").declared == {"USD": Decimal(12)}
    assert found.cell("other").undivided == {}
    assert found.cell("energy").declared == {}
    assert found.cell("energy").excluded == {"rail": "part-of-another-row"}


def test_several_beneficiaries_and_the_region_are_groups_of_their_own(ledger):
    found = by(
        ledger(
            one={},
            two={"beneficiaries": ("KAZ", "UZB"), "amount": 2.0},
            all={"beneficiaries": ("REGION",), "amount": 4.0},
        ),
        "country",
    )
    assert {cell.key[0]: cell.converted for cell in found.cells} == {
        "KAZ": Decimal(1),
        "SEVERAL": Decimal(2),
        "REGION": Decimal(4),
    }


def test_groups_of_lists_do_not_add_up_and_say_so(ledger):
    found = by(ledger(a={"resources": ("copper", "uranium")}, b={"resources": ()}), "resource")
    assert not found.additive
    assert {cell.key[0] for cell in found.cells} == {"copper", "uranium", "NONE"}
    assert found.whole.converted == Decimal(2)
    with pytest.raises(ValueError, match="cannot be crossed"):
        by(ledger(a={}), "resource", "resource")


def test_a_table_of_groups_has_counts_beside_amounts(ledger):
    found = by(ledger(a={}, b={"amount": None}, c={"donor": "EU", "amount": None}), "donor", "status").frame()
    assert found.columns.tolist() == ["donor", "status", "rows", "counted", "value", "undivided"]
    rows = found.set_index("donor")
    assert rows.loc["JPN", ["rows", "counted", "value"]].tolist() == [2, 1, 1.0]
    assert rows.loc["EU", "counted"] == 0
    assert np.isnan(rows.loc["EU", "value"])


def test_left_out_counts_what_excluded_lists(real):
    found = total(Tally.build(real, np.ones(len(real.ids), dtype=bool)))
    reasons = list(found.excluded.values())
    assert found.left_out == {reason: reasons.count(reason) for reason in reasons}
    assert list(found.left_out.values()) == sorted(found.left_out.values(), reverse=True)


def test_the_packages_of_the_union_are_broken_down_by_theme(real):
    found = by(real, "theme")
    package = found.cell("other")
    assert "eu-ca-12bn-2025" in package.remainders
    assert "eu-ca-12bn-transport" in found.cell("logistics").included
    assert found.whole.excluded["eu-tctc-10bn-2024"] == "may-overlap"
    assert found.whole.excluded["ebrd-kaz-1.5bn-2024"] == "whole-may-overlap"
