"""A leg whose source gives low and high days and no typical value."""

import math

import pytest

from geodata.network import Request, answer, as_json, as_text
from geodata.supply import ways_out

LEG = "r-altynkol-zhetygen"
REQUEST = Request("altynkol", "aktau", closed=("khorgos-gateway", "khorgos-cn"))


@pytest.fixture
def untypical(rebuilt, facts):
    """Build the network with such a leg."""

    def build(low, high, leg=LEG):
        legs = facts.legs.copy()
        legs.loc[leg, ["days_low", "days_high", "days_kind"]] = [low, high, "measured"]
        legs.at[leg, "days_source_ids"] = (facts.sources.index[0],)
        return rebuilt(legs=legs)

    return build


def test_the_typical_total_is_unknown_and_never_that_of_a_part(untypical):
    network = untypical(8.0, 9.0)
    route = answer(network, REQUEST, most=0).best
    totals = route.totals
    assert LEG in route.legs.index
    assert math.isnan(totals.days.typical)
    assert math.isnan(totals.days_published.typical)
    assert totals.days.low == pytest.approx(8 + totals.days_modelled.low)
    assert totals.days.high == pytest.approx(9 + totals.days_modelled.high)
    assert totals.days.low < totals.days.high
    assert totals.timed_share == 1
    assert "days" not in set(route.gaps["parameter"])
    assert math.isnan(as_json(route)["totals"]["days"]["typical"] or math.nan)


def test_the_days_by_kind_still_add_up(untypical):
    route = answer(untypical(8.0, 9.0), REQUEST, most=0).best
    kinds = route.days_by_kind
    assert math.isnan(kinds.loc[("published", "measured"), "typical"])
    assert kinds.loc[("published", "measured"), ["low", "high"]].tolist() == [8, 9]
    for name in ("low", "high"):
        assert kinds[name].sum() == pytest.approx(getattr(route.totals.days, name))
    assert math.isnan(kinds["typical"].sum(skipna=False))


@pytest.mark.parametrize(("high", "taken"), [(3.0, True), (500.0, False)])
def test_such_a_leg_counts_with_its_high_days_in_the_choice(untypical, high, taken):
    """The way is the same as if the high days were the only ones known."""
    free = Request("altynkol", "aktau")
    ways = [answer(untypical(low, high), free, most=0).best.legs.index.tolist() for low in (0.1, high)]
    assert ways[0] == ways[1]
    assert (LEG in ways[0]) == taken


def test_the_command_shows_a_question_mark(untypical):
    said = as_text(answer(untypical(8.0, 9.0), REQUEST).best)
    days = next(line for line in said.splitlines() if line.startswith("Days:"))
    assert " / ? / " in days
    assert "? published" in days
    assert "nan" not in said
    assert "days at r-altynkol-zhetygen" not in said


def test_the_way_out_of_a_site_agrees_with_its_route(untypical, network):
    asked = Request("site:inkai", "rotterdam")
    leg = next(iter(answer(network, asked, most=0).best.legs.index))
    changed = untypical(0.1, 0.2, leg)
    route, row = (
        answer(changed, asked, most=0).best,
        ways_out(changed, Request(None, "rotterdam")).loc["inkai"],
    )
    assert leg in route.legs.index
    assert math.isnan(row["days_typical"])
    assert math.isnan(row["extra_days_typical"])
    assert row["days_low"] == pytest.approx(route.totals.days.low)
    assert row["days_high"] == pytest.approx(route.totals.days.high)
    assert row["unknown_waits"] == len(route.gaps)
