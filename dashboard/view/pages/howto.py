"""How to read a view, in a few lines that are folded until they are wanted."""

from dashboard.text import Words
from dashboard.view.blocks import Block

# The lines of each view, in order.
LINES = "abcd"


def block(view: str, words: Words) -> Block:
    """Return the lines of a view."""
    lines = tuple(words(f"howto.{view}.{line}") for line in LINES)
    return Block("howto", folded=(Block("howto_lines", words("howto.title"), says=lines),))
