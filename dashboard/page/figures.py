"""The row of figures under the sentence: how much of each kind the selection holds."""

from dashboard.browser import parts
from dashboard.browser.assets import Files
from dashboard.text import words_in
from dashboard.view import View


def draw(view: View, files: Files) -> None:
    """Draw the figures of a view; their labels and notes are in the file that the browser keeps."""
    data = {"figures": {figure.key: figure.value for figure in view.figures}, "lang": view.state.lang}
    parts.mount("figures", files, words_in(view.state.lang)("table.failed"), data)
