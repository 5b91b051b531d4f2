"""The views that a wheel leaves out: computed from its tables when they are asked for, and kept in the user's cache folder."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from fpdata.access.current import VIEW_SOURCES
from fpdata.package.cache_folder import code_stamp, kept_folder
from fpdata.package.files import write_atomically
from fpdata.table_names import OMITTED_VIEWS


def omitted_view_file(view: str, folder: Path) -> Path | None:
    """Return a Parquet file of a view that the export in `folder` leaves out; None if it is no such view or export."""
    sources = [folder / f"{table}.parquet" for table in VIEW_SOURCES.get(view, ())]
    if view not in OMITTED_VIEWS or not all(source.is_file() for source in sources):
        return None
    hash = blake2b(code_stamp("export", "model").encode(), digest_size=12)
    for source in sources:
        status = source.stat()
        hash.update(repr((source.name, status.st_ino, status.st_size, status.st_mtime_ns)).encode())
    file = kept_folder("views", str(folder.resolve())) / f"{view}-{hash.hexdigest()}.parquet"
    if not file.is_file():
        _write(sources, file)
        for old in file.parent.glob(f"{view}-*.parquet"):
            if old != file:
                old.unlink(missing_ok=True)
    return file


def _write(sources: list[Path], file: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from fpdata.export.timeline import compute_timeline

    tables = {source.stem: pq.ParquetFile(source, memory_map=True).read() for source in sources}
    metadata = {name.decode(): text.decode() for name, text in (tables["events"].schema.metadata or {}).items()}
    sink = pa.BufferOutputStream()
    pq.write_table(compute_timeline(tables, metadata), sink, compression="zstd", compression_level=1)
    write_atomically(file, sink.getvalue().to_pybytes(), sync=False)
