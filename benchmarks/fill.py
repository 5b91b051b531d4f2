"""The rows of a generated table, column by column, in batches: the content of the table, the rest by kind of column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from string import ascii_uppercase

from benchmarks.batch import PREFIXES, Batch
from benchmarks.content import CONTENT
from benchmarks.words import dates, sentences, some
from benchmarks.world import World
from fpdata.model.fields import Code
from fpdata.model.table import Column, Table

_BATCH = 10_000  # rows; the bytes depend on it, as the numbers are drawn column by column

# How many of the cells that may be empty are filled; a reference more often than a note.
_FILLED = {
    "reference": 0.4,
    "code": 0.7,
    "edtf": 0.6,
    "url": 0.8,
    "language": 0.8,
    "text": 0.25,
    "id": 0.1,
    "integer": 0.5,
}

_LICENSES = ("CC0-1.0", "CC-BY-4.0")
_BY_NAME: dict[str, Callable[[Batch], list[str]]] = {
    "license": lambda batch: batch.draw.choices(_LICENSES, k=len(batch)),
    "iso_alpha2": lambda batch: [f"C{ascii_uppercase[number % 10]}" for number in batch.numbers],
    "iso_alpha3": lambda batch: [f"CC{ascii_uppercase[number % 10]}" for number in batch.numbers],
    "wikidata": lambda batch: [f"Q{number}" for number in batch.numbers],
    "source_locator": lambda batch: [f"entry {number}" for number in batch.numbers],
    "place": lambda batch: batch.draw.choices(
        ("Geneva", "Zürich", "Kyiv", "São Paulo", "Washington, D.C."), k=len(batch)
    ),
}


def batches(table: Table, world: World) -> Iterator[list[list[str]]]:
    """Yield the rows of a table, some at a time, each as its cells in the order of the columns; sorted by key."""
    draw = Random(f"{world.seed} {table.name}")  # noqa: S311 (nothing is secret; the same every time)
    count = world.rows[table.name]
    for start in range(0, count, _BATCH):
        batch = Batch(world, draw, start, min(start + _BATCH, count))
        columns = CONTENT[table.name](batch) if table.name in CONTENT else {}
        cells = [columns.get(column.name) or _fill(batch, table, column) for column in table.columns]
        yield list(map(list, zip(*cells, strict=True)))


def _fill(batch: Batch, table: Table, column: Column) -> list[str]:
    if table.key == (column.name,):
        return [f"{PREFIXES[table.name]}-{number:08}" for number in batch.numbers]
    cells = _BY_NAME.get(column.name, _BY_KIND[column.kind](column))(batch)
    return some(batch.draw, cells, _FILLED[column.kind]) if column.nullable else cells


def _codes(column: Column) -> Callable[[Batch], list[str]]:
    return lambda batch: batch.codes(column.codes or Code)


def _texts(column: Column) -> Callable[[Batch], list[str]]:
    return lambda batch: sentences(batch.draw, len(batch))


_BY_KIND: dict[str, Callable[[Column], Callable[[Batch], list[str]]]] = {
    "id": lambda column: lambda batch: [f"group-{number:08}" for number in batch.numbers],
    "reference": lambda column: lambda batch: batch.any_of(column.target_table),
    "code": _codes,
    "edtf": lambda column: lambda batch: dates(batch.draw, batch.days()),
    "text": _texts,
    "integer": lambda column: lambda batch: [str(1 + number % 999) for number in batch.numbers],
    "url": lambda column: lambda batch: [f"https://www.outlet-{number}.example/" for number in batch.numbers],
    "language": lambda column: (
        lambda batch: batch.draw.choices(("en", "en", "en", "uk", "ru", "zh-Hant"), k=len(batch))
    ),
}
