"""Hypothesis strategies: dates, records and whole packages that are valid by construction, and shrink.

>>> from hypothesis import given
>>> @given(packages())
... def test_my_importer(package): ...

A package is a mapping of table name to rows, each a mapping of column name to text or None. Its
references lead to its own rows, and no rule is broken: `fpdata.check` finds no error in it (it may
give warnings). Needs the extra ``strategies``.
"""

from __future__ import annotations

import unicodedata
from typing import Literal

from hypothesis import strategies as st

from fpdata.checks.rows.quality import has_label
from fpdata.model.actors import RelationshipKind
from fpdata.model.edtf import bounds
from fpdata.model.record import FORMULA, SURROGATE, Column, Table, mixed_word
from fpdata.model.statements import Form
from fpdata.model.tables import TABLES

Row = dict[str, str | None]
Package = dict[str, list[Row]]

_WORD = st.text("abcxyz019", min_size=1, max_size=4)
_QUALIFIER = st.sampled_from(["", "", "", "?", "~", "%"])
_INVISIBLE: tuple[Literal["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"], ...] = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def ids() -> st.SearchStrategy[str]:
    """Ids: lower-case words joined by hyphens."""
    return st.lists(_WORD, min_size=1, max_size=3).map("-".join)


def texts() -> st.SearchStrategy[str]:
    """One-line texts in Unicode NFC, with quotes, commas and letters of every script."""
    characters = st.one_of(st.sampled_from(' ,";=é'), st.characters(exclude_categories=_INVISIBLE))
    return (
        st.text(characters, min_size=1, max_size=12)
        .map(lambda text: unicodedata.normalize("NFC", text.strip()))
        .filter(lambda text: text and text == text.strip() and not has_label(text) and not SURROGATE.search(text))
        .filter(lambda text: not text.startswith(FORMULA) and not mixed_word(text))
    )


@st.composite
def dates(draw: st.DrawFn, masked: bool = True) -> str:
    """EDTF dates of levels 0 and 1, intervals aside; `masked` for those with unspecified digits too."""
    year, month = draw(st.integers(1789, 2026)), draw(st.integers(1, 12))
    forms = ["day", "month", "year", "season"] + ["decade", "century", "masked-day", "masked-month"] * masked
    form = draw(st.sampled_from(forms))
    match form:
        case "day":
            text = f"{year}-{month:02}-{draw(st.integers(1, 28)):02}"
        case "month":
            text = f"{year}-{month:02}"
        case "year":
            text = f"{year}"
        case "decade":
            text = f"{year // 10}X"
        case "century":
            text = f"{year // 100}XX"
        case "season":
            return f"{year}-{draw(st.integers(21, 24))}"
        case "masked-day":
            text = f"{year}-{month:02}-XX"
        case _:
            text = f"{year}-XX"
    return text + draw(_QUALIFIER)


@st.composite
def edtf(draw: st.DrawFn) -> str:
    """EDTF dates and intervals of levels 0 and 1, in which no interval ends before it begins."""
    form = draw(st.sampled_from(["date"] * 3 + ["interval", "open-start", "open-end", "unknown-start", "unknown-end"]))
    first = draw(dates(masked=form == "date"))
    match form:
        case "interval":
            last = draw(dates(masked=False))
            (begin, _), (_, end) = bounds(first), bounds(last)
            return f"{first}/{last}" if begin and end and begin <= end and first != last else first
        case "open-start":
            return f"../{first}"
        case "open-end":
            return f"{first}/.."
        case "unknown-start":
            return f"/{first}"
        case "unknown-end":
            return f"{first}/"
        case _:
            return first


def cells(column: Column) -> st.SearchStrategy[str | None]:
    """Values that a column may have, references aside; None where it may be empty."""
    match column.kind:
        case "code":
            values: st.SearchStrategy[str] = st.sampled_from([str(code) for code in column.codes or ()])
        case "edtf":
            values = edtf()
        case "url":
            values = st.builds("https://{}.example/{}".format, _WORD, _WORD)
        case "language":
            values = st.sampled_from(["en", "uk", "ru", "zh-Hant"])
        case "text":
            values = texts()
        case _:
            values = ids()
    return st.one_of(st.none(), values) if column.nullable else values


@st.composite
def records(draw: st.DrawFn, table: str) -> Row:
    """One record of a table, valid by itself; what it refers to need not exist."""
    row = {column.name: draw(cells(column)) for column in TABLES[table].columns}
    _mend_row(draw, TABLES[table], row)
    return row


@st.composite
def packages(draw: st.DrawFn, max_rows: int = 3) -> Package:
    """Whole packages, of at most `max_rows` rows a table."""
    package: Package = {name: [] for name in TABLES}
    known = _draw_ids(draw, max_rows)
    for name, table in TABLES.items():
        if name in known:
            package[name] = [_draw_row(draw, table, known, position) for position in range(len(known[name]))]
        elif all(known.get(column.references or "") for column in table.references if not column.nullable):
            rows = [_draw_row(draw, table, known, None) for _ in range(draw(st.integers(0, max_rows)))]
            package[name] = rows
    _mend_ledger(draw, package)
    for name, table in TABLES.items():
        package[name] = list({_key(table, row): row for row in package[name]}.values())
    _mend_dates(package)
    return package


def _draw_ids(draw: st.DrawFn, max_rows: int) -> dict[str, list[str]]:
    """Draw the ids of every table that others refer to; none where a required reference has no target."""
    known: dict[str, list[str]] = {}
    # Documents need nothing; all others that are referred to need at most documents and actors.
    for name in (
        "documents",
        "outlets",
        "countries",
        "topics",
        "actors",
        "offices",
        "roles",
        "events",
        "statements",
        "relationships",
        "claims",
    ):
        required = {column.references for column in TABLES[name].references if not column.nullable}
        room = max_rows if all(known[target or ""] for target in required) else 0
        known[name] = draw(st.lists(ids(), max_size=room, unique=True))
    return known


def _draw_row(draw: st.DrawFn, table: Table, known: dict[str, list[str]], position: int | None) -> Row:
    row: Row = {}
    for column in table.columns:
        if column.references:
            # Within a table only earlier rows are referred to, so that no chain closes.
            options = known[column.references][: position if column.references == table.name else None]
            choice = st.sampled_from(options) if options else st.none()
            row[column.name] = draw(st.one_of(st.none(), choice) if column.nullable else choice)
        elif position is not None and table.key == (column.name,):
            row[column.name] = known[table.name][position]
        else:
            row[column.name] = draw(cells(column))
    _mend_row(draw, table, row)
    return row


def _mend_row(draw: st.DrawFn, table: Table, row: Row) -> None:
    """Change what breaks a rule within one record."""
    for first, last in (("start", "end"), ("from", "to"), ("born", "died")):
        if first in row and _days_between(row[first], row[last]) is False:
            row[last] = None
    match table.name:
        case "relationships":
            if RelationshipKind(row["kind"] or "").evaluative and row["statement_id"] is None:
                row["kind"] = "member-of"
        case "documents":
            if row["copy_of_id"] is None or row["copy_kind"] is None:
                row["copy_of_id"] = row["copy_kind"] = None
        case "statements":
            if row["form"] == "suggested" and row["within_id"] is None:
                row["form"] = "paraphrase"
            if Form(row["form"] or "").needs_quote and row["quote"] is None:
                row["quote"] = draw(texts())
        case "claims":
            _keep_one(draw, row, "about_", required=True)
            _keep_one(draw, row, "object_", required=False, also="value")


def _keep_one(draw: st.DrawFn, row: Row, prefix: str, required: bool, also: str = "") -> None:
    names = [name for name in row if name.startswith(prefix) or name == also]
    given = [name for name in names if row[name] is not None]
    keep = draw(st.sampled_from(given)) if given else names[0]
    for name in names:
        row[name] = row[name] if name == keep else None
    if required and row[keep] is None:
        row[keep] = draw(ids())


def _mend_ledger(draw: st.DrawFn, package: Package) -> None:
    """Fill the tables that name a record of any table, and drop claims about nothing."""
    package["claims"] = [row for row in package["claims"] if _refers(package, "claims", row)]
    live = [
        (name, "/".join(_key(TABLES[name], row))) for name in TABLES for row in package[name] if name not in _LEDGER
    ]
    for name in _LEDGER:
        rows = package[name] if live else []
        for row in rows:
            table, identity = draw(st.sampled_from(live))
            row["table"] = table
            if "field" in row:
                row["field"] = draw(st.sampled_from(TABLES[table].names))
            for column in ("record_id", "left_id", "right_id", "new_id"):
                if column in row and (column != "new_id" or row[column]):
                    row[column] = identity
            if "old_id" in row:
                row["old_id"] = f"{row['old_id']}-retired"  # no id ends so: nothing live is retired
        package[name] = rows


_LEDGER = ("citations", "corrections", "judgements", "redirects", "coverage")


def _refers(package: Package, table: str, row: Row) -> bool:
    return all(
        row[column.name] is None
        or any(
            row[column.name] == other[TABLES[column.references or ""].key[0]]
            for other in package[column.references or ""]
        )
        for column in TABLES[table].references
    )


def _mend_dates(package: Package) -> None:
    """Empty the dates that break a rule across records."""
    by_id: dict[str, dict[str | None, Row]] = {
        name: {row[TABLES[name].key[0]]: row for row in package[name]}
        for name in ("actors", "events", "statements", "documents")
    }
    for row in package["statements"]:
        outer = by_id["statements"].get(row["within_id"])
        while outer is not None:  # an outer statement may have been emptied, so look further out
            if _days_between(row["date"], outer["date"]) is False:
                row["date"] = None
            outer = by_id["statements"].get(outer["within_id"])
    for row in (*package["roles"], *package["relationships"]):
        seen = by_id["documents"][row["source_id"]]
        if row["end"] == ".." and not any(_is_later(seen[when], row["start"]) for when in ("date", "accessed")):
            row["end"] = None
    deeds: list[tuple[str | None, str | None]] = [(row["actor_id"], row["start"]) for row in package["roles"]]
    deeds += [(row["speaker_id"], row["date"]) for row in package["statements"]]
    deeds += [(row["actor_id"], by_id["events"][row["event_id"]]["date"]) for row in package["participations"]]
    for actor_id, when in deeds:
        actor = by_id["actors"][actor_id]
        if _days_between(actor["born"], when) is False:
            actor["born"] = None
    for row in package["roles"]:
        actor = by_id["actors"][row["actor_id"]]
        if row["end"] == ".." or _days_between(row["start"], actor["died"]) is False:
            actor["died"] = None


def _days_between(first: str | None, last: str | None) -> bool | None:
    """Whether `last` can fall on or after `first`; None where either is open or not recorded."""
    begin = bounds(first).earliest if first and first != ".." else None
    end = bounds(last).latest if last and last != ".." else None
    return None if begin is None or end is None else begin <= end


def _is_later(when: str | None, start: str | None) -> bool:
    day = bounds(when).latest if when else None
    begin = bounds(start).latest if start else None
    return day is not None and (begin is None or day > begin)


def _key(table: Table, row: Row) -> tuple[str, ...]:
    return tuple(row[part] or "" for part in table.key)
