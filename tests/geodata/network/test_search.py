"""The best way is the cheapest of all ways: compared with trying each of them."""

from dataclasses import replace
from itertools import pairwise

import networkx as nx
import pytest

from geodata.network import PREFERENCES, Request, search
from geodata.network.build import begin, finish, legs_of, nodes_of, visits_once
from geodata.network.search import Pair


def all_ways(network, start, end, without, cutoff):
    """Every way between two nodes that passes none twice, as vertices."""
    graph = nx.MultiGraph()
    for number, (one, other) in enumerate(network.legs[["from_node", "to_node"]].itertuples(index=False)):
        if number not in without:
            graph.add_edge(one, other, key=number)
    froms = network.legs["from_node"].tolist()
    for path in nx.all_simple_edge_paths(graph, start, end, cutoff=cutoff):
        yield tuple(2 * number + (froms[number] != one) for one, _, number in path)


def cost(network, way, prefer):
    nodes = nodes_of(network, way)
    vertices = (begin(network, nodes[0]), *way, finish(network, nodes[-1]))
    weight = search.weigher(network, prefer)
    return sum(weight(one, other, network.graph[one][other]) for one, other in pairwise(vertices))


@pytest.mark.parametrize("prefer", PREFERENCES)
@pytest.mark.parametrize(
    ("start", "end"), [("aktau", "tbilisi"), ("istanbul", "kars"), ("kokand", "samarkand")]
)
def test_no_other_way_is_cheaper(network, start, end, prefer):
    without = search.banned(network, Request(start, end))
    way = search.best(network, Pair(start, end, prefer, without))
    costs = [cost(network, other, prefer) for other in all_ways(network, start, end, without, cutoff=9)]
    assert len(costs) > 1
    assert cost(network, way, prefer) == pytest.approx(min(costs))


@pytest.mark.parametrize("leg", ["f-kuryk-alat", "r-razi-van", "f-turkmenbashi-alat"])
def test_a_way_through_a_leg_uses_it_and_costs_no_less_than_the_best(network, leg):
    pair = Pair("altynkol", "istanbul", "time", search.banned(network, Request("altynkol", "istanbul")))
    way = search.best_through(network, pair, search.numbers(network, [leg]))
    assert network.numbers[leg] in legs_of(way)
    assert visits_once(network, way)
    assert cost(network, way, "time") >= cost(network, search.best(network, pair), "time")


def test_every_pair_of_a_site_and_an_end_passes_no_node_twice(network):
    for end in ("rotterdam", "yokohama", "istanbul"):
        for start in sorted({entries[0].node_id for entries in network.entries.values()}):
            if start != end:
                without = search.banned(network, Request(start, end))
                way = search.best(network, Pair(start, end, "time", without))
                assert way is None or visits_once(network, way), (start, end)


@pytest.mark.parametrize("prefer", PREFERENCES)
@pytest.mark.parametrize("closed", ["aktau", "alat", "f-kuryk-alat", "tbilisi", "r-almaty-shu"])
def test_what_is_left_of_a_tree_is_the_tree_of_what_is_left(network, closed, prefer):
    request = Request(None, "rotterdam")
    without = search.banned(network, request)
    more = search.banned(network, replace(request, closed=(closed,))) - without
    left = search.Tree.build(network, "rotterdam", prefer, without).without(more)
    afresh = search.Tree.build(network, "rotterdam", prefer, without | more)
    assert left.cost.keys() == afresh.cost.keys()
    assert left.cost == pytest.approx(afresh.cost)
    assert left.way_from("altynkol") == afresh.way_from("altynkol")
    assert left.way_from("rotterdam") == ()
