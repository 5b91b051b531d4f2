"""Which columns of a table are retained in memory: keys, what rules compare, and which references they follow."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.batch import ColumnBatch
from fpdata.checks.conditions import Matched, Shared, Where, path_of
from fpdata.checks.rule import Rule
from fpdata.checks.rule_runner import ALL_RULES
from fpdata.checks.sameness import column_of
from fpdata.model.table import Table

#: What the candidate queries of single rules compare: columns, and the first (``_min``) or last (``_max``) day of
#: columns of dates. What the conditions of rules compare is retained besides.
QUERY_COLUMNS: dict[str, tuple[str, ...]] = {
    "roles": ("basis", "start_max", "end_min", "end"),
    "relationships": ("kind", "start_max", "end"),
    "documents": ("date_max", "accessed_max"),
    "offices": ("seats",),
    "citations": ("table", "record_id", "field"),
    "coverage": ("table", "to"),
}
#: The references that they follow, besides those within a table.
QUERY_REFERENCES = {
    "roles": ("office_id", "source_id"),
    "relationships": ("actor_id", "other_id", "source_id"),
    "coverage": ("source_id",),
}
#: Besides, of a table with ids: the skeleton of each id (see `confusable_skeleton`), null if it is the id itself.
SKELETON = "skeleton"
#: At the end of the name of a column that has the codes of another one, each as a number of one byte.
CODE = "_code"
_NUMBERED = pa.dictionary(pa.uint8(), pa.string())


@cache
def retained_columns(table: Table) -> tuple[str, ...]:
    """Return the names of the columns that are retained of a table."""
    compared = (name for rule in ALL_RULES for of, name in _compared(rule) if of == table.name)
    return tuple(dict.fromkeys((*table.key, *QUERY_COLUMNS.get(table.name, ()), *compared)))


@cache
def followed_references(table: Table) -> tuple[str, ...]:
    """Return the names of the references of a table that candidates follow to records."""
    inward = (column.name for column in table.self_references)
    followed = (name for rule in ALL_RULES for of, name in _followed(rule) if of == table.name)
    return tuple(dict.fromkeys((*inward, *QUERY_REFERENCES.get(table.name, ()), *followed)))


def _compared(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield the retained columns that the candidates of a rule need, each with its table."""
    for each in rule.candidates:
        if isinstance(each, Matched) or (isinstance(each, Where) and not each.is_local):
            for value in each.values:
                path = path_of(each.table, value)
                if not path.is_reference:
                    yield path.table, path.column + CODE * path.is_code
        elif not isinstance(each, Where):
            yield each.table, each.value
            if isinstance(each, Shared) and each.unless:
                yield each.table, each.unless


def _followed(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield the references that the conditions of a rule follow or compare, each with its table."""
    for each in rule.candidates:
        if isinstance(each, Where) and not each.is_local:
            for value in each.values:
                path = path_of(each.table, value)
                yield from path.references
                if path.is_reference:
                    yield path.table, path.column


def retained_names(table: Table) -> tuple[str, ...]:
    """Return the names of the columns that `retain` gives of a table."""
    return retained_columns(table) + ((SKELETON,) if len(table.key) == 1 else ())


def retain(batch: ColumnBatch) -> pa.Table:
    """Return the retained columns of some rows, and the skeletons of their ids."""
    return pa.table({name: retained_column(batch, name) for name in retained_names(batch.table)})


def retained_type(name: str) -> pa.DataType:
    """Return the type of a retained column: bounds of dates, codes, digests, or cells."""
    if name.endswith(CODE):
        return _NUMBERED
    if name.endswith(("_min", "_max")):
        return pa.date32()
    return pa.int64() if name.startswith("same_") else pa.string()


def retained_column(batch: ColumnBatch, name: str) -> pa.Array:
    """Return a retained column of some rows."""
    if name == SKELETON:
        return batch.skeletons()
    if sameness := column_of(batch.table.name, name):
        return batch.digests(sameness)
    if name.endswith(CODE):
        column = name.removesuffix(CODE)
        codes = batch.table.column(column).codes or ()
        return _numbered(batch[column], tuple(map(str, codes)))
    if retained_type(name) != pa.date32():
        return batch[name]
    days = batch.days(name[:-4])
    return days.earliest if name.endswith("_min") else days.latest


def _numbered(texts: pa.StringArray, codes: tuple[str, ...]) -> pa.DictionaryArray:
    """Return codes as numbers of one byte; null for what is none."""
    known = pa.array(codes, pa.string())
    return pa.DictionaryArray.from_arrays(pc.index_in(texts, known).cast(pa.uint8()), known)


def emitted_columns(table: Table) -> tuple[str, ...]:
    """Return the columns whose cells checks need of every row: retained ones, references, and what conditions compare."""
    retained = (name.removesuffix(CODE) for name in retained_columns(table))
    names = [*retained, *(column.name for column in table.references), *_local_values(table)]
    return tuple(name for name in table.names if name in names)


def emitted_days(table: Table) -> tuple[str, ...]:
    """Return the columns of dates whose days checks need of every row."""
    names = {
        name[:-4] for name in (*retained_columns(table), *_local_values(table)) if retained_type(name) == pa.date32()
    }
    return tuple(name for name in table.names if name in names)


def _local_values(table: Table) -> list[str]:
    conditions = [each for rule in ALL_RULES for each in rule.candidates if isinstance(each, Where) and each.is_local]
    return [value for each in conditions if each.table == table.name for value in each.values]
