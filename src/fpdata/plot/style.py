"""The one look of all figures: colors that also differ in grey and for the color-blind, type, and Matplotlib's settings."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from fpdata.access.errors import MissingExtraError

#: Of the palette of Okabe and Ito, which the color-blind can tell apart; from dark to light also in grey.
BLUE, ORANGE, SKY, VERMILION, GREEN = "#0072B2", "#E69F00", "#A9D3EE", "#D55E00", "#009E73"
INK, MUTED, RULE, BAND, PAPER = "#1A1A1A", "#595959", "#D8D8D8", "#F0C4AC", "#FFFFFF"

#: Fonts that have what the first, which comes with Matplotlib, lacks; those that are installed are used.
_FONTS = (
    "DejaVu Sans",
    "Noto Sans",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans Devanagari",
    "Arial Unicode MS",
    "Hiragino Sans",
    "Microsoft YaHei",
    "Yu Gothic",
    "Malgun Gothic",
    "Nirmala UI",
)


def require_matplotlib() -> None:
    """Raise MissingExtraError unless Matplotlib is installed."""
    try:
        import matplotlib.figure  # noqa: F401
    except ImportError:
        raise MissingExtraError(
            "figures need Matplotlib, which is not installed; run: pip install 'fpdata[plot]'"
        ) from None


@cache
def font_families() -> list[str]:
    """Return the names of the fonts in which texts are set, the first one first."""
    from matplotlib.font_manager import fontManager

    installed = {font.name for font in fontManager.ttflist}
    return [name for name in _FONTS if name in installed]


def without_glyph(text: str) -> str:
    """Return the characters of a text that no installed font has, in order of their code points."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    known = [get_font(findfont(FontProperties(family=[name]))).get_charmap() for name in font_families()]
    return "".join(sorted({one for one in text if not any(ord(one) in glyphs for glyphs in known)}))


@contextmanager
def settings() -> Iterator[None]:
    """Within this context, Matplotlib has our settings whatever the user's are, and writes the same bytes each time."""
    import matplotlib as mpl

    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # `compose` says it once, for all
        mpl.rcdefaults()
        mpl.rcParams.update(
            {
                "font.family": font_families(),
                "text.parse_math": False,
                "text.color": INK,
                "text.hinting": "none",  # else pixels widen texts beyond what was measured
                "hatch.linewidth": 0.6,
                "svg.fonttype": "path",  # a reader without the font sees the same
                "svg.hashsalt": "fpdata",
                "pdf.fonttype": 42,
                "path.simplify": False,
            }
        )
        yield


@dataclass(frozen=True)
class Shade:
    """The color of a cell, and that of a text in it."""

    fill: str
    ink: str


def shade(part: float) -> Shade:
    """Return the shade of a value by its part of the largest: from light to dark, so that grey keeps the order."""
    light, dark = (0xDC, 0xEC, 0xF7), (0x00, 0x4A, 0x7C)
    mixed = (round(one + (other - one) * part**0.7) for one, other in zip(light, dark, strict=True))
    return Shade("#" + "".join(f"{value:02X}" for value in mixed), PAPER if part**0.7 > 0.45 else INK)
