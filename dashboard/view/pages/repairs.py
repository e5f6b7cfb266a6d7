"""What is wrong with a request for a way, and the buttons that change it: allow, open, close, name an end."""

from collections.abc import Iterable

from dashboard.state import LIST_SEPARATOR, ViewState
from dashboard.view.blocks import Action, Hint
from dashboard.view.labels import Labels
from geodata.network import NOBODY, Answer, Permission, Refusal, Request

# Refusals that name what nobody knows as it was written.
_AS_WRITTEN = frozenset({"unknown_end", "unlike_end", "unknown_avoid", "unknown_closed"})
# The sign of what is closed.
CLOSED = "⊘"
_END_KEYS = {"origin": "from", "destination": "to"}


def refusal_hint(refusal: Refusal, state: ViewState, labels: Labels) -> Hint:
    """Say what is wrong with a request, with the buttons that mend it."""
    values = dict(refusal.values)
    if "end" in values:
        values["end"] = labels.words(f"routes.{values['end']}")
    if "country" in values:
        values["country"] = labels.country(values["country"])
    if "value" in values and refusal.key not in _AS_WRITTEN:
        values["value"] = labels.item(values["value"])
    text = labels.words(f"refusal.{refusal.key}", **values)
    return Hint(text, _repairs(refusal, state, labels))


def no_way_hint(answer: Answer, labels: Labels) -> Hint:
    """Say that there is no way, with a button for each permission that alone would open one."""
    words, request = labels.words, answer.request
    text = words("routes.no_way", ends=labels.ends(request.origin, request.destination))
    more = words("routes.no_way_but" if answer.permissions else "routes.no_way_at_all")
    actions = tuple(_permission(one, request, labels) for one in answer.permissions)
    return Hint(f"{text} {more}", actions)


def close_or_open(item: str, request: Request, labels: Labels) -> Action:
    """Return the sign that closes a node or leg, or opens it where it is closed."""
    if item in request.closed:
        opened = _open(item, request.closed, labels)
        return Action(CLOSED, opened.request, pressed=True, said=opened.label)
    closed = LIST_SEPARATOR.join((*request.closed, item))
    said = labels.words("routes.shut", item=labels.item(item))
    return Action(CLOSED, {"closed": closed, "way": ""}, pressed=False, said=said)


def close_all(items: tuple[str, ...], request: Request, labels: Labels) -> Action:
    """Return the sign that closes all legs of a stretch."""
    closed = LIST_SEPARATOR.join((*request.closed, *items))
    said = labels.words(
        "routes.shut_all", n=len(items), first=labels.item(items[0]), last=labels.item(items[-1])
    )
    return Action(CLOSED, {"closed": closed, "way": ""}, pressed=False, said=said)


def _repairs(refusal: Refusal, state: ViewState, labels: Labels) -> tuple[Action, ...]:
    values = refusal.values
    if refusal.key == "avoided_end":
        return (_allow(values["country"], state.avoid, labels),)
    if refusal.key == "closed_end":
        return (_open(values["value"], state.closed, labels),)
    if refusal.key == "unknown_end":
        key = _END_KEYS[values["end"]]
    elif refusal.key == "unserved_end":
        key = "from" if (state.origin or "").endswith(values["value"]) else "to"
    else:
        return ()
    return tuple(Action(labels.place(end), {key: end, "way": ""}) for end in refusal.nearest)


def _permission(one: Permission, request: Request, labels: Labels) -> Action:
    if one.kind == "country":
        return _allow(one.value, request.avoid, labels)
    if one.kind == "closed":
        return _open(one.value, request.closed, labels)
    return Action(labels.words("routes.allow_planned"), {"planned": "yes", "way": ""})


def _allow(country: str, avoid: tuple[str, ...], labels: Labels) -> Action:
    left = avoiding(other for other in avoid if other != country)
    return Action(labels.words("routes.allow", country=labels.country(country)), {"avoid": left, "way": ""})


def _open(item: str, closed: tuple[str, ...], labels: Labels) -> Action:
    left = LIST_SEPARATOR.join(other for other in closed if other != item)
    return Action(labels.words("routes.open", item=labels.item(item)), {"closed": left, "way": ""})


def avoiding(countries: Iterable[str]) -> str:
    """Write countries to avoid as they stand in an address."""
    return LIST_SEPARATOR.join(countries) or NOBODY
