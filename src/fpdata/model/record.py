"""The base class of all records."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, model_validator

from fpdata.model.constraints import Constraint
from fpdata.model.titles import title_of


class Record(BaseModel):
    """A row of a table: immutable, strictly typed, with no fields beyond the table's columns.

    `TABLE` is the name of the table, `KEY` its primary key and `CONSTRAINTS` what must hold between its fields.
    """

    model_config = ConfigDict(
        defer_build=True,
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
    CONSTRAINTS: ClassVar[tuple[Constraint, ...]] = ()

    @model_validator(mode="after")
    def _check_constraints(self) -> Self:
        for constraint in type(self).CONSTRAINTS:
            for problem in constraint.problems(self):
                raise problem
        return self

    @property
    def identity(self) -> str:
        """The primary key as one text: its parts joined by ``/``."""
        return "/".join(str(getattr(self, part)) for part in type(self).KEY)
