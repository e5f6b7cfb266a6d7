"""Links that somebody has: they open as they did, in every later version."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest

from dashboard.state import LIST_SEPARATOR, parse, to_query
from dashboard.state.address import RENAMED_KEYS, RENAMED_PARTS
from dashboard.text import words_in
from dashboard.view import build

LINKS = [
    line
    for line in Path(__file__).with_name("links.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _codes(query):
    return {key: sorted(text.split(LIST_SEPARATOR)) for key, text in query.items()}


@pytest.mark.parametrize("link", LINKS)
def test_a_shared_link_opens_as_it_did(link, context):
    asked = {RENAMED_KEYS.get(key, key): values[0] for key, values in parse_qs(link[1:]).items()}
    asked |= {"part": RENAMED_PARTS.get(asked["part"], asked["part"])} if "part" in asked else {}
    state, notices = parse(asked, context.vocabulary)
    assert notices == ()
    assert _codes(to_query(state)) == _codes(asked)
    assert build(state, context, words_in(state.lang)).state == state
    old = parse(parse_qs(link[1:]), context.vocabulary)
    assert old == (state, ()), "an old key means the same"
