"""The checks of a cell and a row as polars expressions, true where one fails: for polars, pandera and dataframely."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from benchmarks.peers.common import Column, Specification, Table
from benchmarks.peers.patterns import DATE, PLAIN_DAY, bare, mixed, unprintable


def read(table: Table) -> tuple[pl.DataFrame, int]:
    """Return a table as texts, null where a cell is empty, and the number of problems with reading it: none or one."""
    try:
        return pl.read_csv(table.path, infer_schema=False, missing_columns="raise", extra_columns="raise"), 0
    except pl.exceptions.PolarsError:
        # Bytes that are not UTF-8, or a record with too many cells: once more, and whatever can be read is.
        return pl.read_csv(table.path, infer_schema=False, encoding="utf8-lossy", truncate_ragged_lines=True), 1


def cell(specification: Specification, table: Table, column: Column) -> Iterator[tuple[str, pl.Expr]]:
    """Yield the checks of a column by name, null where the cell is. That it is not null is not among them."""
    it = pl.col(column.name)
    match column.kind:
        case "code":
            yield "code", ~it.is_in(column.codes or [])
        case "edtf":
            form = f"(?:{DATE}|[.][.])" if column.may_be_open else DATE
            yield "date", ~it.str.contains(f"^{form}$")
            yield "interval", _backwards(it)
        case "text":
            yield "length", it.str.len_chars() > column.max_length
            yield "characters", it.str.contains(unprintable(specification, True))
            yield "forms", foreign(specification, it)
            if column.prose:
                # With the word boundary of ASCII, which is ten times as fast.
                label = it.str.contains("(?i)" + specification.data["labels"].replace(r"\b", r"(?-u:\b)"))
                yield "label", label & (pl.col("kind") != "person") if table.name == "actors" else label
        case _:
            yield "length", it.str.len_chars() > column.max_length
            yield "pattern", ~it.str.contains(f"^(?:{bare(column.pattern or '')})$")
            if column.kind == "url":
                yield "characters", it.str.contains(unprintable(specification, False))


def foreign(specification: Specification, it: pl.Expr) -> pl.Expr:
    """Return whether a text is not in NFC, or a word of it has letters of two scripts; null where it is ASCII."""
    beyond = pl.when(it.str.len_bytes() != it.str.len_chars()).then(it)  # nulls cost nothing, so most texts do not
    return (beyond.str.normalize("NFC") != beyond) | beyond.str.contains(mixed(specification))


def row(table: Table) -> Iterator[tuple[str, pl.Expr]]:
    """Yield the rules within a row of a table by name."""
    for first, last in (("start", "end"), ("from", "to"), ("born", "died")):
        if {first, last} <= set(table.names):
            yield "period", latest(pl.col(last)) < earliest(pl.col(first))

    def marked(column: str) -> pl.Expr:
        return pl.col(column).is_in(table.column(column).marked or [])

    def given(*columns: str) -> pl.Expr:
        return pl.sum_horizontal(pl.col(column).is_not_null() for column in columns)

    match table.name:
        case "statements":
            yield "quote", marked("form") & pl.col("quote").is_null()
            yield "suggested", (pl.col("form") == "suggested") & pl.col("within_id").is_null()
        case "claims":
            yield "subject", given("about_actor_id", "about_event_id", "about_document_id", "about_office_id") != 1
            yield "object", given("object_actor_id", "object_document_id", "object_event_id", "value") > 1
        case "documents":
            yield "copy", pl.col("copy_of_id").is_null() != pl.col("copy_kind").is_null()
        case "relationships":
            yield "evaluative", marked("kind") & pl.col("statement_id").is_null()


# A date as the least and the greatest text it can mean, to be compared as text: 2004-06 is 2004-06-00 to 2004-06-99.


def earliest(date: pl.Expr) -> pl.Expr:
    """Return the least text that a date can mean; null where it is open or unknown."""
    plain, other = _parted(date)
    side = other.str.extract("^([^/]*)")
    return pl.coalesce(plain, _bound(side, {"-21": "-03", "-22": "-06", "-23": "-09", "-24": "-12"}, "0"))


def latest(date: pl.Expr) -> pl.Expr:
    """Return the greatest text that a date can mean; null where it is open or unknown."""
    plain, other = _parted(date)
    side = other.str.extract("([^/]*)$")
    # Winter ends in the next year.
    winter = side.str.contains("^[0-9]{4}-24$")
    following = (side.str.head(4).cast(pl.Int32, strict=False) + 1).cast(pl.String).str.zfill(4) + "-02-99"
    bound = _bound(side, {"-21": "-05", "-22": "-08", "-23": "-11"}, "9")
    return pl.coalesce(plain, pl.when(winter).then(following).otherwise(bound))


def _parted(date: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Return the plain days and the other dates, null elsewhere: most are plain days, and nulls cost nothing."""
    is_plain = date.str.contains(f"^{PLAIN_DAY}$")
    return pl.when(is_plain).then(date), pl.when(~is_plain).then(date)


def _backwards(date: pl.Expr) -> pl.Expr:
    """Return whether a date is an interval that ends before it begins."""
    interval = pl.when(date.str.contains("/", literal=True)).then(date)
    return latest(interval) < earliest(interval)


def _bound(side: pl.Expr, seasons: dict[str, str], digit: str) -> pl.Expr:
    text = side.str.strip_chars_end("?~%").str.replace_all("X", digit, literal=True)
    months = text.str.replace_many(list(seasons), list(seasons.values()))
    text = pl.when(text.str.len_bytes() == 7).then(months).otherwise(text)
    padded = (text + f"-{digit}{digit}-{digit}{digit}").str.head(10)
    return pl.when(~side.is_in(["", ".."])).then(padded)
