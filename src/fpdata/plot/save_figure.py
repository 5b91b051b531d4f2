"""Write a figure to a file, completely or not at all."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

from fpdata._version import __version__
from fpdata.model.characters import quote
from fpdata.package.files import write_atomically
from fpdata.plot.style import require_matplotlib, settings

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: The formats, by the suffix of the file.
FORMATS = ("svg", "pdf", "png")


def require_new_file(file: Path | str, *, overwrite: bool = False) -> Path:
    """Return the path of a file that a figure can be written to.

    Raises ValueError for a name without the suffix of a format, FileExistsError if the file exists, unless told to
    overwrite it, another OSError if its folder is missing or cannot be written, or if it is a folder itself.
    """
    path = Path(file)
    if path.suffix.lower().removeprefix(".") not in FORMATS or "\0" in str(path):
        raise ValueError(
            f"a figure is written to a file that ends with .{', .'.join(FORMATS)}, not to {quote(str(path))}"
        )
    if path.is_dir() or str(file).endswith(("/", os.sep)):
        raise IsADirectoryError(f"{file} is a folder; name a file in it, such as {path / 'figure.svg'}")
    if not path.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {path.parent}; make it first, or write to another one")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise PermissionError(_not_permitted(path))
    if not overwrite and os.path.lexists(path):
        raise FileExistsError(f"{path} exists; name another file, or overwrite it (--force, overwrite=True)")
    return path


def save(figure: Figure, file: Path | str, *, overwrite: bool = False) -> Path:
    """Write a figure to a file as SVG, PDF or PNG, as the suffix of its name says, and return its path.

    Text becomes outlines in SVG and embedded fonts in PDF. The file has no date: the same figure gives the same bytes.
    It is written completely or not at all.

    Raises FileExistsError if the file exists, unless told to `overwrite` it, ValueError for another suffix, OSError if
    it cannot be written, MissingExtraError without the extra 'plot'.
    """
    require_matplotlib()
    path = require_new_file(file, overwrite=overwrite)
    content = figure_bytes(figure, path.suffix.lower().removeprefix("."))
    require_new_file(path, overwrite=overwrite)  # as drawing takes long
    try:
        write_atomically(path, content)
    except PermissionError:
        raise PermissionError(_not_permitted(path)) from None
    return path


def _not_permitted(path: Path) -> str:
    return f"you may not write to the folder {path.parent}; write to another one, or change its permissions"


def figure_bytes(figure: Figure, format: str, dpi: float | None = None) -> bytes:
    """Return the content of the file of a figure in one of `FORMATS`; `dpi` is by default that of the figure."""
    import matplotlib as mpl

    creator = f"fpdata {__version__}, Matplotlib {mpl.__version__}"
    described: dict[str, dict[str, str | None]] = {
        "svg": {"Creator": creator, "Date": None},
        "pdf": {"Creator": creator, "Producer": creator, "CreationDate": None},
        "png": {"Software": creator},
    }
    metadata = described[format] | {"Title": str(figure.get_label())}
    buffer = io.BytesIO()
    with settings():
        figure.savefig(buffer, format=format, dpi=dpi or figure.dpi, metadata=metadata)
    return buffer.getvalue()
