"""How to read a view, in a few lines that are folded until they are wanted, and the foot of every page."""

from dashboard.text import Words
from dashboard.view.blocks import Block

# The lines of each view, in order.
LINES = "abcd"


def block(view: str, words: Words) -> Block:
    """Return the lines of a view, and on what terms all is shown."""
    lines = tuple(words(f"howto.{view}.{line}") for line in LINES)
    terms = (words("footer.borders"), words("footer.licences"))
    return Block(
        "howto", folded=(Block("howto_lines", words("howto.title"), says=lines),), notes=terms, kept=True
    )
