"""Search the records of a package by name, as it is now: built or not, and with what was just added to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fpdata.edit.named_records import NamedRecord, NameSearch
from fpdata.edit.tables import EditError
from fpdata.model.slugs import fold
from fpdata.package.files import temporary_folder
from fpdata.package.locate import Package

if TYPE_CHECKING:
    import pyarrow as pa

    from fpdata.access.lookup_database import LookupDatabase

_FOUND = 20


@contextmanager
def package_names(package: Package) -> Iterator[NameSearch]:
    """Yield a function that searches a package's tables by name; they are read when it is first called."""
    with ExitStack() as stack:

        @cache
        def database() -> LookupDatabase:
            from fpdata.access.lookup_database import LookupDatabase

            return LookupDatabase(_PackageSource(package, stack.enter_context(temporary_folder())))

        @cache
        def find(table: str, text: str) -> Sequence[NamedRecord]:
            # Imported only now: most records that are added refer to others by their ids.
            from fpdata.access.find import search
            from fpdata.access.resolver import nearest
            from fpdata.access.searched_tables import SPECS

            if table not in SPECS or not fold(text):
                return ()
            candidates, _, _ = search(text, [table], database(), limit=_FOUND)
            exact = len(nearest(candidates))
            return [NamedRecord(one.id, one.name, number < exact) for number, one in enumerate(candidates)]

        yield find


class _PackageSource:
    """The columns of a package's files that are searched, whether or not their rows are valid."""

    def __init__(self, package: Package, folder: Path) -> None:
        self._package = package
        self._folder = folder

    def state(self, _table: str) -> str:
        """Return nothing: the tables are read once."""
        return ""

    def read(self, table: str) -> pa.Table:
        """Return the searched columns of a table as text. Raises EditError if its file cannot be read."""
        import pyarrow as pa
        import pyarrow.csv as pacsv

        columns = sorted(_searched_columns()[table])
        options = pacsv.ConvertOptions(
            include_columns=columns,
            column_types=dict.fromkeys(columns, pa.string()),
            strings_can_be_null=True,
            null_values=[""],
        )
        try:
            return pacsv.read_csv(
                self._package.files[table],
                parse_options=pacsv.ParseOptions(newlines_in_values=True),
                convert_options=options,
            )
        except (pa.ArrowException, OSError, KeyError) as error:
            raise EditError(
                f"the file of {table} cannot be searched ({error}); run 'fpdata check' for details"
            ) from None

    def folder(self) -> Path:
        """Return the folder of the database's files."""
        return self._folder


def _searched_columns() -> Mapping[str, set[str]]:
    """Return the columns that a search reads, by table."""
    from fpdata.access.searched_tables import ONLY_IDS, SPECS

    wanted: defaultdict[str, set[str]] = defaultdict(set, {"redirects": {"table", "old_id", "new_id"}})
    for table, spec in SPECS.items():
        wanted[table] |= {spec.key, spec.name, *([spec.kind] if spec.kind else [])}
        wanted[table].update(column for _, column in spec.parts)
        for _, other, column in spec.others:
            wanted[other] |= {spec.key, column}
        for other, column in spec.referring:
            wanted[other].add(column)
    for other, key in ONLY_IDS.items():
        wanted[other].add(key)
    return wanted
