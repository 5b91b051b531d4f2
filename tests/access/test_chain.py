"""The chain of a statement: who reports it, what is within it, and what responds to it."""

from __future__ import annotations

from pathlib import Path

import pytest

import fpdata
from tests.sample import exported, row, sample

_SAID = {"form": "paraphrase", "act": "assert", "medium": "article", "audience": "public", "availability": "public"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The sample, in which Lake also repeats what Moor told her, and the gazette confirms its own report."""
    tables = sample()
    tables["statements"] += [
        row("statements", statement_id="moor-told-lake", speaker_id="ben-moor", summary="Says it is hers.", within_id="lake-wrote-it", document_id="plan-7", **_SAID),
        row("statements", statement_id="gazette-confirms", speaker_id="gazette", date="1890-01-02", summary="Stands by its report.", document_id="gazette-1890-01-02", **_SAID),
    ]  # fmt: skip
    tables["statement_links"] += [
        row("statement_links", from_id="gazette-confirms", kind="confirms", to_id="lake-wrote-it"),
        row("statement_links", from_id="gazette-confirms", kind="repeats", to_id="gazette-reports"),
        row("statement_links", from_id="lake-wrote-it", kind="responds-to", to_id="moor-denies", note="Before it."),
    ]
    exported(tmp_path, tables)
    return tmp_path / "export"


def test_the_statement_stands_within_its_reports_and_around_those_in_it(data: Path) -> None:
    rows = fpdata.chain("lake-wrote-it", path=data).to_pylist()
    chain = [(row["statement_id"], row["depth"], row["speaker_name"]) for row in rows if row["link"] is None]
    assert chain == [
        ("gazette-reports", 0, "The Gazette"),
        ("lake-wrote-it", 1, "Ada Lake"),
        ("moor-told-lake", 2, "Ben Moor"),
    ]
    assert rows[1]["url"] == "https://gazette.example/1"
    assert rows[1]["quote"] == "ours, every word"


def test_responses_come_last_those_against_it_first(data: Path) -> None:
    rows = fpdata.chain("lake-wrote-it", path=data).to_pylist()
    links = [(row["link"], row["statement_id"], row["to_id"]) for row in rows if row["link"]]
    assert links == [
        ("denies", "moor-denies", "lake-wrote-it"),
        ("confirms", "gazette-confirms", "lake-wrote-it"),
        ("repeats", "gazette-confirms", "gazette-reports"),
        ("responds-to", "moor-denies", "moor-denies"),
    ]
    assert rows[-1]["note"] == "Before it."


def test_links_within_the_chain_are_not_responses(data: Path) -> None:
    rows = fpdata.chain("moor-denies", path=data).to_pylist()
    assert [row["statement_id"] for row in rows] == ["moor-denies", "lake-wrote-it", "lake-wrote-it"]


def test_words_find_a_statement_and_an_unknown_one_is_an_error(data: Path) -> None:
    assert fpdata.chain("side wrote", path=data)["statement_id"][1].as_py() == "lake-wrote-it"
    with pytest.raises(fpdata.UnknownIdError, match="did you mean 'moor-denies'"):
        fpdata.chain("moor-deneis", path=data)
