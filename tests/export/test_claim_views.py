"""What the views make of claims, documents and states: disagreements, positions, letters, successions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fpdata.export.disagreements import contested_subjects
from tests.sample import Tables, exported, find, row, sample


def claim(id: str, **values: str | None) -> dict[str, str | None]:
    defaults = {"statement_id": "moor-denies", "about_document_id": "plan-7", "polarity": "affirmed", "modality": "actual",
                "coding": "explicit", "mode": "fact", "certainty": "stated", "verdict": "unchecked"}  # fmt: skip
    return row("claims", claim_id=id, **(defaults | values))


def view(folder: Path, tables: Tables, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = exported(folder, tables)[name].to_pylist()
    return rows


@pytest.mark.parametrize(
    ("changes", "disagree"),
    [
        ({}, True),
        ({"end": "1890-01-01"}, False),  # it held until before the other began: a mind that changed
        ({"end": "1890-01-02"}, True),
        ({"end": "1890"}, True),  # the times can overlap
        ({"end": "..", "start": "1889"}, True),
        ({"modality": "normative"}, False),  # what should be does not contradict what is
        ({"value": "near-final"}, False),  # the same value
        ({"polarity": "negated", "value": "near-final"}, True),
    ],
    ids=str,
)
def test_claims_disagree_about_one_time_in_one_modality(
    tmp_path: Path, changes: dict[str, str], disagree: bool
) -> None:
    tables = sample()
    tables["claims"] = [
        claim("later", predicate="status", value="near-final", start="1890-01-02"),
        claim("earlier", predicate="status", **({"value": "concept"} | changes)),
    ]
    assert {each["claim_id"] for each in view(tmp_path, tables, "contested")} == (
        {"later", "earlier"} if disagree else set()
    )
    assert bool(contested_subjects(tables["claims"])) is disagree


def test_values_toward_different_targets_do_not_disagree(tmp_path: Path) -> None:
    tables = sample()
    actor = {"about_document_id": None, "about_actor_id": "ben-moor", "predicate": "truthfulness"}
    tables["claims"] = [
        claim("plan", value="truthful", object_document_id="plan-7", **actor),
        claim("talks", value="untruthful", object_event_id="1890-talks", **actor),
        claim("talks-too", value="truthful", object_event_id="1890-talks", **actor),
    ]
    found = view(tmp_path, tables, "contested")
    assert {(each["claim_id"], each["object"], each["target"]) for each in found} == {
        ("talks", "untruthful", "1890-talks"),
        ("talks-too", "truthful", "1890-talks"),
    }


def test_a_denial_says_what_it_denies(tmp_path: Path) -> None:
    tables = sample()
    stance = {"about_document_id": None, "about_actor_id": "ada-lake", "predicate": "supports", "holder_id": "ada-lake"}
    tables["claims"] = [
        claim("not-hers", predicate="authored", object_actor_id="ada-lake", polarity="negated", certainty="likely"),
        claim("believed", predicate="status", value="final", polarity="negated", holder_id="ada-lake"),
        claim("stance", object_document_id="plan-7", polarity="negated", **stance),
        claim("concept", predicate="status", value="concept"),
    ]
    found = view(tmp_path, tables, "denials")
    assert [
        (each["sequence"], each["kind"], each["denied_summary"], each["object_id"] or each["value"]) for each in found
    ] == [
        (1, "denies", "Says her side wrote the plan.", None),
        (2, "negated-claim", None, "final"),
        (3, "negated-claim", None, "ada-lake"),
        (4, "negated-claim", None, "plan-7"),
    ]
    assert {(each["statement_id"], each["speaker_name"]) for each in found} == {("moor-denies", "Ben Moor")}
    assert [each["holder_name"] for each in found] == [
        "Ben Moor",
        "Ada Lake",
        "Ben Moor",
        "Ben Moor",
    ]  # not of a stance
    assert [each["certainty"] for each in found] == [None, "stated", "likely", "stated"]
    assert found[0]["denied_speaker_name"] == "Ada Lake"


def test_a_denial_of_something_not_on_record_is_one_too(tmp_path: Path) -> None:
    tables = sample() | {"claims": [], "statement_links": []}
    (found,) = view(tmp_path, tables, "denials")
    assert (found["statement_id"], found["kind"], found["denied_summary"]) == ("moor-denies", "denial", None)


def test_words_suggested_for_somebody_are_no_denial(tmp_path: Path) -> None:
    tables = sample()
    find(tables, "statements", "moor-denies").update(form="suggested", within_id="gazette-reports")
    assert view(tmp_path, tables, "denials") == []


def test_a_reported_belief_has_its_holder_and_its_place_in_time(tmp_path: Path) -> None:
    tables = sample()
    tables["claims"] = [
        claim("b", predicate="status", value="final", start="1889"),
        claim("a", predicate="status", value="concept", holder_id="ada-lake", start="1890-01-03"),
        claim("c", predicate="status", value="not-final", holder_id="ada-lake", start="1889-05"),
    ]
    found = [(each["holder_id"], each["claimant_id"], each["value"]) for each in view(tmp_path, tables, "positions")]
    assert found == [
        ("ada-lake", "ben-moor", "not-final"),
        ("ada-lake", "ben-moor", "concept"),
        ("ben-moor", "ben-moor", "final"),
    ]


def test_each_sender_wrote_to_each_recipient(tmp_path: Path) -> None:
    tables = sample()
    find(tables, "documents", "plan-7")["place"] = "Geneva"
    tables["contributions"] = [
        row("contributions", document_id="plan-7", actor_id=actor, part=part, sequence=sequence)
        for actor, part, sequence in (("ben-moor", "recipient", "1"), ("gazette", "recipient", "2"), ("ada-lake", "sender", None))
    ]  # fmt: skip
    found = view(tmp_path, tables, "correspondence")
    assert [(each["sequence"], each["sender_name"], each["recipient_id"], each["place"]) for each in found] == [
        (1, "Ada Lake", "ben-moor", "Geneva"),
        (2, "Ada Lake", "gazette", "Geneva"),
    ]


def test_a_letter_without_a_recorded_recipient_is_listed(tmp_path: Path) -> None:
    tables = sample()
    tables["contributions"] = [row("contributions", document_id="plan-7", actor_id="ada-lake", part="sender")]
    (found,) = view(tmp_path, tables, "correspondence")
    assert (found["sender_id"], found["recipient_id"]) == ("ada-lake", None)


def test_a_state_is_found_with_all_its_predecessors(tmp_path: Path) -> None:
    tables = sample()
    tables["countries"] += [
        row("countries", country_id="empire", name="Empire", kind="historical-state", successor_id="union"),
        row("countries", country_id="union", name="Union", kind="historical-state", successor_id="ruritania"),
    ]
    found = {
        (each["country_id"], each["successor_id"]): each["steps"] for each in view(tmp_path, tables, "country_lineage")
    }
    assert {country: steps for (country, successor), steps in found.items() if successor == "ruritania"} == {
        "empire": 2,
        "union": 1,
        "ruritania": 0,
    }
