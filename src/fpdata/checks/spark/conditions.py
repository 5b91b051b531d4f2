"""Write the conditions of rules as queries in Spark's SQL."""

from __future__ import annotations

from datetime import date
from functools import reduce

from fpdata.checks.conditions import (
    TODAY,
    Among,
    Candidates,
    Condition,
    Differ,
    Empty,
    Equal,
    Every,
    Filled,
    Later,
    Matched,
    Occurs,
    Shared,
    Some,
    Where,
    path_of,
)
from fpdata.model.tables import TABLES


def query(candidates: Candidates, today: date) -> str:  # names and days are those of the model
    """Return a query for table (tab) and position (at) of the candidates. Data frames are named in braces."""
    match candidates:
        case Shared(name, value, unless):
            lacking = f"and count(`{unless}`) < count(*)" if unless else ""
            return f"""
              select '{name}' as tab, one.at from {{{name}}} one left semi join (
                select `{value}` as value from {{{name}}} group by `{value}` having count(*) > 1 {lacking}
              ) often on one.`{value}` = often.value
            """
        case Occurs(name, value, other, other_value):
            return f"""
              select '{name}' as tab, one.at from {{{name}}} one
              left semi join {{{other}}} other on one.`{value}` = other.`{other_value}`
            """
        case Matched(name, value, one, other):
            mine, others = _sql(one, today), _sql(other, today)
            return " union ".join(
                f"""
                select '{name}' as tab, one.at from {{{name}}} one
                left semi join (select one.`{value}` as value from {{{name}}} one where {theirs}) other
                on one.`{value}` = other.value where {own}
                """
                for own, theirs in ((mine, others), (others, mine))
            )
    # Each record to which references lead is joined under their names: `via_statement_id`, `via_statement_id_document_id`.
    joins: dict[str, str] = {}
    for value in candidates.values:
        before = "one"
        for table, name in path_of(candidates.table, value).references:
            target, alias = TABLES[table].column(name).target_table, _via(before, name)
            joins[alias] = f" left join {{{target}}} `{alias}` on `{before}`.`{name}` = `{alias}`.identity"
            before = alias
    where = _sql(candidates.condition, today)
    return f"select '{candidates.table}' as tab, one.at from {{{candidates.table}}} one{''.join(joins.values())} where {where}"


def _via(before: str, reference: str) -> str:
    return f"via_{reference}" if before == "one" else f"{before}_{reference}"


def is_local(candidates: Candidates) -> bool:
    """Whether the workers find these candidates, row by row."""
    return isinstance(candidates, Where) and candidates.is_local


def _sql(condition: Condition, today: date) -> str:
    def value(name: str) -> str:
        if name == TODAY:
            return f"date'{today}'"
        *references, column = name.split(".")
        return f"`{reduce(_via, references, 'one')}`.`{column}`"

    match condition:
        case Later(one, other, days):
            return f"coalesce({value(one)} > date_add({value(other)}, {days}), false)"
        case Equal(one, other):
            return f"coalesce({value(one)} = {value(other)}, false)"
        case Differ(one, other):
            return f"coalesce({value(one)} <> {value(other)}, false)"
        case Among(of, texts):
            listed = ", ".join(f"'{text}'" for text in sorted(texts))
            return f"coalesce({value(of)} in ({listed}), false)"
        case Filled(of):
            return f"{value(of)} is not null"
        case Empty(of):
            return f"{value(of)} is null"
        case Every(conditions):
            return "(" + " and ".join(_sql(each, today) for each in conditions) + ")"
        case Some(conditions):
            return "(" + " or ".join(_sql(each, today) for each in conditions) + ")"
