"""What scripts read: JSON below `data/`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fpdata.site.store import Store

#: Each writes its files for scripts, given the records, the database and the folder `data/` of the site.
DATA_WRITERS: tuple[Callable[[Store, Path, Path], None], ...] = ()


def write_data_files(store: Store, database: Path, output: Path) -> None:
    """Write all files that scripts read to the folder `data/` of the site."""
    folder = output / "data"
    folder.mkdir()
    for write in DATA_WRITERS:
        write(store, database, folder)
