"""Write the conditions of rules as queries in Spark's SQL."""

from __future__ import annotations

from datetime import date

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
    Occurs,
    Shared,
    Some,
    Where,
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
    table = TABLES[candidates.table]
    followed = dict.fromkeys(value.partition(".")[0] for value in candidates.values if "." in value)
    joins = "".join(
        f" left join {{{table.column(name).target_table}}} `via_{name}` on one.`{name}` = `via_{name}`.identity"
        for name in followed
    )
    where = _sql(candidates.condition, today)
    return f"select '{table.name}' as tab, one.at from {{{table.name}}} one{joins} where {where}"


def is_local(candidates: Candidates) -> bool:
    """Whether the workers find these candidates, row by row."""
    return isinstance(candidates, Where) and candidates.is_local


def _sql(condition: Condition, today: date) -> str:
    def value(name: str) -> str:
        if name == TODAY:
            return f"date'{today}'"
        reference, dot, column = name.partition(".")
        return f"`via_{reference}`.`{column}`" if dot else f"one.`{name}`"

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
