"""A figure that a notebook shows as an image when it is the value of a cell."""

from __future__ import annotations

from matplotlib.figure import Figure

from fpdata.plot.save_figure import figure_bytes

#: Dots per inch of the image, and of the screen in whose pixels its size is given.
_DPI = 144
_PIXELS = 96


class NotebookFigure(Figure):
    """A figure of Matplotlib that is not one of pyplot's, which Matplotlib itself shows nowhere."""

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        width, height = self.get_size_inches()
        size = {"width": round(width * _PIXELS), "height": round(height * _PIXELS)}
        return figure_bytes(self, "png", _DPI), size
