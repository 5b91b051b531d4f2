"""The base class of all records."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, model_validator

from fpdata.model.constraints import Constraint


class Record(BaseModel):
    """A row of a table: immutable, strictly typed, with no fields beyond the table's columns.

    `TABLE` is the name of the table, `KEY` its primary key and `RULES` the constraints between its fields.
    """

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        field_title_generator=lambda name, _: title_of(name),
    )

    TABLE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]]
    RULES: ClassVar[tuple[Constraint, ...]] = ()

    @model_validator(mode="after")
    def _check_constraints(self) -> Self:
        for rule in type(self).RULES:
            for problem in rule.problems(self):
                raise problem
        return self

    @property
    def identity(self) -> str:
        """The primary key as one text: its parts joined by ``/``."""
        return "/".join(str(getattr(self, part)) for part in type(self).KEY)


def title_of(attribute: str) -> str:
    """Return the title of a field, for people.

    >>> title_of("sort_name")
    'Sort name'
    """
    return attribute.rstrip("_").replace("_", " ").capitalize()
