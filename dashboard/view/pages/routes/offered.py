"""The ways that were found, as strips on one axis of days; two of them side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from math import isnan

from dashboard.view import cells
from dashboard.view.blocks import Action, Block, Cell, Column, Row, Strip, Strips, Table
from dashboard.view.pages.course import Step, in_days, kind_name, kinds_of, of_kind, pieces, short, steps
from dashboard.view.pages.routes.query import Query
from dashboard.view.pages.ways import figures
from geodata.network import Route
from geodata.network.measure import EXACT, difference

# The sign of two that are side by side.
BESIDE = "◫"
# Places in the name of a way, at most.
MOST_PLACES = 5
COMPARED = "days_range km waits_unknown borders mode_changes gauge_breaks co2"


def ways(query: Query) -> Block:
    """Return the ways beneath one another, the best first."""
    known = [route.totals.days.high for route in query.ways if not isnan(route.totals.days.high)]
    strips = tuple(_strip(number, route, query) for number, route in enumerate(query.ways, start=1))
    kinds = kinds_of((piece for strip in strips for piece in strip.pieces), query.labels)
    return Block(
        "ways",
        strips=Strips(strips, max(known, default=1), query.text("axis") if known else "", kinds),
        folded=query.reading("ways", query.text("ways_rule")),
    )


def title(route: Route, query: Query) -> str:
    """Name a way by the ports on it, and by places that tell it from those before it with the same ports."""
    earlier, ports = query.ways[: query.ways.index(route)], of_kind("port", route.nodes[1:-1], query.labels)
    same = [other for other in earlier if {*ports} <= {*other.nodes}]
    known = {node for other in same for node in other.nodes}
    new = [node for node in route.nodes[1:-1] if node not in known] if same or not ports else []
    new = of_kind("city", new, query.labels) or new
    some = {new[len(new) * part // 4] for part in (1, 3)} if new else set()
    named = [node for node in route.nodes if node in {*ports[: MOST_PLACES - len(some)], *some}]
    return " · ".join(short(node, query.labels) for node in named or (route.nodes[0], route.nodes[-1]))


def _strip(number: int, route: Route, query: Query) -> Strip:
    days, is_shown = route.totals.days, route is query.route
    return Strip(
        tuple(pieces(route, query.labels)),
        title=title(route, query),
        value=_value(route, query),
        note=_why_not_first(route, query),
        low=None if isnan(days.low) else days.low,
        high=None if isnan(days.high) else days.high,
        request={"way": _address(number)},
        pressed=is_shown,
        actions=() if is_shown else (_compare(number, route, query),),
        line=_line(route, query),
    )


def _line(route: Route, query: Query) -> tuple[str, str] | None:
    """Tell two ways that lie side by side apart, as the map and its legend do."""
    if query.beside is None or route not in (query.route, query.beside):
        return None
    key, name = ("route", "chosen_way") if route is query.route else ("route_beside", "beside_way")
    return key, query.words(f"legend.{name}")


def _address(*numbers: int) -> str:
    return "" if numbers == (1,) else "~".join(map(str, numbers))


def _compare(number: int, route: Route, query: Query) -> Action:
    is_beside, shown = route is query.beside, query.shown
    wanted = _address(shown) if is_beside else _address(shown, number)
    return Action(BESIDE, {"way": wanted}, pressed=is_beside, said=query.text("compare"))


def _value(route: Route, query: Query) -> str:
    words, totals = query.words, route.totals
    said = [
        in_days(totals.days.typical, query.words),
        f"{words.number(totals.length_km, 0)} {words('unit.km')}",
    ]
    if totals.co2_share:
        said.append(query.text("way_co2", co2=figures(route, words)["co2"].text))
    return " · ".join(said)


def _why_not_first(route: Route, query: Query) -> str:
    """Say what the days leave out; and where they look better than those of the best, why it is not this."""
    waits, best = len(route.gaps), query.ways[0]
    if not waits or isnan(route.totals.days.high):
        return ""
    if query.request.prefer == "time" and route.totals.days.typical < best.totals.days.typical:
        longest = query.network.clock.assumptions.longest_wait_hours
        return query.text("not_first", n=waits, hours=query.words.number(longest, 0))
    return query.words("routes.beside", n=waits)


def side_by_side(course: Block, query: Query) -> tuple[Block, ...]:
    """Return the figures of the way that is shown beside those of another, and both courses; none without.

    Behind them is its own ``course`` in full.
    """
    one, other = query.route, query.beside
    if one is None or other is None:
        return ()
    names = (title(one, query), title(other, query))
    heads = tuple(map(Column, ("", *names, query.text("more"))))
    figured = Table(heads, tuple(_compared(one, other, query)))
    courses = zip_longest(*([_told(step, query) for step in steps(route)] for route in (one, other)))
    rows = tuple(Row((left or cells.NONE, right or cells.NONE)) for left, right in courses)
    both = Table(tuple(map(Column, names)), rows)
    own = replace(course, title=query.text("legs_of", way=names[0]))
    return (
        Block("beside", query.text("side_by_side"), table=figured),
        Block("beside_legs", query.text("legs"), table=both, folded=(own,)),
    )


def _compared(one: Route, other: Route, query: Query) -> Iterator[Row]:
    words, more = query.words, difference(other.totals, one.totals)
    left, right = figures(one, words), figures(other, words)
    # Days that leave out unlike waits do not compare.
    days = more.days.typical if more.days_kind == EXACT else float("nan")
    is_factored = one.totals.co2_share == other.totals.co2_share == 1
    extra = {
        "mode_changes": cells.signed(other.totals.mode_changes - one.totals.mode_changes, words),
        "gauge_breaks": cells.signed(other.totals.gauge_breaks - one.totals.gauge_breaks, words),
        "co2": cells.signed(more.co2.typical if is_factored else float("nan"), words),
        "km": cells.signed(more.length_km, words),
        "waits_unknown": cells.signed(more.unknown_waits, words),
        "borders": cells.signed(more.border_crossings, words),
        "days_range": cells.signed(days, words, 1),
    }
    heads = {column.key: column.label for column in query.labels.heads(COMPARED)}
    for key, label in heads.items():
        own = (left[key], right[key], extra[key])
        yield Row((label, *(_in_unit(cell, key) for cell in own)))


def _in_unit(cell: Cell, unit: str) -> Cell:
    """Sort a figure among figures of other kinds by its own kind first."""
    key = cell.key if isinstance(cell.key, float) else None
    return cell if key is None else replace(cell, kind="quantity", key=(unit, key))


def _told(step: Step, query: Query) -> str:
    where = " – ".join(short(node, query.labels) for node in dict.fromkeys((step.places[0], step.places[-1])))
    return f"{kind_name(step.kind, query.labels)}: {where}, {in_days(step.days.typical, query.words)}"
