"""Ways on the graph of legs."""

import geopandas as gpd
import pytest
import shapely

from geodata import measures, network


def legs(**ends):
    """Legs from letters: ``ab=((0, 0), (1, 0))`` goes from node a to node b."""
    return gpd.GeoDataFrame(
        {
            "from_node": [name[0] for name in ends],
            "to_node": [name[1] for name in ends],
            "mode": ["rail"] * len(ends),
        },
        geometry=[shapely.LineString(path) for path in ends.values()],
        index=list(ends),
        crs=4326,
    )


TRIANGLE = legs(
    ab=((0, 0), (1, 0)),
    bc=((1, 0), (2, 0)),
    ac=((0, 0), (1, 3), (2, 0)),
    ab2=((0, 0), (0, 1), (1, 0)),
    xy=((9, 9), (9, 8)),
)


def test_the_shortest_way_takes_the_shorter_of_two_parallel_legs():
    assert network.shortest(TRIANGLE, "ac") == ["ab", "bc"]


def test_a_way_can_be_walked_backwards_and_over_nodes_between():
    assert network.shortest(TRIANGLE, "ca") == ["bc", "ab"]
    assert network.shortest(TRIANGLE, "bac") == ["ab", "ab", "bc"]


@pytest.mark.parametrize(("nodes", "way"), [("aa", []), ("ax", None), ("an", None), ("acx", None)])
def test_no_way(nodes, way):
    assert network.shortest(TRIANGLE, nodes) == way


def test_the_order_of_rows_does_not_matter():
    assert network.shortest(TRIANGLE.iloc[::-1], "ac") == ["ab", "bc"]


def test_the_id_decides_between_legs_of_one_length():
    twins = legs(ab=((0, 0), (1, 0)), aB=((0, 0), (1, 0))).assign(to_node="b")
    assert network.shortest(twins, "ab") == network.shortest(twins.iloc[::-1], "ab") == ["aB"]


def test_real_legs_join_the_chinese_border_to_the_black_sea(facts):
    way = network.shortest(facts.legs, ["altynkol", "poti"])
    ends = facts.legs.loc[way, ["from_node", "to_node"]]
    assert set(ends.iloc[0]) >= {"altynkol"}
    assert set(ends.iloc[-1]) >= {"poti"}
    for before, after in zip(ends.to_numpy(), ends.to_numpy()[1:], strict=False):
        assert set(before) & set(after)
    assert measures.length_km(facts.legs.geometry)[way].sum() > 3000
