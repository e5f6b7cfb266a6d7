"""Nothing is counted twice, and what is left out has a reason."""

from decimal import Decimal

import hypothesis.strategies as st
import pytest
from hypothesis import given

from geodata.sums import PLEDGED, TARGETS, Ledger, breakdown, resolve, total
from geodata.sums.groups import DIMENSIONS, LISTS

EXAMPLES = [f"p{number}" for number in range(8)]


def of(ledger, *ids, rule=PLEDGED):
    selected = [pledge for pledge in ledger.pledges if pledge.id in ids] if ids else ledger.pledges
    return total(resolve(ledger, selected, rule))


def precisions(found):
    """How near the rate of each row in a sum is."""
    return {entry.pledge.id: entry.pledge.conversions[found.currency].precision for entry in found.entries}


def test_a_plain_pledge_is_added(ledger):
    found = of(ledger(a={"amount": 1.1}, b={"amount": 2.2}))
    assert (found.included, found.excluded) == (("a", "b"), {})
    assert found.declared == {"USD": Decimal("3.30")}
    assert found.converted == Decimal("3.30")


def test_a_part_is_never_added_to_its_whole(ledger):
    found = of(
        ledger(whole={"amount": 9.0}, part={"part_of": "whole", "amount": 4.0}, crumb={"part_of": "part"})
    )
    assert found.included == ("whole",)
    assert found.excluded == {"part": "part-of-another-row", "crumb": "part-of-another-row"}
    assert found.declared == {"USD": Decimal(9)}
    assert found.undivided == {"USD": Decimal(5)}
    assert [entry.pledge.id for entry in found.entries if entry.rest] == ["whole"]


def test_a_part_counts_where_its_whole_is_left_out(ledger):
    made = ledger(
        aim={"status": "target", "amount": 9.0},
        part={"part_of": "aim"},
        unpriced={"amount": None},
        other={"part_of": "unpriced"},
        purchase={"flow": "purchase-by-region"},
        loan={"part_of": "purchase"},
    )
    found = of(made)
    assert found.included == ("part", "other", "loan")
    assert found.excluded == {"aim": "target", "unpriced": "no-amount", "purchase": "purchase-by-region"}
    assert found.undivided == {}


def test_a_selection_that_holds_a_part_but_not_its_whole_counts_the_part(ledger):
    made = ledger(whole={"amount": 9.0}, part={"part_of": "whole"}, crumb={"part_of": "part", "amount": 0.5})
    assert of(made, "part", "crumb").declared == {"USD": Decimal(1)}
    assert of(made, "whole", "crumb").included == ("whole",)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"amount": None}, "no-amount"),
        ({"currency": None}, "no-currency"),
        ({"amount_high": 8.0}, "range"),
        ({"status": "target"}, "target"),
        ({"flow": "stock"}, "stock"),
        ({"flow": "purchase-by-region"}, "purchase-by-region"),
        ({"flow": "from-region"}, "from-region"),
        ({"flow": "trade"}, "trade"),
        ({"flow": "two-way"}, "two-way"),
        ({"flow": "two-way", "status": "target", "amount": None}, "no-amount"),
        ({"amount_high": 8.0, "status": "target"}, "target"),
    ],
)
def test_what_is_left_out_has_its_reason(ledger, row, reason):
    found = of(ledger(a=row))
    assert (found.rows, found.counted, found.included) == (1, 0, ())
    assert found.excluded == {"a": reason}
    assert (found.declared, found.converted) == ({}, None)


def test_a_row_without_a_rate_is_in_the_sum_of_its_currency_only(ledger):
    found = of(ledger(a={"currency": "KZT", "amount": 5.0}, b={}, c={"currency": "EUR", "date": None}))
    assert found.declared == {"KZT": Decimal(5), "USD": Decimal(1), "EUR": Decimal(1)}
    assert found.converted == Decimal(1)
    assert found.unconverted == {"a": "no-rate", "c": "no-date"}
    assert precisions(found) == {"a": None, "b": "own", "c": None}


def test_a_total_names_its_rates_and_how_near_each_is(ledger):
    found = of(ledger(a={"currency": "EUR", "amount": 8.0}, b={"currency": "EUR", "date": "2024"}))
    assert found.rates == ("eur-2024-avg", "eur-2025-05-02")
    assert precisions(found) == {"a": "day", "b": "year"}


def test_a_pair_that_stands_as_declared_is_not_recomputed(ledger):
    made = ledger(a={"currency": "JPY", "amount": 150.0, "amount_usd": 7.0, "conversion": "as-declared"})
    found = of(made)
    assert (found.converted, found.rates) == (Decimal(7), ())
    assert precisions(found) == {"a": "declared"}
    assert made.by_id["a"].conversions["USD"].value == Decimal(7)
    assert made.by_id["a"].conversions["JPY"].precision == "own"
    rare = ledger(a={"currency": "KZT", "amount": 150.0, "amount_usd": 7.0, "conversion": "as-declared"})
    assert rare.by_id["a"].conversions["USD"].value == Decimal(7), "also where no rate is known"
    assert rare.by_id["a"].conversions["JPY"].reason == "no-rate"


def test_what_may_be_held_by_another_row_is_not_added_to_it_nor_taken_out_of_it(ledger):
    made = ledger(new={"amount": 12.0}, old={"amount": 10.0, "may_overlap": "new"}, part={"part_of": "old"})
    found = of(made)
    assert found.declared == {"USD": Decimal(12)}
    assert found.excluded == {"old": "may-overlap", "part": "whole-may-overlap"}
    assert found.undivided == {}
    assert of(made, "new", "part").excluded == {"part": "whole-may-overlap"}
    assert of(made, "old", "part").declared == {"USD": Decimal(10)}


def test_a_circle_comes_to_an_end_and_is_not_counted(ledger):
    found = of(ledger(a={"part_of": "b"}, b={"part_of": "a"}, c={"part_of": "a"}, d={"part_of": "d"}, e={}))
    assert found.included == ("e",)
    assert set(found.excluded.values()) == {"part-of-itself"}


def test_nothing_selected_is_no_amount(ledger):
    made = ledger(a={})
    found = total(resolve(made, []))
    assert (found.rows, found.declared, found.converted) == (0, {}, None)
    assert breakdown(resolve(made, []), "donor") == ()


def rows():
    """Pledges with wholes at will, circles among them."""
    row = st.fixed_dictionaries(
        {
            "amount": st.one_of(st.none(), st.integers(0, 10**14).map(lambda count: count / 100)),
            "currency": st.sampled_from([None, "USD", "EUR", "JPY", "KZT"]),
            "status": st.sampled_from(["target", "announced", "signed", "financed"]),
            "flow": st.sampled_from(["to-region", "to-corridor", "stock", "trade"]),
            "donor": st.sampled_from(["JPN", "EU", "ADB"]),
            "beneficiaries": st.sampled_from([("KAZ",), ("REGION",), ("KAZ", "UZB")]),
            "resources": st.sampled_from([(), ("uranium",), ("uranium", "copper")]),
            "date": st.sampled_from([None, "2024", "2025-05-02", "2025-05-12"]),
            "part_of": st.one_of(st.none(), st.sampled_from(EXAMPLES)),
            "may_overlap": st.one_of(st.none(), st.none(), st.sampled_from(EXAMPLES)),
        }
    )
    return st.lists(row, min_size=1, max_size=len(EXAMPLES)).map(
        lambda found: dict(zip(EXAMPLES, found, strict=False))
    )


@given(rows(), st.lists(st.booleans(), min_size=8, max_size=8), st.sampled_from([PLEDGED, TARGETS]))
def test_each_selected_row_is_in_the_total_or_left_out_with_a_reason(ledger, made, chosen, rule):
    book = ledger(**made)
    selected = book.select(chosen[: len(made)])
    found = total(resolve(book, selected, rule))
    ids = [*found.included, *found.excluded]
    assert sorted(ids) == sorted(pledge.id for pledge in selected)
    assert len(set(ids)) == len(ids)
    assert all(found.excluded.values())
    assert (found.rows, found.counted) == (len(selected), len(found.included))


@given(rows())
def test_no_row_is_counted_beside_one_that_holds_it(ledger, made):
    inside = set(of(ledger(**made)).included)
    for row in inside:
        seen, at = {row}, row
        while (at := made[at]["part_of"] or made[at]["may_overlap"]) in made and at not in seen:
            assert at not in inside
            seen.add(at)


def counted_above(made, row, inside, links):
    """Rows counted that a row reaches by some links."""
    seen, at, found = {row}, row, []
    while (at := next((made[at][link] for link in links if made[at][link] in made), None)) and at not in seen:
        found += [at] if at in inside else []
        seen.add(at)
    return found


@given(rows(), st.lists(st.booleans(), min_size=8, max_size=8), st.sampled_from([PLEDGED, TARGETS]))
def test_a_row_is_left_out_as_a_part_only_of_one_that_the_same_total_counts(ledger, made, chosen, rule):
    book = ledger(**made)
    found = total(resolve(book, book.select(chosen[: len(made)]), rule))
    for row, reason in found.excluded.items():
        sure = counted_above(made, row, found.included, ["part_of"])
        perhaps = counted_above(made, row, found.included, ["part_of", "may_overlap"])
        if reason == "part-of-another-row":
            assert sure
        elif reason == "may-overlap":
            assert perhaps
            assert not sure
            assert made[row]["part_of"] not in made
        elif reason == "whole-may-overlap":
            assert perhaps
            assert not sure
            assert made[row]["part_of"] in made


@pytest.mark.parametrize("rule", [PLEDGED, TARGETS])
@pytest.mark.parametrize("where", ["all", "region"])
def test_each_real_part_left_out_has_its_whole_in_the_total(real, facts, rule, where):
    selected = real.pledges
    if where == "region":
        selected = real.select("REGION" in cell for cell in facts.pledges["beneficiaries"])
    found = total(resolve(real, selected, rule))
    made = facts.pledges[["part_of", "may_overlap"]].astype(object).to_dict("index")
    for row, reason in found.excluded.items():
        if reason == "part-of-another-row":
            assert counted_above(made, row, found.included, ["part_of"]), row
    if rule is PLEDGED:
        assert found.excluded["eu-regional-programmes-75m"] == "whole-may-overlap"


@given(rows())
def test_a_sum_is_that_of_its_rows_to_the_last_hundredth(ledger, made):
    found = of(ledger(**made))
    for currency, value in found.declared.items():
        rows = [made[row]["amount"] for row in found.included if made[row]["currency"] == currency]
        assert value == sum(Decimal(str(amount)).quantize(Decimal("0.01")) for amount in rows)
        assert 0 <= found.undivided.get(currency, 0) <= value


@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(ledger, made, random):
    shuffled = list(made.items())
    random.shuffle(shuffled)
    first, second = of(ledger(**made)), of(ledger(**dict(shuffled)))
    assert set(first.included) == set(second.included)
    assert first.excluded == second.excluded
    assert (first.declared, first.converted) == (second.declared, second.converted)
    assert (first.undivided, first.rates) == (second.undivided, second.rates)


@given(rows(), st.data())
def test_adding_a_part_of_a_counted_row_changes_no_total(ledger, made, data):
    before = of(ledger(**made))
    if before.included:
        whole = data.draw(st.sampled_from(before.included))
        part = {"part_of": whole, "amount": data.draw(st.integers(0, 10**9).map(float))}
        after = of(ledger(**made, new=part))
        assert after.excluded["new"] == "part-of-another-row"
        assert (after.declared, after.converted) == (before.declared, before.converted)


@pytest.mark.parametrize("by", [*DIMENSIONS, ("donor", "status"), ("country", "theme", "year")])
@given(made=rows())
def test_the_groups_add_up_to_the_whole(ledger, by, made):
    book = ledger(**made)
    resolution = resolve(book, book.pledges)
    whole, cells = total(resolution), breakdown(resolution, *((by,) if isinstance(by, str) else by))
    if by not in LISTS:
        assert sum(cell.rows for cell in cells) == len(made)
        for currency, value in whole.declared.items():
            assert sum(cell.declared.get(currency, 0) for cell in cells) == value
        if whole.converted is not None:
            assert sum(cell.converted or 0 for cell in cells) == whole.converted
        ids = [row for cell in cells for row in cell.included]
        assert len(set(ids)) == len(ids)
    for cell in cells:
        assert cell.rows == len(cell.included) + len(cell.excluded)
        assert all(value >= 0 for value in cell.declared.values())
        assert cell.converted is None or cell.converted >= 0


def test_the_real_totals_hold_what_they_should(real, facts):
    found = of(real)
    ids = {*found.included, *found.excluded}
    assert ids == set(facts.pledges.index)
    assert found.excluded["jpn-ca-business-target-3tn"] == "target"
    assert "jpn-kgz-grants-dec2025-total" in found.included
    assert found.excluded["jpn-kgz-naryn-bridge"] == "part-of-another-row"
    assert "jpn-kaz-aktau-customs-xray" in found.included
    assert found.excluded["usa-uzb-boeing-8bn"] == "purchase-by-region"
    amounts = facts.pledges.loc[list(found.included)].groupby("currency")["amount"].sum()
    assert {currency: float(value) for currency, value in found.declared.items()} == amounts.to_dict()


def test_the_summits_target_stands_as_declared(real):
    found = of(real, rule=TARGETS)
    assert found.excluded["jpn-ca-nexi-300bn-plan-2024"] == "may-overlap"
    assert found.excluded["ebrd-ca-pipeline-2027"] == "range"
    assert found.included == ("jpn-ca-business-target-3tn",)
    assert (found.declared, found.converted) == ({"JPY": Decimal(3) * 10**12}, Decimal(19) * 10**9)
    assert found.rates == ()
    assert set(precisions(found).values()) == {"declared"}
    assert of(real, rule=TARGETS.into("JPY")).converted == Decimal(3) * 10**12


def test_every_real_amount_is_converted_into_dollars_or_says_why_not(real, facts):
    for row, pledge in facts.pledges.dropna(subset=["amount"]).iterrows():
        made = real.by_id[row].conversions["USD"]
        assert (made.value is None) == (pledge["conversion"] == "no-rate"), row
        if made.value is not None and pledge["currency"] != "USD" and made.precision != "declared":
            assert made.quotes[0].rate_id in facts.rates.index
            assert made.quotes[0].source_ids


def test_the_ledger_is_built_from_facts_without_changing_them(facts):
    before = facts.pledges.copy()
    Ledger.build(facts)
    assert facts.pledges.equals(before)
