"""Conditions on rows that an engine evaluates on whole columns to find the candidates of a rule.

A condition compares *values*: retained columns of a row, such as ``end_max`` (see `columnar.retained`), or of a record
to which its references lead, such as ``actor_id.died_max`` or ``statement_id.document_id.copy_of_id``. `TODAY` is the
day of the check. A comparison with an unknown value does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from fpdata.model.tables import TABLES

#: As a value: the day on which the package is checked.
TODAY = "today"


@dataclass(frozen=True)
class Later:
    """The day `one` is more than `days` after the day `other`."""

    one: str
    other: str
    days: int = 0


@dataclass(frozen=True)
class Equal:
    """The texts `one` and `other` are equal."""

    one: str
    other: str


@dataclass(frozen=True)
class Differ:
    """The texts `one` and `other` are filled and differ."""

    one: str
    other: str


@dataclass(frozen=True)
class Among:
    """The text `value` is one of `texts`."""

    value: str
    texts: frozenset[str]


@dataclass(frozen=True)
class Unlike:
    """The text `value` is filled, and is not what the regular expression `pattern` describes."""

    value: str
    pattern: str


@dataclass(frozen=True)
class Filled:
    """`value` is filled."""

    value: str


@dataclass(frozen=True)
class Empty:
    """`value` is empty, or the record that would have it does not exist."""

    value: str


@dataclass(frozen=True)
class Every:
    """Each of `conditions` holds."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Some:
    """At least one of `conditions` holds."""

    conditions: tuple[Condition, ...]


Condition = Later | Equal | Differ | Among | Unlike | Filled | Empty | Every | Some


@dataclass(frozen=True)
class Where:
    """The rows of `table` for which `condition` holds."""

    table: str
    condition: Condition

    @property
    def values(self) -> tuple[str, ...]:
        """The values that the condition compares, without `TODAY`."""
        return tuple(dict.fromkeys(value for value in _values(self.condition) if value != TODAY))

    @property
    def is_local(self) -> bool:
        """Whether a row alone shows if the condition holds."""
        return not self.compares_today and not any("." in value for value in self.values)

    @property
    def compares_today(self) -> bool:
        """Whether the condition compares `TODAY`."""
        return TODAY in _values(self.condition)


@dataclass(frozen=True)
class Shared:
    """The rows of `table` that share the retained column `value` with another row, unless all of these have `unless`."""

    table: str
    value: str
    unless: str | None = None


@dataclass(frozen=True)
class Occurs:
    """The rows of `table` whose retained column `value` occurs in the column `other_value` of `other_table`."""

    table: str
    value: str
    other_table: str
    other_value: str


@dataclass(frozen=True)
class Matched:
    """The rows of `table` for which `one` or `other` holds, and that share the retained column `value` with a row for which the other of the two holds.

    Both conditions compare columns of the row itself.
    """

    table: str
    value: str
    one: Condition
    other: Condition

    @property
    def values(self) -> tuple[str, ...]:
        """The column that rows share, and those that the conditions compare."""
        return tuple(dict.fromkeys((self.value, *_values(self.one), *_values(self.other))))


#: Which rows of a table are candidates.
Candidates = Where | Shared | Occurs | Matched


class Path(NamedTuple):
    """How a value is found: by these references, each with its table, and then in a column of the last target."""

    references: tuple[tuple[str, str], ...]
    table: str
    column: str

    @property
    def is_reference(self) -> bool:
        """Whether the column refers to records."""
        return any(column.name == self.column for column in TABLES[self.table].references)

    @property
    def is_code(self) -> bool:
        """Whether the column has codes."""
        return any(column.name == self.column and column.codes for column in TABLES[self.table].columns)


def path_of(table: str, value: str) -> Path:
    """Return how a value is found from a row of `table`.

    >>> path_of("statements", "speaker_id.died_max")
    Path(references=(('statements', 'speaker_id'),), table='actors', column='died_max')
    """
    *names, column = value.split(".")
    references = []
    for name in names:
        references.append((table, name))
        table = TABLES[table].column(name).target_table
    return Path(tuple(references), table, column)


def all_of(*conditions: Condition) -> Condition:
    """Return the condition that each of `conditions` holds."""
    return Every(conditions)


def any_of(*conditions: Condition) -> Condition:
    """Return the condition that at least one of `conditions` holds."""
    return Some(conditions)


def _values(condition: Condition) -> Iterator[str]:
    match condition:
        case Later(one, other) | Equal(one, other) | Differ(one, other):
            yield from (one, other)
        case Among(value) | Unlike(value) | Filled(value) | Empty(value):
            yield value
        case Every(conditions) | Some(conditions):
            for each in conditions:
                yield from _values(each)
