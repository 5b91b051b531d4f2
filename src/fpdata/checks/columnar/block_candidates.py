"""Candidates for the rules about single records: found in a block, without any other row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, reduce

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.column_checks import ColumnBatch, match_among
from fpdata.checks.columnar.conditions import holds
from fpdata.checks.columnar.retained import retained_column
from fpdata.checks.conditions import Condition, Where
from fpdata.checks.rows.quality import LABELS, PLACEHOLDER, PLACEHOLDER_COLUMNS, neutral_text, no_placeholder_dates
from fpdata.checks.rows.text_quality import TEXT_PATTERNS
from fpdata.checks.rule import Rule
from fpdata.checks.rule_runner import ALL_RULES

#: Pejorative labels for RE2. Python's case-folding also matches İ, ı, ſ and the Kelvin sign with i, k and s.
LABEL_PATTERN = f"(?i:{LABELS.pattern})|[İıſ\u212a]"


def block_candidates(batch: ColumnBatch) -> dict[Rule, list[int]]:
    """Return the rows of a block that may break a rule about single records."""
    found = {}
    if neutral := [column.name for column in batch.table.columns if column.prose]:
        found[neutral_text] = _any(_matches(batch[name], LABEL_PATTERN) for name in neutral)
    if dates := PLACEHOLDER_COLUMNS.get(batch.table.name):
        pattern = f"^(?:{PLACEHOLDER.pattern})$"
        found[no_placeholder_dates] = _any(_matches(batch[name], pattern) for name in dates)
    for column in batch.table.columns:
        for rule, rows in _spoiled_texts(batch[column.name], column.kind):
            found[rule] = pc.or_(found[rule], rows) if rule in found else rows
    for rule, conditions in _local_conditions(batch.table.name):
        found[rule] = _any(holds(each, lambda name: retained_column(batch, name)) for each in conditions)
    return {rule: pc.indices_nonzero(mask).to_pylist() for rule, mask in found.items()}


@cache
def _local_conditions(table: str) -> list[tuple[Rule, list[Condition]]]:
    """Return the rules that single rows of a table may break by their conditions."""
    found = [
        (
            rule,
            [
                each.condition
                for each in rule.candidates
                if isinstance(each, Where) and each.is_local and each.table == table
            ],
        )
        for rule in ALL_RULES
    ]
    return [(rule, conditions) for rule, conditions in found if conditions]


def _spoiled_texts(values: pa.StringArray, kind: str) -> Iterator[tuple[Rule, pa.BooleanArray]]:
    """Yield the rules that texts of a kind may break, and which of them do. One search finds the few to search again."""
    if not (patterns := {rule: each for rule, each in TEXT_PATTERNS.items() if each.kind == kind}):
        return
    any_of = _matches(values, "|".join(each.pattern for each in patterns.values() if each.in_ascii))
    others = pc.invert(pc.string_is_ascii(values)).fill_null(False)
    if others.true_count and (rare := [each.pattern for each in patterns.values() if not each.in_ascii]):
        any_of = pc.or_(any_of, match_among(others, values, "|".join(rare)))
    if any_of.true_count:
        for rule, each in patterns.items():
            yield rule, match_among(any_of, values, each.pattern)


def _matches(values: pa.StringArray, pattern: str) -> pa.BooleanArray:
    if values.null_count == len(values):
        return pc.is_valid(values)
    return pc.match_substring_regex(values, pattern).fill_null(False)


def _any(masks: Iterable[pa.BooleanArray]) -> pa.BooleanArray:
    return reduce(pc.or_, masks)
