"""A record: what it is, its figures, where it leads, and what is known of it, on the real facts."""

import pytest

from dashboard.text import words_in
from dashboard.view import build
from dashboard.view.labels import labels_of
from dashboard.view.pages.resources.query import DEFAULT_END
from dashboard.view.record import build as build_record
from geodata import supply
from geodata.network import Network, Request
from tests.dashboard.states import state_of

WORDS = words_in("en")


def record(context, sel, **fields):
    return build(state_of(sel=sel, **fields), context, WORDS).record


def leaving(context, site, **fields):
    return build(state_of(sel=f"site:{site}", **fields), context, WORDS).leaving


def way(context, sel, **fields):
    shown = build(state_of(sel=sel, **fields), context, WORDS)
    actions = [shown.leaving.action] if shown.leaving else shown.record.actions
    (found,) = [one for one in actions if one and one.request["view"] == "routes"]
    return found.request


def figures(context, site, **fields):
    shown = build(state_of(sel=f"site:{site}", **fields), context, WORDS)
    led = [(field.value, field.label) for field in shown.record.fields if field.leads]
    days = shown.leaving.days
    return [*led, (days.value, days.label)] if days else led


def test_it_says_in_a_line_what_it_is(context):
    assert record(context, "site:inkai").summary == "Mine · Uranium · Kazakhstan · Operating"


def test_each_leading_figure_has_its_source(context):
    labels = labels_of(context, WORDS)
    for sel in sorted(context.vocabulary.records):
        for field in build_record(sel, labels).fields:
            assert not field.leads or (field.value and field.sources), (sel, field.label)


def test_the_way_out_of_a_site_keeps_the_end_that_is_asked_for(context):
    assert way(context, "site:inkai", destination="constanta")["to"] == "constanta"


def test_the_way_out_of_a_site_leads_somewhere_when_no_end_is_asked_for(context):
    asked = way(context, "site:inkai")
    assert (asked["from"], asked["to"]) == ("inkai", DEFAULT_END)


def test_a_route_from_a_place_never_leads_to_itself(context):
    assert "to" not in way(context, f"node:{DEFAULT_END}")


def test_every_end_of_a_way_is_one_that_an_address_may_name(context):
    for kind in ("site", "node"):
        for row in getattr(context.facts, f"{kind}s").index:
            # To an end that is none no way is searched.
            asked = way(context, f"{kind}:{row}", destination="roterdam")
            assert asked["from"].removeprefix("site:") in context.vocabulary.ends


@pytest.mark.parametrize("kind", ["site", "node"])
def test_the_pledges_that_name_a_place_are_in_its_record(context, kind):
    named = {sel: all_ for sel, all_ in context.pledges_at.items() if sel.startswith(f"{kind}:")}
    assert named
    for sel, pledges in named.items():
        assert {f"pledge:{one}" for one in pledges} <= set(dict(record(context, sel).related))


def test_a_site_leads_to_the_profile_of_what_it_holds(context):
    (profile,) = [
        one for one in record(context, "site:inkai").actions if one.request.get("part") == "profile"
    ]
    assert profile.request["resource"] == "uranium"


def test_a_mine_begins_with_its_largest_share_and_its_days_to_the_end(context):
    assert figures(context, "inkai") == [
        ("60 %", "Share of Kazatomprom (JV Inkai); Cameco 40 %; Present, 2024"),
        ("18–44 days", "to Rotterdam without Russia, modelled"),
    ]


def test_a_figure_that_is_not_of_the_site_alone_says_so(context):
    assert "(The whole country)" in figures(context, "navoi-uranium")[0][1]


def test_a_share_that_is_only_agreed_says_so_and_one_that_nobody_has_checked_is_no_figure(context):
    agreed = [label for value, label in figures(context, "north-katpar") if value == "70 %"]
    assert agreed == ["Share of Cove Kaz Capital; Tau-Ken Samruk 30 %; Agreed, 2025"]
    assert not [value for value, _ in figures(context, "mynkuduk-west") if "%" in value]


def test_at_most_three_figures_stand_first(context):
    # The days to the chosen end are the third.
    for site in context.facts.sites.index:
        fields = build_record(f"site:{site}", labels_of(context, WORDS)).fields
        assert sum(field.leads for field in fields) <= 2, site


def test_the_strip_has_the_length_of_the_typical_days_and_names_its_stops(context):
    network = Network.build(context.facts)
    route = supply.way_out(network, "inkai", Request(None, DEFAULT_END)).without_russia.best
    (strip,) = leaving(context, "inkai").strips.strips
    assert sum(piece.value for piece in strip.pieces) == pytest.approx(route.totals.days.typical, abs=0.01)
    assert (strip.low, strip.high) == (route.totals.days.low, route.totals.days.high)
    assert strip.note == "Shieli · Aktau · Alat · Poti · Rotterdam"


def test_the_days_name_the_sources_that_they_rest_on(context):
    urls = {link.url for link in leaving(context, "inkai").links}
    assert urls
    assert urls <= set(context.facts.sources["url"])


@pytest.mark.parametrize("view", ["overview", "routes", "resources", "pledges", "sources"])
def test_every_view_says_the_same_way_out_of_a_site(context, view):
    assert figures(context, "inkai", view=view) == figures(context, "inkai")


def test_a_closed_port_is_named_and_changes_the_days(context):
    *_, (value, label) = figures(context, "inkai", closed=("aktau",))
    assert label == "to Rotterdam without Russia and with Aktau closed, modelled"
    assert value != "18–44 days"


def test_no_days_are_told_of_a_field_that_pipelines_empty(context):
    told = leaving(context, "kashagan")
    assert (told.days, told.strips) == (None, None)
    assert told.action.request == {"view": "resources"}
    assert leaving(context, "kashagan", view="resources").action is None


def test_no_days_are_told_far_from_the_lines_or_without_a_way_and_it_says_why(context):
    far = leaving(context, "aqarkhar")
    assert far.days is None
    assert "within 250 km" in far.says[0]
    shut = leaving(context, "inkai", avoid=("RUS", "CHN", "UZB", "TKM", "KGZ"), closed=("aktau", "kuryk"))
    assert shut.days is None
    assert shut.says[0].startswith("Inkai → Rotterdam: ")


def test_an_end_that_is_none_leaves_the_way_to_the_view_of_routes(context):
    told = leaving(context, "inkai", destination="roterdam")
    assert (told.days, told.says) == (None, ())
    assert told.action.request["to"] == "roterdam"


def test_what_has_a_place_can_be_shown_on_the_map(context):
    for sel in ("site:inkai", "node:aktau", "country:KAZ", f"leg:{context.facts.legs.index[0]}"):
        assert record(context, sel).is_placed, sel
    assert not record(context, f"source:{context.facts.sources.index[0]}").is_placed
