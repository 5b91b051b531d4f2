"""Candidates for the rules about single records: found in a block, without any other row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pyarrow.compute as pc

from fpdata.checks.columnar.batch import ColumnBatch
from fpdata.checks.columnar.conditions import holds
from fpdata.checks.columnar.retained import retained_column
from fpdata.checks.conditions import Condition, Where, any_of
from fpdata.checks.rows.quality import PLACEHOLDER, PLACEHOLDER_COLUMNS, has_label, neutral_text, no_placeholder_dates
from fpdata.checks.rows.text_quality import TEXT_PATTERNS
from fpdata.checks.rule import Rule
from fpdata.checks.rule_runner import ALL_RULES
from fpdata.model.table import Table
from fpdata.model.tables import TABLES


def text_candidates(table: Table, cells: list[str]) -> Iterator[Rule]:
    """Yield the rules that a row of text may break on its own: about single cells."""
    for rule, places, pattern in _cell_patterns(table.name):
        if any(cells[place] and pattern.search(cells[place]) for place in places):
            yield rule
    if any(has_label(cells[place]) for place in _own_words(table.name)):
        yield neutral_text


def condition_candidates(batch: ColumnBatch) -> dict[Rule, list[int]]:
    """Return the rows of a block that may break a rule by its conditions."""
    masks = {
        rule: holds(condition, lambda name: retained_column(batch, name))
        for rule, condition in _local_conditions(batch.table.name)
    }
    return {rule: pc.indices_nonzero(mask).to_pylist() for rule, mask in masks.items() if mask.true_count}


@cache
def _cell_patterns(table: str) -> list[tuple[Rule, list[int], re.Pattern[str]]]:
    columns = TABLES[table].columns
    found = [
        (rule, [place for place, column in enumerate(columns) if column.kind == each.kind], re.compile(each.pattern))
        for rule, each in TEXT_PATTERNS.items()
    ]
    dates = PLACEHOLDER_COLUMNS.get(table, ())
    found.append(
        (no_placeholder_dates, [place for place, column in enumerate(columns) if column.name in dates], PLACEHOLDER)
    )
    return found


@cache
def _own_words(table: str) -> list[int]:
    return [place for place, column in enumerate(TABLES[table].columns) if column.prose]


@cache
def _local_conditions(table: str) -> list[tuple[Rule, Condition]]:
    """Return the rules that single rows of a table may break, with the condition for that."""
    found = []
    for rule in ALL_RULES:
        local = [each for each in rule.candidates if isinstance(each, Where) and each.is_local and each.table == table]
        if local:
            found.append((rule, any_of(*(each.condition for each in local))))
    return found
