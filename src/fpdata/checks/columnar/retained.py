"""Which columns of a table are retained in memory: keys, references within the table, and what rules compare."""

from __future__ import annotations

from functools import cache, reduce

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.column_checks import ColumnBatch
from fpdata.checks.conditions import TODAY, Shared, Where
from fpdata.checks.rows.quality import confusable_skeleton
from fpdata.checks.rule import Rule
from fpdata.checks.rule_runner import ALL_RULES
from fpdata.checks.sameness import Sameness, column_of, columns_of, digests
from fpdata.model.table import Table
from fpdata.model.tables import TABLES
from fpdata.package.arrow_scalars import FALSE, NO_TEXT, text

#: What the candidate queries of single rules compare: columns, and the first (``_min``) or last (``_max``) day of
#: columns of dates. What the conditions of rules compare is retained besides.
QUERY_COLUMNS: dict[str, tuple[str, ...]] = {
    "roles": ("office_id", "basis", "start_max", "end_min", "end", "source_id"),
    "relationships": ("start_max", "end", "source_id"),
    "documents": ("date_max", "accessed_max"),
    "offices": ("seats",),
    "citations": ("table", "record_id", "field"),
    "coverage": ("table", "source_id", "to"),
}
#: Besides, of a table with ids: the skeleton of each id (see `confusable_skeleton`), null if it is the id itself.
SKELETON = "skeleton"
#: Ids that may have another skeleton: with rn or vv, or with 0 or 1 in a word that has letters.
_CONFUSABLE = "rn|vv|[a-z][0-9]*[01]|[01][0-9]*[a-z]"


@cache
def retained_columns(table: Table) -> tuple[str, ...]:
    """Return the names of the columns that are retained of a table."""
    inward = (column.name for column in table.self_references)
    compared = (name for rule in ALL_RULES for of, name in _compared(rule) if of == table.name)
    return tuple(dict.fromkeys((*table.key, *inward, *QUERY_COLUMNS.get(table.name, ()), *compared)))


def _compared(rule: Rule) -> list[tuple[str, str]]:
    """Return the retained columns that the candidates of a rule need, each with its table."""
    found = []
    for each in rule.candidates:
        if not isinstance(each, Where):
            found.append((each.table, each.value))
            if isinstance(each, Shared) and each.unless:
                found.append((each.table, each.unless))
        elif not each.is_local:
            for value in each.values:
                reference, dot, name = value.partition(".")
                found.append((each.table, reference))
                if dot:
                    found.append((TABLES[each.table].column(reference).target_table, name))
    return [(table, name) for table, name in found if name != TODAY]


def retained_names(table: Table) -> tuple[str, ...]:
    """Return the names of the columns that `retain` gives of a table."""
    return retained_columns(table) + ((SKELETON,) if len(table.key) == 1 else ())


def retain(batch: ColumnBatch) -> pa.Table:
    """Return the retained columns of some rows, and the skeletons of their ids."""
    return pa.table({name: retained_column(batch, name) for name in retained_names(batch.table)})


def retained_type(name: str) -> pa.DataType:
    """Return the type of a retained column: bounds of dates, digests, or cells."""
    if name.endswith(("_min", "_max")):
        return pa.date32()
    return pa.int64() if name.startswith("same_") else pa.string()


def retained_column(batch: ColumnBatch, name: str) -> pa.Array:
    """Return a retained column of some rows."""
    if name == SKELETON:
        return _skeletons(batch[batch.table.key[0]])
    if sameness := column_of(batch.table.name, name):
        return _digests(batch, sameness)
    if retained_type(name) != pa.date32():
        return batch[name]
    bounds = batch.date_bounds(name[:-4])
    return bounds.earliest if name.endswith("_min") else bounds.latest


def _skeletons(ids: pa.StringArray) -> pa.StringArray:
    may_differ = pc.coalesce(pc.match_substring_regex(ids, _CONFUSABLE), FALSE)
    unchanged = pa.nulls(len(ids), pa.string())
    if not may_differ.true_count:
        return unchanged
    texts = ((id, confusable_skeleton(id)) for id in ids.filter(may_differ).to_pylist())
    skeletons = pa.array([None if skeleton == id else skeleton for id, skeleton in texts], pa.string())
    return pc.replace_with_mask(unchanged, may_differ, skeletons)


def _digests(batch: ColumnBatch, sameness: Sameness) -> pa.Array:
    missing = [reduce(pc.and_, (pc.is_null(batch[name]) for name in columns_of(field))) for field in sameness.required]
    if any(mask.true_count == len(mask) for mask in missing):
        return pa.nulls(len(batch), pa.int64())
    columns = [pc.coalesce(*(_comparable(batch, name) for name in columns_of(field))) for field in sameness.fields]
    optional = {"null_handling": "replace", "null_replacement": ""}
    joined = columns[0] if len(columns) == 1 else pc.binary_join_element_wise(*columns, text("\x1f"), **optional)
    for mask in missing:
        joined = pc.if_else(mask, NO_TEXT, joined)
    return pa.array(digests(joined.to_pylist()), pa.int64())


# Of an address, what `address_key` may leave out; a digest has only the letters and digits of the rest.
_NOT_COMPARED = r"^https?://(?:www\.)?|:(?:80|443)(?:/|$)|[?#].*$"


def _comparable(batch: ColumnBatch, name: str) -> pa.StringArray:
    if batch.table.column(name).kind != "url":
        return batch[name]
    return pc.replace_substring_regex(batch[name], _NOT_COMPARED, "")
