"""What all figures have in common: a title that says what is shown, a legend, a body, and where it comes from."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from fpdata.plot.canvas import LEADING, POINTS, Canvas, text_width, wrap
from fpdata.plot.errors import MissingFontWarning, TooMuchToDrawError
from fpdata.plot.page_size import PageSize
from fpdata.plot.style import INK, MUTED, RULE, require_matplotlib, settings, without_glyph

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: The size of the title and of the notes, by that of the other type.
_TITLE, _NOTES = 1.35, 0.85
#: Draws the sign of a legend on a canvas: from x on, with its middle at y, in a size of type.
Sign = Callable[[Canvas, float, float, float], None]
#: A message names so many characters.
_SHOWN = 10
#: The width of such a sign, by the size of type.
SIGN = 2.2


class FigurePage:
    """A figure in the making; `y` is how far it is filled, in points."""

    def __init__(self, size: PageSize, font: float, title: str, subtitle: str) -> None:
        self.size = size
        self.font = font
        self.name = title
        self.canvas = Canvas(size.width * POINTS)
        self.margin = font
        self.y = self.margin
        self.left, self.right = self.margin, size.width * POINTS - self.margin
        heading = font * _TITLE
        lines = wrap(title, self.width, heading, "bold")
        self.y = self.canvas.lines(self.left, self.y, lines, heading, weight="bold", color=INK)
        if subtitle:
            self.y = self.canvas.lines(self.left, self.y, wrap(subtitle, self.width, font), font, color=MUTED)
        self.y += font * 0.5

    @property
    def width(self) -> float:
        """The width between the margins, in points."""
        return self.right - self.left

    def legend(self, entries: Sequence[tuple[Sign, str]]) -> None:
        """Explain signs side by side, on as many lines as needed."""
        if not entries:
            return
        x, height = self.left, self.font * LEADING * 1.1
        for sign, text in entries:
            width = self.font * SIGN + self.font * 0.5 + text_width(text, self.font)
            if x > self.left and x + width > self.right:
                x = self.left
                self.y += height
            sign(self.canvas, x, self.y + height / 2, self.font)
            self.canvas.text(x + self.font * (SIGN + 0.5), self.y + height / 2, text, self.font)
            x += width + self.font * 1.5
        self.y += height + self.font * 0.5

    def notes(self, notes: Sequence[str]) -> None:
        """Set what the figure is taken from, and what that leaves out, below a rule."""
        size = self.font * _NOTES
        lines = [line for note in notes for line in wrap(note, self.width, size)]
        height = len(lines) * size * LEADING
        self.y += self.font
        if self.size.fixed:
            self.y = max(self.y, self.size.height * POINTS - self.margin - height - self.font * 0.5)
        self.canvas.line([(self.left, self.y), (self.right, self.y)], RULE, 0.6)
        self.y = self.canvas.lines(self.left, self.y + self.font * 0.5, lines, size, color=MUTED)

    def finish(self) -> Figure:
        """Return the figure."""
        height = self.size.height * POINTS if self.size.fixed else self.y + self.margin
        return self.canvas.finish(height, self.size.dpi, self.name)

    @property
    def needed(self) -> float:
        """The height that is needed for what was drawn, in inches."""
        return (self.y + self.margin) / POINTS


def compose(size: PageSize, draw: Callable[[float], FigurePage], fewer: str) -> Figure:
    """Return the figure that `draw` makes with the largest type with which it fits.

    Raises TooMuchToDrawError if it does not fit with the smallest; the message says what to do about it: `fewer`.
    """
    require_matplotlib()
    with settings():
        for font in size.fonts():
            page = draw(font)
            if page.needed <= size.height + 0.005:
                if missing := without_glyph("".join(page.canvas.texts)):
                    code_points = ", ".join(f"{one} (U+{ord(one):04X})" for one in missing[:_SHOWN])
                    message = f"no installed font has {code_points}; install one that does, such as Noto Sans"
                    warnings.warn(message, MissingFontWarning, stacklevel=3)
                return page.finish()
    raise TooMuchToDrawError(
        f"this does not fit: in the smallest readable type, it is {page.needed:.1f} inches high, and {size.height:g} "
        f"inches are the limit; {fewer}, or allow more height (--height)"
    )
