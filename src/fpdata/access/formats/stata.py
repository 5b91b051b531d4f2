"""Stata: one file for each table (format 118, Stata 14 and later), with labels of variables and values."""

from __future__ import annotations

import re
from mmap import mmap
from pathlib import Path
from struct import unpack_from
from typing import TYPE_CHECKING, Any

from fpdata.access.formats.exported_table import ExportedTable, missing_extra

if TYPE_CHECKING:
    import pyarrow as pa

_MAX_NAME = 32
#: The room of a name in the file: 32 characters of UTF-8 and a NUL.
_NAME_BYTES = 129
_MAX_LABEL = 80
#: The longest text of fixed width, in bytes; longer ones are strL, which cannot be keys.
_MAX_FIXED = 2045
#: Texts of more bytes are strL if their column takes less room so.
_ALWAYS_FIXED = 128
_STRL_BYTES = 30
#: Names that are words of Stata or of Mata, such as `end`, or begin with a digit.
_RESERVED = re.compile(
    "_all|_b|byte|_coef|_cons|double|float|if|in|int|long|_n|_N|_pi|_pred|_rc|_se|_skip|strL|using|with|aggregate|array"
    "|boolean|break|case|catch|class|colvector|complex|const|continue|default|delegate|delete|do|else|eltypedef|end|enum"
    "|explicit|export|external|for|friend|function|global|goto|inline|local|NULL|pragma|protected|quad|rowvector|short"
    "|typedef|typename|virtual|str[0-9]+|[0-9].*"
)


def write_dta(table: ExportedTable, path: Path, version: str) -> None:
    """Write a table for Stata: codes as numbers with value labels, days as %td, texts as str# or strL, "" for none.

    The value label of a code is the code itself, numbered from 1 in the order of the data dictionary. A set of value labels
    is named after its table and column. Raises MissingExtraError if pandas is not installed.
    """
    try:
        import pandas as pd  # an extra
    except ImportError:
        raise missing_extra("dta", "pandas") from None
    import pyarrow as pa

    data: dict[str, Any] = {}
    days, long_texts, labels, values = {}, [], {}, {}
    for name, column in zip(stata_names(table.columns), table.columns, strict=True):
        content = table.content[column]
        if pa.types.is_dictionary(content.type):
            described = table.described(column)
            codes = [str(code) for code in (described.codes if described and described.codes else ())]
            codes += sorted(set(filter(None, content.to_pylist())) - set(codes))  # of another version of fpdata
            numbers = {code: number for number, code in enumerate(codes, start=1)}
            data[name] = pd.array([numbers.get(code) for code in content.to_pylist()], dtype="Int32")
            values[name] = {number: code for code, number in numbers.items()}
        elif pa.types.is_date(content.type):
            data[name] = pd.array([_day(day) for day in content.to_pylist()], dtype="datetime64[s]")
            days[name] = "td"
        elif pa.types.is_integer(content.type):
            data[name] = pd.array(content.to_pylist(), dtype="Int32")
        else:
            data[name] = pd.Series(["" if text is None else text for text in content.to_pylist()], dtype=object)
            if _needs_strl(content):
                long_texts.append(name)
        labels[name] = _label(table.description(column))
    frame = pd.DataFrame(data)
    frame.to_stata(
        path,
        write_index=False,
        version=118,
        data_label=_label(f"fpdata {version}: {table.name}"),
        convert_dates=days,
        convert_strl=long_texts,
        variable_labels=labels,
        value_labels=values,
    )
    _name_value_labels(path, table.name, list(data), set(values))


def stata_names(columns: list[str]) -> list[str]:
    """Return a name that Stata allows for each column: at most 32 characters, no word of Stata, each once.

    >>> stata_names(["from", "in", "a" * 33, "a" * 34])[1:]
    ['in_', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_2']
    """
    names: list[str] = []
    for column in columns:
        name = re.sub(r"\W", "_", column, flags=re.ASCII)[:_MAX_NAME]
        if _RESERVED.fullmatch(name):
            name = f"_{name}"[:_MAX_NAME] if name[0].isdigit() else f"{name}_"
        stem, number = name, 1
        while name in names:
            number += 1
            name = f"{stem[: _MAX_NAME - len(str(number)) - 1]}_{number}"
        names.append(name)
    return names


def _name_value_labels(path: Path, table: str, variables: list[str], labeled: set[str]) -> None:
    """Rename the sets of value labels, which pandas names as their variables, in place.

    Stata keeps one set of a name: after a merge, kinds of events would have the labels of the kinds of actors.
    """
    names = dict(zip(variables, stata_names([f"{table}_{variable}" for variable in variables]), strict=True))
    with path.open("r+b") as file, mmap(file.fileno(), 0) as content:
        # The map has where the sections begin: https://www.stata.com/help.cgi?dta_118
        sections = unpack_from("=14Q", content, content.find(b"<map>") + len(b"<map>"))
        place = sections[6] + len(b"<value_label_names>")
        for variable in variables:
            if variable in labeled:
                content[place : place + _NAME_BYTES] = names[variable].encode().ljust(_NAME_BYTES, b"\0")
            place += _NAME_BYTES
        place = sections[11] + len(b"<value_labels>")
        while content[place : place + 5] == b"<lbl>":
            name = slice(place + 9, place + 9 + _NAME_BYTES)
            variable = content[name].rstrip(b"\0").decode()
            content[name] = names[variable].encode().ljust(_NAME_BYTES, b"\0")
            place = content.find(b"</lbl>", place) + len(b"</lbl>")


def _needs_strl(content: pa.ChunkedArray) -> bool:
    """Whether a column of text is strL: if a text does not fit another type, or to save room."""
    import pyarrow.compute as pc

    lengths = pc.binary_length(content)
    longest = pc.max(lengths).as_py() or 0
    if longest <= _ALWAYS_FIXED:
        return False
    room = (pc.sum(lengths).as_py() or 0) + _STRL_BYTES * len(content)
    return bool(longest > _MAX_FIXED or room < longest * len(content))


def _label(text: str) -> str:
    """Return a text as a label, which has at most 80 characters: cut at a word."""
    return text if len(text) <= _MAX_LABEL else text[: _MAX_LABEL - 1].rsplit(" ", 1)[0] + "…"


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
