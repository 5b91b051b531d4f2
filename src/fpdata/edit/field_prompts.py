"""Which fields of a record are asked for, in which order, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fpdata.checks.records import record_noun
from fpdata.edit.named_records import NAME_COLUMNS
from fpdata.model.fields import Code
from fpdata.model.slugs import slug
from fpdata.model.table import Column, Table
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict

#: In place of a column: whether to ask for the columns after it, which can be left empty.
MORE = "more"
#: Asked first, because they show whether the record exists already.
IDENTIFYING = ("name", "title", "url", "speaker_id", "actor_id", "statement_id", "date", "start", "quote", "summary")
#: Filled by imports only.
_IMPORTED = {
    "statements": ("source_id",),
    "documents": ("source_id", "source_locator"),
    "contributions": ("source_id",),
}
#: Asked for, though they may be empty; the other fields of this kind are asked for on request.
_USUAL = (
    "outlet_id",
    "topic_id",
    "country_id",
    "office_id",
    "event_id",
    "within_id",
    "end",
    "language",
    "accessed",
    "description",
    "source_locator",
    "url",
)
#: The languages of a statement, and the quotes that they are of.
_LANGUAGES = {"language": "quote", "original_language": "original_quote"}
#: So many further fields are asked for without a question.
_FEW = 2


@dataclass(frozen=True)
class FieldPrompt:
    """A field to be asked for, and what is known of its answer."""

    column: str
    default: str = ""
    allowed: tuple[str, ...] = ()
    """The only codes that fit; all of them if there are none here."""
    codes: type[Code] | None = None
    """The codes that the field has here, though its column has none."""
    required: bool = False
    progress: str = ""


def prompts_in_order(table: Table) -> Iterator[FieldPrompt]:
    """Yield the columns of a table: those that show whether the record exists, the usual ones, and the rest."""
    columns = [column for column in table.columns if column.name not in _IMPORTED.get(table.name, ())]
    usual = [column.name for column in columns if not column.nullable or column.name in (*IDENTIFYING, *_USUAL)]
    rest = [column.name for column in columns if column.name not in usual]
    if len(rest) < _FEW:
        usual, rest = [column.name for column in columns], []
    ordered = sorted(usual, key=lambda name: ((name,) == table.key, name not in IDENTIFYING))
    for number, name in enumerate(ordered, 1):
        yield FieldPrompt(name, progress=f"{number} of {len(ordered)}")
    if rest:
        yield FieldPrompt(MORE, allowed=tuple(rest))
        for number, name in enumerate(rest, 1):
            yield FieldPrompt(name, progress=f"{number} of {len(rest)}")


def describe_prompt(column: Column, prompt: FieldPrompt) -> str:
    """Return what a field is, what it may be, and whether it is required."""
    parts = [prompt.progress and f"{prompt.progress} ·", column.description]
    if codes := codes_of(column, prompt):
        parts.append(f"One of: {numbered(codes)}.")
    elif target := column.target_table:
        keys = "id, name or address" if "url" in TABLES[target].names else "id or name"
        parts.append(f"The {keys} of {record_noun(target)}.")
    elif column.example:
        parts.append(f"Example: {column.example}")
    return " ".join(filter(None, parts)) + (" (required)" if prompt.required or not column.nullable else "")


def codes_of(column: Column, prompt: FieldPrompt) -> tuple[str, ...]:
    """Return the codes that an answer may be, in order; none if it may be any text."""
    return prompt.allowed or tuple(map(str, column.codes or ()))


def numbered(codes: Iterable[str]) -> str:
    """Return codes on one line, each after the number by which it can be chosen.

    >>> numbered(["verbatim", "paraphrase"])
    '1=verbatim, 2=paraphrase'
    """
    return ", ".join(f"{number}={code}" for number, code in enumerate(codes, 1))


def code_meant(codes: Sequence[str], typed: str) -> str:
    """Return the code that somebody means by its number, or by the beginning that no other one has; else what was typed.

    >>> [code_meant(["verbatim", "paraphrase", "partial-quote"], typed) for typed in ("1", "para", "pa")]
    ['verbatim', 'paraphrase', 'pa']
    """
    if typed in codes or not typed:
        return typed
    if typed.isdecimal():
        return codes[int(typed) - 1] if 1 <= int(typed) <= len(codes) else typed
    meant = [code for code in codes if code.startswith(typed.lower())]
    return meant[0] if len(meant) == 1 else typed


def is_asked(table: Table, row: RowDict, column: str) -> bool:
    """Whether a column of a record is asked for, by the answers so far: the language only of a quote."""
    quote = _LANGUAGES.get(column) if table.name == "statements" else None
    return quote is None or bool(row[quote])


def field_of_text(table: Table, text: str) -> dict[str, str]:
    """Return the field that the text is which somebody typed for a new record: its address, its id or its name."""
    is_address = text.startswith("http")
    field = "url" if is_address else table.key[0] if slug(text) == text and "-" in text else ""
    named = next((name for name in (field, *NAME_COLUMNS) if name in table.names), None)
    return {named: text} if named and not (is_address and named != "url") else {}
