"""How large a figure is, and how large its type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

#: No figure is smaller or larger, in inches.
LEAST, MOST = 2.0, 100.0
#: Type becomes smaller by so many points until the figure fits.
_STEP = 0.5


class SizeName(StrEnum):
    """What a figure is for."""

    COLUMN = "column"
    PAGE = "page"
    SLIDE = "slide"


@dataclass(frozen=True)
class PageSize:
    """The size of a figure in inches: as high as its content, up to `height`, unless that is `fixed`."""

    width: float
    height: float
    fixed: bool
    type_sizes: tuple[float, float]
    """The largest and the smallest type, in points."""
    dpi: int
    """Pixels per inch, where a figure is saved as pixels."""

    def fonts(self) -> Iterator[float]:
        """Yield the sizes of type to try, from the largest to the smallest."""
        largest, smallest = self.type_sizes
        while largest >= smallest:
            yield largest
            largest -= _STEP


_SIZES = {
    SizeName.COLUMN: PageSize(3.5, 9.5, False, (7, 5.5), 300),
    SizeName.PAGE: PageSize(7, 9.5, False, (8, 6), 300),
    SizeName.SLIDE: PageSize(13.333, 7.5, True, (16, 9), 150),
}


def page_size(name: str, width: float | None = None, height: float | None = None) -> PageSize:
    """Return the size of that name, with another width or height in inches if they are given.

    Raises ValueError for another name or a size that no figure can have.
    """
    if name not in set(SizeName):
        raise ValueError(f"size must be {', '.join(SizeName)}, not {name!r}")
    size = _SIZES[SizeName(name)]
    for what, inches in (("width", width), ("height", height)):
        if inches is not None and not LEAST <= inches <= MOST:
            raise ValueError(f"{what} must be {LEAST:g} to {MOST:g} inches, not {inches:g}")
    if width is not None:
        size = replace(size, width=width)
    if height is not None:
        size = replace(size, height=height, fixed=True)
    return size
