"""The views that a wheel leaves out: computed from its tables when they are asked for, and kept in the user's cache folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fpdata.access.current import VIEW_SOURCES
from fpdata.package.cache_folder import kept_folder, state_key, temporary_folder
from fpdata.package.files import write_atomically
from fpdata.table_names import OMITTED_VIEWS

if TYPE_CHECKING:
    import pyarrow as pa


def omitted_view_file(view: str, folder: Path, read: Callable[[str, Path], pa.Table]) -> Path | None:
    """Return a Parquet file of a view that the export in `folder` leaves out; None if it is no such view or export.

    `read` reads the file of a table from which the view is computed; what it raises is passed on.
    """
    sources = [folder / f"{table}.parquet" for table in VIEW_SOURCES.get(view, ())]
    if view not in OMITTED_VIEWS or not all(source.is_file() for source in sources):
        return None
    place, name = str(folder.resolve()), f"{view}-{state_key(sources, 'export', 'model')}.parquet"
    file = kept_folder("views", place) / name
    if _is_whole(file):
        return file
    content = _compute(sources, read)
    try:
        write_atomically(file, content, sync=False)
    except OSError:  # the cache is read-only or full
        file = temporary_folder("views", place) / name
        write_atomically(file, content, sync=False)
    for old in file.parent.glob(f"{view}-*.parquet"):
        if old != file:
            old.unlink(missing_ok=True)
    return file


def _is_whole(file: Path) -> bool:
    """Whether there is a file that was written to its end, which is where Parquet says what is in it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        pq.read_metadata(file)
    except (pa.ArrowException, OSError):
        return False
    return True


def _compute(sources: list[Path], read: Callable[[str, Path], pa.Table]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from fpdata.export.timeline import compute_timeline

    tables = {source.stem: read(source.stem, source) for source in sources}
    metadata = {name.decode(): text.decode() for name, text in (tables["events"].schema.metadata or {}).items()}
    sink = pa.BufferOutputStream()
    pq.write_table(compute_timeline(tables, metadata), sink, compression="zstd", compression_level=1)
    content: bytes = sink.getvalue().to_pybytes()
    return content
