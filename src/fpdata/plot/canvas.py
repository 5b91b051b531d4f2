"""A sheet to draw on, in points from its top left corner: texts that are measured before they are placed, bars and lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from fpdata.model.escape import escape_cell
from fpdata.plot.style import INK, PAPER, font_families

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

#: Points per inch.
POINTS = 72
#: The distance between the lines of a text, by the size of its type.
LEADING = 1.3


def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Return the width in points of a text on one line."""
    return _relative_width(text, weight) * size if text else 0.0


@lru_cache(maxsize=16384)
def _relative_width(text: str, weight: str) -> float:
    """Return the width of a text by the size of its type."""
    from matplotlib.textpath import text_to_path

    return float(text_to_path.get_text_width_height_descent(escape_cell(text), _font(weight), False)[0])


@cache
def _font(weight: str) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=font_families(), size=1, weight=weight)


def wrap(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """Return the lines of a text that wraps at blanks to a width in points; only a word that is wider is broken."""
    space = text_width("a a", size, weight) - 2 * text_width("a", size, weight)
    lines: list[str] = []
    used = width + 1
    for word in (part for whole in text.split() for part in _parts(whole, width, size, weight)):
        needed = text_width(word, size, weight)
        if lines and used + space + needed <= width:
            lines[-1] += f" {word}"
            used += space + needed
        else:
            lines.append(word)
            used = needed
    return lines or [""]


def _parts(word: str, width: float, size: float, weight: str) -> list[str]:
    if text_width(word, size, weight) <= width:
        return [word]
    parts = [""]
    for character in word:
        if parts[-1] and text_width(parts[-1] + character, size, weight) > width:
            parts.append("")
        parts[-1] += character
    return parts


@dataclass
class Canvas:
    """A sheet of a width in points, whose height is known in the end."""

    width: float
    axes: Any = field(init=False)
    texts: list[str] = field(default_factory=list)
    """All texts, as they are shown."""

    def __post_init__(self) -> None:
        from fpdata.plot.notebook_figure import NotebookFigure

        figure = NotebookFigure(figsize=(self.width / POINTS, 1), facecolor=PAPER)
        self.axes = figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, self.width)

    def finish(self, height: float, dpi: int, title: str) -> Figure:
        """Return the figure, of a height in points."""
        figure: Figure = self.axes.figure
        figure.set_size_inches(self.width / POINTS, height / POINTS)
        figure.set_dpi(dpi)
        figure.set_label(escape_cell(title))
        self.axes.set_ylim(height, 0)
        return figure

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        color: str = INK,
        weight: str = "normal",
        align: Literal["left", "center", "right"] = "left",
        id: str | None = None,
        rotation: float = 0,
    ) -> None:
        """Set one line of text whose middle is at `y`; what could be markup or a control character is escaped."""
        if text.strip():
            self.texts.append(escape_cell(text))
            shown = self.axes.text(
                x,
                y,
                self.texts[-1],
                fontsize=size,
                color=color,
                weight=weight,
                ha=align,
                va="center_baseline",
                rotation=rotation,
                rotation_mode="anchor",
                parse_math=False,
                clip_on=False,
            )
            _name(shown, id)

    def lines(self, x: float, y: float, lines: Sequence[str], size: float, **style: Any) -> float:
        """Set lines of text below each other, from `y` on; return where they end."""
        for number, line in enumerate(lines):
            self.text(x, y + (number + 0.5) * size * LEADING, line, size, **style)
        return y + len(lines) * size * LEADING

    def bar(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None,
        edge: str | None = None,
        hatch: str | None = None,
        dashed: bool = False,
        id: str | None = None,
        layer: float = 2,
    ) -> None:
        """Draw a rectangle from its top left corner."""
        from matplotlib.patches import Rectangle

        self.axes.add_patch(
            shown := Rectangle(
                (x, y),
                width,
                height,
                facecolor=fill or "none",
                edgecolor=edge or "none",
                linewidth=0.6 if edge else 0,
                linestyle=(0, (2.5, 1.5)) if dashed else "solid",
                hatch=hatch,
                clip_on=False,
                zorder=layer,
            )
        )
        _name(shown, id)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        color: str,
        width: float,
        *,
        id: str | None = None,
        layer: float = 1,
        curved: bool = False,
    ) -> None:
        """Draw a line through points or, with three of them and `curved`, from the first to the last, bent to the second."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        codes = [Path.MOVETO, Path.CURVE3, Path.CURVE3] if curved else None
        self.axes.add_patch(
            shown := PathPatch(
                Path(points, codes),
                facecolor="none",
                edgecolor=color,
                linewidth=width,
                capstyle="round",
                joinstyle="round",
                clip_on=False,
                zorder=layer,
            )
        )
        _name(shown, id)

    def mark(
        self, x: float, y: float, shape: str, size: float, color: str, *, hollow: bool = False, id: str | None = None
    ) -> None:
        """Draw one of Matplotlib's markers, or only its outline."""
        (shown,) = self.axes.plot(
            [x],
            [y],
            marker=shape,
            markersize=size,
            markerfacecolor=PAPER if hollow else color,
            markeredgecolor=color if hollow else PAPER,
            markeredgewidth=0.8 if hollow else 0.5,
            clip_on=False,
            zorder=4,
        )
        _name(shown, id)


def _name(artist: Any, id: str | None) -> None:
    if id:
        artist.set_gid(escape_cell(id))
