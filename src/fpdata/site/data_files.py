"""What scripts read: files below `data/`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fpdata.site.holders_data import write_holders
from fpdata.site.network_data import write_network
from fpdata.site.search_index import write_search_index
from fpdata.site.sql_page import first_answer, sql_page_context, write_databases
from fpdata.site.store import RecordStore
from fpdata.site.travel_data import write_travel

#: Each writes its files for scripts, given the records and the folder `data/` of the site.
DATA_WRITERS: tuple[Callable[[RecordStore, Path], None], ...] = (
    write_search_index,
    write_holders,
    write_network,
    write_travel,
)


def write_data_files(store: RecordStore, database: Path, output: Path) -> dict[str, dict[str, Any]]:
    """Write all files that scripts read to the folder `data/` of the site.

    Return what templates of pages with scripts are given besides their title, by the name of the template.
    """
    folder = output / "data"
    folder.mkdir()
    for write in DATA_WRITERS:
        write(store, folder)
    return {"sql.html": sql_page_context(store, write_databases(database, output), first_answer(database))}
