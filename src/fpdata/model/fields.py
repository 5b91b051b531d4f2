"""The types of fields: ids, texts, code lists, references.

A field's type carries its checks, whose errors have issue codes, and metadata that `fpdata.model.table`
reads. Dates have a type of their own in `fpdata.model.edtf`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from fpdata.model.slugs import ID_LENGTH
from fpdata.model.text_checks import string_check

ID_PATTERN = "[a-z0-9]+(?:-[a-z0-9]+)*"
TEXT_LENGTH = 2000
URL_PATTERN = r"https?://[^\s/?#@:]+(?::[0-9]{1,5})?(?:[/?#][^\s]*)?"
URL_LENGTH = 2000
#: BCP 47, the part in use here: language, then script, region or variant subtags.
LANGUAGE_PATTERN = "[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
LANGUAGE_LENGTH = 35

FieldKind = Literal["id", "reference", "code", "edtf", "text", "url", "language", "integer", "date"]


class Code(StrEnum):
    """A code list: each member is a code with a `description`.

    A list may mark some of its codes; a property of the list says what the mark means.
    """

    description: str
    marked: bool

    def __new__(cls, code: str, description: str = "", marked: bool = False) -> Self:
        """Create a member, declared as ``NAME = code, description``; a third value, True, marks it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.description = description
        member.marked = marked
        return member

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        # Strict models reject text for an enumeration, but a code in a cell is always text.
        return core_schema.enum_schema(cls, list(cls), sub_type="str", strict=False)


@dataclass(frozen=True)
class StringFormat:
    """Metadata of a string type: its kind, its regular expression (unanchored) and its length in characters."""

    kind: FieldKind
    pattern: str | None
    max_length: int


class OwnWords:
    """Marks a field with text written for this data set, which must be neutral."""


def _string(kind: FieldKind, max_length: int, pattern: str | None = None, expected: str = "") -> tuple[Any, ...]:
    """Return the metadata of a string type; `expected` is the message for a string that does not match `pattern`."""
    check = string_check(
        max_length, is_free_text=kind == "text", pattern=pattern, code=f"row-{kind}", expected=expected
    )
    schema: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": max_length}
    if pattern:
        schema["pattern"] = f"^{pattern}$"
    return AfterValidator(check), StringFormat(kind, pattern, max_length), WithJsonSchema(schema)


_ID = _string(
    "id", ID_LENGTH, ID_PATTERN, "must consist of lower-case letters and digits, with single hyphens between words"
)
Id = Annotated[str, *_ID]
Text = Annotated[str, *_string("text", TEXT_LENGTH)]
Prose = Annotated[Text, OwnWords()]
Url = Annotated[
    str, *_string("url", URL_LENGTH, URL_PATTERN, "must be an http or https URL without a user name or password")
]
Language = Annotated[
    str,
    *_string("language", LANGUAGE_LENGTH, LANGUAGE_PATTERN, "must be a BCP 47 language tag, such as en, uk or zh-Hant"),
]


# Numbers. A cell holds digits; a record and an export hold the number.
ORDINAL_PATTERN = "[1-9][0-9]{0,5}"


def _parse_ordinal(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not re.fullmatch(ORDINAL_PATTERN, value):
        raise PydanticCustomError("row-integer", "must be a whole number from 1 to 999999, without leading zeros")
    return int(value)


Ordinal = Annotated[
    int,
    BeforeValidator(_parse_ordinal),
    StringFormat("integer", ORDINAL_PATTERN, 6),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": 999999},
                {"type": "string", "pattern": f"^{ORDINAL_PATTERN}$"},  # as a cell has it
            ]
        }
    ),
]


# References. A field refers to a record of a fixed table, or of the table that its row names.


@dataclass(frozen=True)
class Reference:
    """Marks a field with the id of a record of `table`."""

    table: str


class TableReference:
    """Marks the field that names the table a row is about; a row has at most one."""


class RecordReference:
    """Marks a field with the id of a record of the table that the row names."""


class RetiredReference:
    """Marks a field with a retired id of the table that the row names."""


class FieldReference:
    """Marks a field with the name of a column of the table that the row names."""


AnyReference = Reference | TableReference | RecordReference | RetiredReference | FieldReference

ActorId = Annotated[Id, Reference("actors")]
RoleId = Annotated[Id, Reference("roles")]
EventId = Annotated[Id, Reference("events")]
StatementId = Annotated[Id, Reference("statements")]
OutletId = Annotated[Id, Reference("outlets")]
DocumentId = Annotated[Id, Reference("documents")]
OfficeId = Annotated[Id, Reference("offices")]
CountryId = Annotated[Id, Reference("countries")]
TopicId = Annotated[Id, Reference("topics")]

NameOfTable = Annotated[Text, TableReference()]
RecordId = Annotated[Text, RecordReference()]
RetiredId = Annotated[Text, RetiredReference()]
NameOfField = Annotated[Text, FieldReference()]
