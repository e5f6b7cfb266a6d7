"""The narrowest row wins: node, pair, country, corridor, kind, mode."""

import pandas as pd
import pytest

from geodata.network.assumptions import Assumptions, Place

PLACE = Place(
    pair=frozenset({"a", "b"}),
    node=frozenset({"a", "b"}),
    country=frozenset({"KAZ"}),
    corridor=frozenset({"btk"}),
    kind=frozenset({"port"}),
    mode=frozenset({"rail"}),
)


def rows(*conditions, use="computing"):
    frame = pd.DataFrame(
        [("speed-km-per-day", text, 1.0, 2.0, 3.0, "measured", use, "place") for text in conditions],
        columns=["parameter", "applies_to", "low", "typical", "high", "kind", "use", "figure_of"],
        index=[f"row-{n}" for n in range(len(conditions))],
    )
    return Assumptions.build(frame)


ORDER = ["node:a", "pair:b|a", "country:KAZ", "corridor:btk", "kind:port", "mode:rail"]


@pytest.mark.parametrize("narrow", range(len(ORDER) - 1))
def test_the_narrower_row_wins_whatever_the_order(narrow):
    for conditions in (ORDER[narrow:], ORDER[narrow:][::-1]):
        found = rows(*conditions).find("speed-km-per-day", PLACE)
        assert conditions[int(found.assumption_id[4:])] == ORDER[narrow]


def test_all_conditions_must_hold():
    assert rows("node:a;mode:road").find("speed-km-per-day", PLACE) is None
    assert rows("node:a;mode:rail", "node:a").find("speed-km-per-day", PLACE).assumption_id == "row-0"


def test_a_country_holds_for_a_leg_that_stays_among_those_named():
    over_the_border = PLACE._replace(country=frozenset({"KAZ", "UZB"}))
    assert rows("country:KAZ").find("speed-km-per-day", over_the_border) is None
    assert rows("country:KAZ|UZB").find("speed-km-per-day", over_the_border)
    assert rows("country:KAZ").find("speed-km-per-day", PLACE._replace(country=frozenset())) is None


def test_a_pair_holds_in_both_directions_and_for_no_other():
    assert rows("pair:b|a").find("speed-km-per-day", PLACE)
    assert rows("pair:a|c").find("speed-km-per-day", PLACE) is None


def test_evidence_is_not_computed_with():
    assert rows("mode:rail", use="evidence").find("speed-km-per-day", PLACE) is None


def test_an_unknown_condition_never_holds():
    assert rows("planet:mars").find("speed-km-per-day", PLACE) is None


@pytest.mark.parametrize(
    ("leg", "row"),
    [
        ("r-almaty-shu", "use-kaz-rail"),
        ("r-saryagash-tashkent", "use-mode-rail"),
        ("r-belgrade-budapest", "use-eu-rail"),
        ("r-vostochny-novosibirsk", "use-rus-rail"),
        ("r-moscow-brest", "use-northern-rail"),
        ("f-turkmenbashi-alat", "use-turkmenbashi-alat"),
        ("o-cape-rotterdam", "use-mode-sea-speed"),
        ("d-kashgar-osh", "use-mode-road"),
    ],
)
def test_real_legs_rest_on_the_row_that_they_should(network, leg, row):
    assert network.legs.loc[leg, "assumption_ids"] == (row,)
