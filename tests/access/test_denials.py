"""Who denied what: about whom or what, by whom, and why there may be no denial."""

from __future__ import annotations

from pathlib import Path

import pytest

import fpdata
from fpdata.access.absence import explanation
from tests.sample import exported, sample

DENIES, NEGATES = "denies", "negated-claim"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The sample, with a topic for what is denied."""
    tables = sample()
    next(each for each in tables["statements"] if each["statement_id"] == "lake-wrote-it")["topic_id"] = "talks"
    exported(tmp_path, tables)
    return tmp_path / "export"


@pytest.mark.parametrize(
    ("subject", "kinds"),
    [
        (None, [DENIES, NEGATES]),
        ("plan-7", [DENIES, NEGATES]),  # the subject of the claim, and of the statement that is denied
        ("seven-point plan", [DENIES, NEGATES]),
        ("ada-lake", [DENIES, NEGATES]),  # their object
        ("talks", [DENIES]),  # the topic of the statement that is denied
        ("lake-wrote-it", [DENIES]),
        ("moor-denies", [DENIES, NEGATES]),
        ("ben-moor", []),
    ],
)
def test_a_denial_is_about_what_it_and_the_denied_statement_are_about(
    data: Path, subject: str | None, kinds: list[str]
) -> None:
    found = fpdata.denials(subject, path=data)
    assert found["kind"].to_pylist() == kinds
    assert set(found["url"].to_pylist()) <= {"https://gazette.example/1"}


def test_a_denial_that_says_nothing_of_its_object_is_about_what_its_statement_is_about(tmp_path: Path) -> None:
    tables = sample() | {"statement_links": []}
    del tables["claims"][1]
    exported(tmp_path, tables)
    assert fpdata.denials("plan-7", path=tmp_path / "export")["kind"].to_pylist() == ["denial"]
    assert not fpdata.denials("gazette", path=tmp_path / "export").num_rows


def test_what_is_denied_is_told_in_words(data: Path) -> None:
    assert fpdata.denials("plan-7", path=data)["denied"].to_pylist() == [
        "Says her side wrote the plan.",
        "[Seven-point plan] was written by Ada Lake",
    ]


def test_denials_are_in_order_of_their_dates(tmp_path: Path) -> None:
    tables = sample()
    denial = next(each for each in tables["statements"] if each["statement_id"] == "moor-denies")
    days = {"open": "../1890-01-02", "none": None, "early": "1889"}
    tables["statements"] += [denial | {"statement_id": id, "date": day} for id, day in days.items()]
    exported(tmp_path, tables)
    found = fpdata.denials(path=tmp_path / "export")["statement_id"].to_pylist()
    assert list(dict.fromkeys(found)) == ["early", "open", "moor-denies", "none"]


def test_only_denials_by_an_actor(data: Path) -> None:
    assert fpdata.denials("plan-7", by="Ben Moor", path=data).num_rows == 2
    none = fpdata.denials("plan-7", by="ada-lake", path=data)
    assert explanation(none).startswith("No denial about plan-7 by ada-lake is recorded;")
    assert none.column_names == fpdata.denials(path=data).column_names


def test_what_is_unknown_is_an_error(data: Path) -> None:
    with pytest.raises(fpdata.UnknownIdError):
        fpdata.denials("no-such-plan-at-all", path=data)
    with pytest.raises(fpdata.UnknownIdError, match="ada-lake"):
        fpdata.denials(by="ada-leak", path=data)
