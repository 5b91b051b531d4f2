"""Search the records of a package by name, as it is now: built or not, and with what was just added to it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from fpdata.access.find import search
from fpdata.access.resolver import nearest
from fpdata.access.searched_tables import ONLY_IDS, SPECS
from fpdata.edit.named_records import NamedRecord, NameSearch
from fpdata.edit.tables import EditError
from fpdata.model.slugs import fold
from fpdata.package.files import temporary_folder
from fpdata.package.locate import Package

_FOUND = 20


@contextmanager
def package_names(package: Package) -> Iterator[NameSearch]:
    """Yield a function that searches a package's tables by name; they are read when it is first called."""
    with temporary_folder() as folder:

        @cache
        def ready() -> Path:
            _write_searched_columns(package, folder)
            return folder

        @cache
        def find(table: str, text: str) -> Sequence[NamedRecord]:
            if table not in SPECS or not fold(text):
                return ()
            candidates, _, _ = search(text, [table], limit=_FOUND, path=ready())
            exact = len(nearest(candidates))
            return [NamedRecord(one.id, one.name, number < exact) for number, one in enumerate(candidates)]

        yield find


def _write_searched_columns(package: Package, folder: Path) -> None:
    """Write the columns that are searched as an export has them. Raises EditError if a file cannot be read."""
    import pyarrow as pa
    import pyarrow.csv as pacsv
    import pyarrow.parquet as pq

    wanted: defaultdict[str, set[str]] = defaultdict(
        set, {"redirects": {"table", "old_id", "new_id"}, "actors": {"kind"}}
    )
    for table, spec in SPECS.items():
        wanted[table] |= {spec.key, spec.name, *(column for _, column in spec.parts)}
        for _, other, column in spec.others:
            wanted[other] |= {spec.key, column}
        for other, column in spec.referring:
            wanted[other].add(column)
    for other, key in ONLY_IDS.items():
        wanted[other].add(key)
    for name, columns in wanted.items():
        options = pacsv.ConvertOptions(
            include_columns=sorted(columns),
            column_types=dict.fromkeys(columns, pa.string()),
            strings_can_be_null=True,
            null_values=[""],
        )
        try:
            content = pacsv.read_csv(
                package.files[name], parse_options=pacsv.ParseOptions(newlines_in_values=True), convert_options=options
            )
        except (pa.ArrowException, OSError, KeyError) as error:
            raise EditError(
                f"the file of {name} cannot be searched ({error}); run 'fpdata check' for details"
            ) from None
        described = json.dumps({"fields": [{"name": column} for column in content.column_names]})
        content = content.replace_schema_metadata({"title": name, "table_schema": described})
        pq.write_table(content, folder / f"{name}.parquet", compression="none")
