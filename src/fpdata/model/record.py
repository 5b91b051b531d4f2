"""What every record has in common: its field types, and how a model describes its table.

A field is described once, on its pydantic model. Everything else that needs to know a field (the
reader, the Arrow schema, the descriptor, the data dictionary, the strategies) reads it from here,
as a `Column` of a `Table`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, Self, get_args
from unicodedata import is_normalized

from pydantic import AfterValidator, BaseModel, ConfigDict, GetCoreSchemaHandler, WithJsonSchema, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError, core_schema

from fpdata.model.constraints import Constraint
from fpdata.model.edtf import Edtf

ID_PATTERN = "[a-z0-9]+(?:-[a-z0-9]+)*"
ID_LENGTH = 96
TEXT_LENGTH = 2000
URL_PATTERN = r"https?://[^\s/?#@:]+(?::[0-9]{1,5})?(?:[/?#][^\s]*)?"
URL_LENGTH = 2000
#: BCP 47, the part in use here: language, then script, region or variant subtags.
LANGUAGE_PATTERN = "[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"

# C0, DEL and C1 controls; line separators; bidirectional marks, embeddings, overrides and isolates;
# zero-width and other invisible characters. None carries meaning in a cell, all can mislead.
_FORBIDDEN = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"

#: What a spreadsheet takes for the beginning of a formula, the wide forms of East Asian ones included.
FORMULA = tuple("=+-@＝＋－＠")
_WORD = re.compile(r"[^\W\d_]+")
# The scripts with letters that pass for each other's.
_SCRIPTS = {
    "Latin": re.compile("[A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿꜢ-ꟿ]"),
    "Greek": re.compile("[Ͱ-ϡϰ-Ͽἀ-῾]"),
    "Cyrillic": re.compile("[Ѐ-ԯᲀ-ᲊꙀ-ꚟ]"),
}

#: What undecodable bytes become when read with ``surrogateescape``.
SURROGATE = re.compile("[\ud800-\udfff]")

FieldKind = Literal["id", "reference", "code", "edtf", "text", "url", "language", "integer", "date"]


class Code(StrEnum):
    """A code list: each member is a code and, as `description`, what it means.

    A list may mark some of its codes; what the mark means, a property of the list says.
    """

    description: str
    marked: bool

    def __new__(cls, code: str, description: str = "", marked: bool = False) -> Self:
        """Make a member; written in a list as ``NAME = code, description`` or with a mark behind."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.description = description
        member.marked = marked
        return member

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        # Strict models refuse text for an enumeration; a code in a cell is always text.
        return core_schema.enum_schema(cls, list(cls), sub_type="str", strict=False)


@dataclass(frozen=True)
class Reference:
    """Marks a field whose value is the id of a record of `table`."""

    table: str


class _Prose:
    """Marks a field that holds our own words, which are neutral."""


@dataclass(frozen=True)
class _Pattern:
    kind: FieldKind
    pattern: str | None
    max_length: int


def _checked(kind: FieldKind, code: str, pattern: str | None, max_length: int, expected: str) -> tuple[Any, ...]:
    """Return the pydantic metadata of a string type whose errors carry our issue codes."""
    full = re.compile(pattern) if pattern else None
    forbidden = re.compile(_FORBIDDEN)

    def check(text: str) -> str:
        if not text.isascii() and SURROGATE.search(text):
            raise PydanticCustomError("row-encoding", "the bytes of this cell are not UTF-8", {})
        if len(text) > max_length:
            raise PydanticCustomError(
                "row-length", "{length} characters, {most} at most", {"length": len(text), "most": max_length}
            )
        if found := forbidden.search(text):
            raise PydanticCustomError(
                "row-characters", "holds the invisible character U+{point}", {"point": f"{ord(found[0]):04X}"}
            )
        if text != text.strip():
            raise PydanticCustomError("row-whitespace", "begins or ends with a blank, or is nothing else", {})
        if kind == "text":
            _check_text(text)
        if full and not full.fullmatch(text):
            raise PydanticCustomError(code, "{expected}", {"expected": expected})
        return text

    schema: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": max_length}
    if pattern:
        schema["pattern"] = f"^{pattern}$"
    return AfterValidator(check), _Pattern(kind, pattern, max_length), WithJsonSchema(schema)


def _check_text(text: str) -> None:
    """Refuse a text that is a formula to a spreadsheet, that has two forms, or that passes for another."""
    if text.startswith(FORMULA):
        raise PydanticCustomError("row-formula", "begins with {sign}", {"sign": text[0]})
    if text.isascii():
        return
    if not is_normalized("NFC", text):
        raise PydanticCustomError("row-nfc", "holds letters and accents that NFC writes as one character", {})
    if mixed := mixed_word(text):
        raise PydanticCustomError(
            "row-script", "the word {word} has {scripts} letters", dict(zip(("word", "scripts"), mixed, strict=True))
        )


def mixed_word(text: str) -> tuple[str, str] | None:
    """Return the first word with letters of two scripts that pass for each other, and those scripts; None where none has."""
    for word in _WORD.findall(text):
        scripts = [name for name, letters in _SCRIPTS.items() if letters.search(word)]
        if len(scripts) > 1:
            return word, " and ".join(scripts)
    return None


_ID = _checked(
    "id", "row-id", ID_PATTERN, ID_LENGTH, "not an id: lower-case letters and digits, in words joined by single hyphens"
)
Id = Annotated[str, *_ID]
Text = Annotated[str, *_checked("text", "row-text", None, TEXT_LENGTH, "")]
Prose = Annotated[Text, _Prose()]
Url = Annotated[
    str, *_checked("url", "row-url", URL_PATTERN, URL_LENGTH, "not an http or https URL without user name or password")
]
Language = Annotated[
    str, *_checked("language", "row-language", LANGUAGE_PATTERN, 35, "not a BCP 47 language tag, as en, uk or zh-Hant")
]

ActorId = Annotated[Id, Reference("actors")]
RoleId = Annotated[Id, Reference("roles")]
EventId = Annotated[Id, Reference("events")]
StatementId = Annotated[Id, Reference("statements")]
OutletId = Annotated[Id, Reference("outlets")]
DocumentId = Annotated[Id, Reference("documents")]
OfficeId = Annotated[Id, Reference("offices")]
CountryId = Annotated[Id, Reference("countries")]
TopicId = Annotated[Id, Reference("topics")]


class Record(BaseModel):
    """A row of a table: immutable, strict, with no field that the table does not have."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        field_title_generator=lambda name, _: name.rstrip("_").replace("_", " ").capitalize(),
    )

    TABLE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]]
    RULES: ClassVar[tuple[Constraint, ...]] = ()

    @model_validator(mode="after")
    def _keep_the_rules(self) -> Self:
        for rule in type(self).RULES:
            for problem in rule.problems(self):
                raise problem
        return self

    @property
    def identity(self) -> str:
        """The primary key as one text: its parts joined by ``/``."""
        return "/".join(str(getattr(self, part)) for part in type(self).KEY)


@dataclass(frozen=True)
class Column:
    """A field as every artifact sees it: one column of a table."""

    name: str
    attribute: str
    kind: FieldKind
    nullable: bool
    title: str
    description: str
    example: str | None = None
    references: str | None = None
    codes: type[Code] | None = None
    prose: bool = False
    pattern: str | None = None
    max_length: int | None = None

    @property
    def bounds(self) -> tuple[str, str] | None:
        """The names of the date columns that exports add beside an EDTF column."""
        return (f"{self.name}_min", f"{self.name}_max") if self.kind == "edtf" else None


@dataclass(frozen=True)
class Table:
    """A model as every artifact sees it: one table of the package."""

    name: str
    model: type[Record]
    key: tuple[str, ...]
    description: str
    columns: tuple[Column, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The column names, in order: the header of the table's CSV file."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def references(self) -> tuple[Column, ...]:
        """The columns that hold the id of another record."""
        return tuple(column for column in self.columns if column.references)

    def column(self, name: str) -> Column:
        """Return the column called `name`; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def describe_table(model: type[Record]) -> Table:
    """Describe the table whose rows `model` validates."""
    columns = tuple(_column(name, info) for name, info in model.model_fields.items())
    return Table(model.TABLE, model, model.KEY, _paragraph(model.__doc__ or ""), columns)


def _column(attribute: str, info: FieldInfo) -> Column:
    base, metadata, nullable = _unwrap(info)
    pattern = next((m for m in metadata if isinstance(m, _Pattern)), None)
    reference = next((m for m in metadata if isinstance(m, Reference)), None)
    common: dict[str, Any] = {
        "name": info.alias or attribute,
        "attribute": attribute,
        "nullable": nullable,
        "title": attribute.rstrip("_").replace("_", " ").capitalize(),
        "description": info.description or "",
        "example": info.examples[0] if info.examples else None,
    }
    if isinstance(base, type) and issubclass(base, Code):
        return Column(kind="code", codes=base, **common)
    if isinstance(base, type) and issubclass(base, Edtf):
        return Column(kind="edtf", pattern=base.pattern(), **common)
    if base in _DERIVED:
        return Column(kind=_DERIVED[base], **common)
    if pattern is None:
        raise TypeError(f"field {attribute!r} has none of the record field types")
    return Column(
        kind="reference" if reference else pattern.kind,
        references=reference.table if reference else None,
        prose=any(isinstance(m, _Prose) for m in metadata),
        pattern=pattern.pattern,
        max_length=pattern.max_length,
        **common,
    )


# Types that only views have: a CSV file holds text.
_DERIVED: dict[Any, FieldKind] = {int: "integer", date: "date"}


def _unwrap(info: FieldInfo) -> tuple[Any, list[Any], bool]:
    """Return a field's own type, its metadata, and whether it may be empty."""
    nullable = type(None) in get_args(info.annotation)
    base: Any = info.annotation
    if nullable:
        (base,) = (arg for arg in get_args(info.annotation) if arg is not type(None))
    metadata = list(info.metadata)
    if hasattr(base, "__metadata__"):
        metadata += base.__metadata__
        base = base.__origin__
    return base, metadata, nullable


def _paragraph(docstring: str) -> str:
    return " ".join(docstring.split("\n\n", maxsplit=1)[0].split())
