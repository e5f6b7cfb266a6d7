"""A record: what it is, its figures, where it leads, and what is known of it, on the real facts."""

import pytest

from dashboard.text import words_in
from dashboard.view import build
from dashboard.view.pages.resources.query import DEFAULT_END
from tests.dashboard.states import state_of

WORDS = words_in("en")


def record(context, sel, **fields):
    return build(state_of(sel=sel, **fields), context, WORDS).record


def way(context, sel, **fields):
    (found,) = [one for one in record(context, sel, **fields).actions if one.request["view"] == "routes"]
    return found.request


def test_it_says_in_a_line_what_it_is(context):
    assert record(context, "site:inkai").summary == "Mine · Uranium · Kazakhstan · Operating"


def test_each_leading_figure_has_its_source(context):
    for sel in sorted(context.vocabulary.records):
        for field in record(context, sel).fields:
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
            assert way(context, f"{kind}:{row}")["from"].removeprefix("site:") in context.vocabulary.ends


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
