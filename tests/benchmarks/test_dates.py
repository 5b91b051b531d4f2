"""The peers' dates, bounds as texts, mean what the models' dates mean."""

from __future__ import annotations

from itertools import product

import pytest

from fpdata.model.edtf import EdtfError, bounds

_SIDES = [
    "2004",
    "2004-06",
    "2004-06-21",
    "2004-21",
    "2004-22",
    "2004-24",
    "2004?",
    "2004-02-29%",
    "1999-12",
    "2005-02",
]
_MASKED = ["19XX", "200X", "2004-XX", "2004-06-XX", "2004-XX-XX~"]
_WRONG = ["2004-13", "2005-02-29", "0000", "2004-31", "2004-6", "2004-21-01", "2004-06-31", "2004/200X", "../..", "/"]
DATES = [
    *_SIDES,
    *_MASKED,
    *(f"{first}/{last}" for first, last in product(_SIDES, [*_SIDES, "", ".."])),
    *(f"{first}/{last}" for first, last in product(["", ".."], _SIDES)),
]
Row = tuple[str, str | None, str | None, bool]


def _in_polars() -> list[Row]:
    pl = pytest.importorskip("polars")
    from benchmarks.peers.expressions import earliest, latest
    from benchmarks.peers.patterns import DATE

    it = pl.col("date")
    frame = pl.DataFrame({"date": [*DATES, *_WRONG]})
    return list(
        frame.select(it, earliest(it).alias("a"), latest(it).alias("b"), it.str.contains(f"^{DATE}$").alias("c")).rows()
    )


def _in_duckdb() -> list[Row]:
    duckdb = pytest.importorskip("duckdb")
    from benchmarks.peers.duckdb_sql import _MACROS
    from benchmarks.peers.patterns import DATE

    db = duckdb.connect()
    db.execute(_MACROS)
    query = "select d, earliest(d), latest(d), regexp_full_match(d, ?) from (select unnest(?) as d)"
    return list(db.execute(query, [DATE, [*DATES, *_WRONG]]).fetchall())


@pytest.mark.parametrize("rows", [_in_polars, _in_duckdb])
def test_bounds_compare_as_those_of_the_models(rows: object) -> None:
    assert callable(rows)
    judged: list[Row] = rows()
    right = []
    for text, first, last, is_date in judged:
        backwards = bool(first and last and last < first)
        try:
            days = bounds(text)
        except EdtfError:
            assert backwards or not is_date, text
        else:
            assert is_date, text
            assert not backwards, text
            right.append((first, last, days))
    for one, other in product(right, right):
        before = bool(one[2].latest and other[2].earliest and one[2].latest < other[2].earliest)
        assert before == bool(one[1] and other[0] and one[1] < other[0]), (one, other)
