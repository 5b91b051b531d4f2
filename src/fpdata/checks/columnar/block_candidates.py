"""Candidates for the rules about single records: found in a block, without any other row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, partial, reduce

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.column_checks import ColumnBatch, match_among
from fpdata.checks.columnar.conditions import holds
from fpdata.checks.columnar.retained import retained_column
from fpdata.checks.conditions import Condition, Where
from fpdata.checks.rows.quality import LABELS, PLACEHOLDER, PLACEHOLDER_COLUMNS, neutral_text, no_placeholder_dates
from fpdata.checks.rows.text_quality import TEXT_PATTERNS, TextPattern
from fpdata.checks.rule import Rule
from fpdata.checks.rule_runner import ALL_RULES

#: Pejorative labels for RE2. Python's case-folding also matches İ, ı, ſ and the Kelvin sign with i, k and s.
LABEL_PATTERN = f"(?i:{LABELS.pattern})|[İıſ\u212a]"


def block_candidates(batch: ColumnBatch) -> dict[Rule, list[int]]:
    """Return the rows of a block that may break a rule about single records."""
    columns = [column for column in batch.table.columns if batch.is_filled(column.name)]
    found = {}
    if neutral := [column.name for column in columns if column.prose]:
        found[neutral_text] = _any(batch.masks(neutral, partial(_matches, pattern=LABEL_PATTERN)).values())
    if dates := [name for name in PLACEHOLDER_COLUMNS.get(batch.table.name, ()) if batch.is_filled(name)]:
        search = partial(_matches, pattern=f"^(?:{PLACEHOLDER.pattern})$")
        found[no_placeholder_dates] = _any(batch.masks(dates, search).values())
    for kind, patterns in _text_patterns().items():
        names = [column.name for column in columns if column.kind == kind]
        spoiled = batch.masks(names, partial(_are_spoiled, patterns=patterns))
        if any(mask.true_count for mask in spoiled.values()):
            for rule, each in patterns.items():
                found[rule] = _any(match_among(mask, batch[name], each.pattern) for name, mask in spoiled.items())
    for rule, conditions in _local_conditions(batch.table.name):
        found[rule] = _any(holds(each, lambda name: retained_column(batch, name)) for each in conditions)
    return {rule: pc.indices_nonzero(mask).to_pylist() for rule, mask in found.items() if mask.true_count}


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


@cache
def _text_patterns() -> dict[str, dict[Rule, TextPattern]]:
    """Return the patterns of the rules about texts, by the kind of the column."""
    kinds = dict.fromkeys(each.kind for each in TEXT_PATTERNS.values())
    return {kind: {rule: each for rule, each in TEXT_PATTERNS.items() if each.kind == kind} for kind in kinds}


def _are_spoiled(values: pa.StringArray, patterns: Mapping[Rule, TextPattern]) -> pa.BooleanArray:
    """Return which texts match any of the patterns: the few in which to search for each."""
    any_of = _matches(values, "|".join(each.pattern for each in patterns.values() if each.in_ascii))
    others = pc.invert(pc.string_is_ascii(values)).fill_null(False)
    if others.true_count and (rare := [each.pattern for each in patterns.values() if not each.in_ascii]):
        any_of = pc.or_(any_of, match_among(others, values, "|".join(rare)))
    return any_of


def _matches(values: pa.StringArray, pattern: str) -> pa.BooleanArray:
    return pc.match_substring_regex(values, pattern).fill_null(False)


def _any(masks: Iterable[pa.BooleanArray]) -> pa.BooleanArray:
    return reduce(pc.or_, masks)
