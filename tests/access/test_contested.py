"""What is contested: the claims about a subject, their positions, and why there may be none."""

from __future__ import annotations

from pathlib import Path

import pytest

import fpdata
from fpdata.access.absence import explanation
from tests.sample import exported, sample


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The sample, with a topic for the claims on authorship."""
    tables = sample()
    tables["claims"][0]["topic_id"] = "talks"
    tables["statements"][2]["topic_id"] = "talks"
    exported(tmp_path, tables)
    return tmp_path / "export"


def test_each_claim_has_its_position_by_name(data: Path) -> None:
    rows = fpdata.contested("plan-7", "authored", path=data).to_pylist()
    assert [(row["position"], row["claimant_name"], row["chain_names"]) for row in rows] == [
        ("Ada Lake", "Ada Lake", "The Gazette > Ada Lake"),
        ("not Ada Lake", "Ben Moor", "Ben Moor"),
    ]
    assert {row["subject_name"] for row in rows} == {"[Seven-point plan]"}
    assert {row["url"] for row in rows} == {"https://gazette.example/1"}


def test_the_subject_may_be_a_name_or_a_topic(data: Path) -> None:
    everything = fpdata.contested(path=data)["claim_id"]
    assert fpdata.contested("seven-point plan", path=data)["claim_id"].equals(everything)
    assert fpdata.contested("talks", path=data)["claim_id"].equals(everything)


def test_an_empty_answer_says_whether_claims_agree_or_are_missing(data: Path) -> None:
    agreed = fpdata.contested("ben-moor", path=data)
    assert explanation(agreed) == "Of one claim about ben-moor on record, none contradicts another."
    missing = fpdata.contested("ruritania", path=data)
    assert explanation(missing).startswith("No contested claim about ruritania is recorded;")
    assert agreed.column_names == missing.column_names == fpdata.contested(path=data).column_names


def test_an_unknown_predicate_is_an_error_with_suggestions(data: Path) -> None:
    with pytest.raises(fpdata.UnknownIdError, match="unknown predicate 'autored'; did you mean 'authored'"):
        fpdata.contested("plan-7", "autored", path=data)
    with pytest.raises(fpdata.UnknownIdError):
        fpdata.contested("no-such-plan-at-all", path=data)
