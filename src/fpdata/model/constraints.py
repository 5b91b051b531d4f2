"""The rules within a record: what must hold between its fields, as data.

A model lists its rules in `RULES`; pydantic judges a record by them, and whoever judges a whole table
at once reads them from there, as it reads the columns. A rule names fields by their attributes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic_core import PydanticCustomError


def constraint_error(code: str, field: str, message: str) -> PydanticCustomError:
    """Return the error by which a record is refused, at one of its fields."""
    return PydanticCustomError(code, "{message}", {"message": message, "field": field})


@dataclass(frozen=True)
class DateOrder:
    """A period does not certainly end before it starts; either date may be empty, open or vague."""

    first: str = "start"
    last: str = "end"
    message: str = "ends ({last}) before it starts ({first})"

    def problems(self, record: Any) -> Iterator[PydanticCustomError]:
        """Yield the error of a period that ends before it starts."""
        first, last = getattr(record, self.first), getattr(record, self.last)
        begin, end = first and first.earliest, last and last.latest
        if begin and end and end < begin:
            yield constraint_error("rule-period", self.last, self.message.format(first=first, last=last))


@dataclass(frozen=True)
class RequiredIf:
    """A field is filled where another holds one of some codes."""

    field: str
    by: str
    codes: frozenset[StrEnum]
    code: str
    message: str

    def problems(self, record: Any) -> Iterator[PydanticCustomError]:
        """Yield the error of a record that lacks the field."""
        if getattr(record, self.field) is None and (value := getattr(record, self.by)) in self.codes:
            yield constraint_error(self.code, self.field, self.message.format(value))


@dataclass(frozen=True)
class FieldCount:
    """Of several fields, at least and at most so many are filled."""

    fields: tuple[str, ...]
    least: int
    most: int
    code: str
    message: str

    def problems(self, record: Any) -> Iterator[PydanticCustomError]:
        """Yield the error of a record with too many or too few of them."""
        given = [name for name in self.fields if getattr(record, name) is not None]
        if not self.least <= len(given) <= self.most:
            place = given[self.most] if len(given) > self.most else self.fields[0]
            yield constraint_error(self.code, place, self.message.format(len(given) or "none"))


@dataclass(frozen=True)
class AllOrNone:
    """Two fields are both filled or both empty."""

    one: str
    other: str
    code: str
    message: str = field(default="{} and {} go together; one of them is empty")

    def problems(self, record: Any) -> Iterator[PydanticCustomError]:
        """Yield the error of a record with one of the two."""
        missing = [name for name in (self.one, self.other) if getattr(record, name) is None]
        if len(missing) == 1:
            yield constraint_error(self.code, missing[0], self.message.format(self.one, self.other))


Constraint = DateOrder | RequiredIf | FieldCount | AllOrNone
