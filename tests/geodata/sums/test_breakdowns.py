"""A part stands in its own group, its whole keeps what is not broken down, and nothing is split."""

from decimal import Decimal

import pytest

from geodata.sums import breakdown, resolve, total
from geodata.sums.groups import LISTS


def by(ledger, *dimensions):
    return breakdown(resolve(ledger, ledger.pledges), *dimensions)


def whole(ledger):
    return total(resolve(ledger, ledger.pledges))


def cell(found, *key):
    """The total of a group; None if the selection has no row in it."""
    return next((each for each in found if each.key == key), None)


def rests(found):
    """Ids of the rows in a sum of which only the rest is not broken down."""
    return tuple(entry.pledge.id for entry in found.entries if entry.rest)


def test_parts_stand_in_their_groups_and_the_remainder_in_that_of_the_whole(ledger):
    made = ledger(
        package={"amount": 12.0, "theme": "other"},
        rail={"amount": 3.0, "theme": "logistics", "part_of": "package"},
        mines={"amount": 2.5, "theme": "critical-minerals", "part_of": "package"},
    )
    found = by(made, "theme")
    assert cell(found, "logistics").declared == {"USD": Decimal(3)}
    rest = cell(found, "other")
    assert (rest.declared, rest.undivided) == ({"USD": Decimal("6.5")}, {"USD": Decimal("6.5")})
    assert rests(rest) == ("package",)
    assert whole(made).declared == {"USD": Decimal(12)}
    assert whole(made).undivided == {"USD": Decimal("6.5")}
    assert cell(found, "health") is None


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
    assert cell(found, "other").declared == {"USD": Decimal(12)}
    assert cell(found, "other").undivided == {}
    assert cell(found, "energy").declared == {}
    assert cell(found, "energy").excluded == {"rail": "part-of-another-row"}


def test_several_beneficiaries_and_the_region_are_groups_of_their_own(ledger):
    found = by(
        ledger(
            one={},
            two={"beneficiaries": ("KAZ", "UZB"), "amount": 2.0},
            all={"beneficiaries": ("REGION",), "amount": 4.0},
        ),
        "country",
    )
    assert {each.key[0]: each.converted for each in found} == {
        "KAZ": Decimal(1),
        "SEVERAL": Decimal(2),
        "REGION": Decimal(4),
    }


def test_groups_of_lists_do_not_add_up_and_say_so(ledger):
    made = ledger(a={"resources": ("copper", "uranium")}, b={"resources": ()})
    found = by(made, "resource")
    assert "resource" in LISTS
    assert {each.key[0] for each in found} == {"copper", "uranium", "NONE"}
    assert whole(made).converted == Decimal(2)
    assert sum(each.converted for each in found) == Decimal(3)
    with pytest.raises(ValueError, match="cannot be crossed"):
        by(ledger(a={}), "resource", "resource")


def test_a_group_has_counts_beside_amounts(ledger):
    found = by(ledger(a={}, b={"amount": None}, c={"donor": "EU", "amount": None}), "donor", "status")
    eu, japan = found
    assert (japan.key, japan.rows, japan.counted, japan.converted) == (("JPN", "signed"), 2, 1, Decimal(1))
    assert (eu.key, eu.rows, eu.counted) == (("EU", "signed"), 1, 0)
    assert (eu.converted, eu.undivided_converted) == (None, None)


def test_left_out_counts_what_excluded_lists(real):
    found = total(resolve(real, real.pledges))
    reasons = list(found.excluded.values())
    assert found.reasons == {reason: reasons.count(reason) for reason in reasons}
    assert list(found.reasons.values()) == sorted(found.reasons.values(), reverse=True)


def test_the_packages_of_the_union_are_broken_down_by_theme(real):
    found = by(real, "theme")
    package = cell(found, "other")
    assert "eu-ca-12bn-2025" in rests(package)
    assert "eu-ca-12bn-transport" in cell(found, "logistics").included
    assert whole(real).excluded["eu-tctc-10bn-2024"] == "may-overlap"
    assert whole(real).excluded["ebrd-kaz-1.5bn-2024"] == "whole-may-overlap"
