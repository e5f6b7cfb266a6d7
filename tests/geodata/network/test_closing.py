"""What closing costs agrees with asking for the route again, and the dearest comes first."""

import pytest

from geodata.network import Request, answer, closing, closing_all


@pytest.fixture(scope="module")
def request_():
    return Request("altynkol", "istanbul")


def test_each_row_agrees_with_the_route_without_it(network, request_):
    table = closing(network, request_)
    now = answer(network, request_, most=0).best
    for item, row in table.iterrows():
        other = answer(network, Request(request_.origin, request_.destination, closed=(item,)), most=0).best
        assert row["cut_off"] == (other is None)
        if other:
            assert row["extra_km"] == pytest.approx(other.totals.length_km - now.totals.length_km)
            assert row["extra_days"] == pytest.approx(other.totals.days.typical - now.totals.days.typical)
            assert row["unknown_waits"] == len(other.gaps) - len(now.gaps)


def test_only_what_lies_on_the_best_route_is_listed_without_its_ends(network, request_):
    route = answer(network, request_, most=0).best
    assert set(closing(network, request_).index) == {*route.nodes[1:-1], *route.legs.index}


def test_what_cuts_off_comes_first_then_the_dearest(network):
    table = closing(network, Request("dushanbe", "duisburg"))
    assert table["cut_off"].is_monotonic_decreasing
    assert table.loc["r-karshi-termez", "cut_off"]
    rest = table.loc[~table["cut_off"], "extra_days"].dropna()
    assert rest.is_monotonic_decreasing


def test_a_bad_request_and_no_way_give_an_empty_table(network):
    assert closing(network, Request("atlantis", "poti")).empty
    assert closing(network, Request("aktau", "poti", avoid=("RUS", "AZE", "IRN", "CHN"))).empty
    assert closing_all(network, Request(), origins=["atlantis"], destinations=["poti"]).empty


def test_many_pairs_together_agree_with_each_pair(network):
    origins, ends = ["inkai", "tashkent", "site:aktogay"], ["poti", "rotterdam"]
    summed = closing_all(network, Request(), origins, ends)
    single = {(one, end): closing(network, Request(one, end)) for one in origins for end in ends}
    for item in ("aktau", "alat", "mersin", "r-sivas-mersin"):
        rows = [table.loc[item] for table in single.values() if item in table.index]
        if rows:
            km = [row["extra_km"] for row in rows if not row["cut_off"]]
            assert summed.loc[item, "pairs"] == len(rows)
            assert summed.loc[item, "cut_off"] == len(rows) - len(km)
            assert summed.loc[item, "extra_km_max"] == pytest.approx(max(km))
            assert summed.loc[item, "extra_km_mean"] == pytest.approx(sum(km) / len(km))


def test_no_closing_saves_days_where_they_can_be_compared(network):
    table = closing_all(network, Request())
    assert (table["extra_days_mean"].dropna() > -1e-9).all()
    assert (table["pairs"] >= table["cut_off"]).all()
    assert "aktau" in table.index


def test_a_closed_node_stays_closed(network):
    table = closing(network, Request("altynkol", "poti", closed=("aktau",)))
    assert "aktau" not in table.index
    found = answer(network, Request("altynkol", "poti", closed=("aktau",)), most=0).best
    assert set(found.legs.index) <= set(table.index)
