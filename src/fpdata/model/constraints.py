"""Constraints between the fields of one record, as data.

A model lists its constraints in `CONSTRAINTS`. Pydantic checks single records with them, and the columnar engine
compiles them into checks of whole columns. A constraint names fields by their attributes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic_core import PydanticCustomError


def constraint_error(code: str, field: str, message: str) -> PydanticCustomError:
    """Return the error for a broken constraint, with its issue code and the field to report."""
    return PydanticCustomError(code, "{message}", {"message": message, "field": field})


@dataclass(frozen=True)
class DateOrder:
    """`last` must not be certainly before `first`; either date may be empty, open or imprecise."""

    first: str = "start"
    last: str = "end"
    message: str = "ends ({last}) before it starts ({first})"

    def problems(self, record: Any) -> Iterator[PydanticCustomError]:
        """Yield an error if `last` is certainly before `first`."""
        first, last = getattr(record, self.first), getattr(record, self.last)
        begin, end = first and first.earliest, last and last.latest
        if begin and end and end < begin:
            yield constraint_error("rule-period", self.last, self.message.format(first=first, last=last))


@dataclass(frozen=True)
class RequiredIf:
    """`field` is required if the field `by` has one of `codes`."""

    field: str
    by: str
    codes: frozenset[StrEnum]
    code: str
    message: str

    def problems(self, record: Any) -> Iterator[PydanticCustomError]:
        """Yield an error if the field is required and empty."""
        if getattr(record, self.field) is None and (value := getattr(record, self.by)) in self.codes:
            yield constraint_error(self.code, self.field, self.message.format(value))


@dataclass(frozen=True)
class FieldCount:
    """At least `least` and at most `most` of `fields` must be filled, unless a field has one of some codes."""

    fields: tuple[str, ...]
    least: int
    most: int
    code: str
    message: str
    unless: tuple[str, frozenset[StrEnum]] | None = None

    def problems(self, record: Any) -> Iterator[PydanticCustomError]:
        """Yield an error if too many or too few of the fields are filled."""
        if self.unless and getattr(record, self.unless[0]) in self.unless[1]:
            return
        given = [name for name in self.fields if getattr(record, name) is not None]
        if not self.least <= len(given) <= self.most:
            place = given[self.most] if len(given) > self.most else self.fields[0]
            yield constraint_error(self.code, place, self.message.format(len(given) or "none"))


@dataclass(frozen=True)
class AllOrNone:
    """The fields `one` and `other` must both be filled or both be empty."""

    one: str
    other: str
    code: str
    message: str = "{} and {} must both be filled or both be empty"

    def problems(self, record: Any) -> Iterator[PydanticCustomError]:
        """Yield an error if only one of the two is filled."""
        missing = [name for name in (self.one, self.other) if getattr(record, name) is None]
        if len(missing) == 1:
            yield constraint_error(self.code, missing[0], self.message.format(self.one, self.other))


@dataclass(frozen=True)
class AllowedFields:
    """Of `fields`, only those in `allowed` for the code in the field `by` may be filled; for `required` codes, one must."""

    fields: tuple[str, ...]
    by: str
    allowed: Mapping[Any, frozenset[str]]
    required: frozenset[Any] = frozenset()
    code: str = "rule-predicate"

    def problems(self, record: Any) -> Iterator[PydanticCustomError]:
        """Yield an error for a field that the code does not take, or if it takes one and none is filled."""
        value = getattr(record, self.by)
        given = [name for name in self.fields if getattr(record, name) is not None]
        choices = " or ".join(name for name in self.fields if name in self.allowed[value]) or "none of these fields"
        for name in given:
            if name not in self.allowed[value]:
                yield constraint_error(self.code, name, f"{self.by} {value} does not take {name}; it takes {choices}")
        if not given and value in self.required:
            yield constraint_error(self.code, self.fields[0], f"{self.by} {value} needs {choices}")


@dataclass(frozen=True)
class AllowedValues:
    """The value of `field`, if filled, must be one of those in `allowed` for the code in the field `by`, if listed."""

    field: str
    by: str
    allowed: Mapping[Any, type[StrEnum]]
    code: str = "rule-value"

    def problems(self, record: Any) -> Iterator[PydanticCustomError]:
        """Yield an error if the value is not one of the codes."""
        value, codes = getattr(record, self.field), self.allowed.get(getattr(record, self.by))
        if value is not None and codes is not None and value not in list(codes):
            listed = ", ".join(codes)
            yield constraint_error(
                self.code, self.field, f"{value!r} is not a value of {getattr(record, self.by)}; use {listed}"
            )


Constraint = DateOrder | RequiredIf | FieldCount | AllOrNone | AllowedFields | AllowedValues
