"""Who led, who was in the room and who was left out: by topic, by whose account, and of what."""

from __future__ import annotations

from pathlib import Path

import pytest

import fpdata
from fpdata.access.absence import explanation
from tests.power_sample import claim, power_sample
from tests.sample import exported


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of the sample with two episodes."""
    folder = tmp_path_factory.mktemp("power")
    exported(folder, power_sample())
    return folder / "export"


def test_each_account_says_of_what(data: Path) -> None:
    rows = fpdata.power("talks", path=data).to_pylist()
    led = {row["account_id"]: (row["affirmed_of"], row["negated_of"]) for row in rows if row["standing"] == "led"}
    assert led == {"ada-lake": (["Dinner", "Talks"], []), "ben-moor": (["Talks"], ["Talks"])}
    (advised,) = (row for row in rows if row["standing"] == "advised")
    assert advised["affirmed_of"] == ["Ben Moor"]
    assert all(row["affirmed_of"] == row["negated_of"] == [] for row in rows if row["account_id"] is None)


def test_who_led_the_drafting_of_a_document_did_so_of_that_document(tmp_path: Path) -> None:
    tables = power_sample()
    drafted = {"about_document_id": "plan-7", "object_actor_id": "ben-moor"}
    tables["claims"].append(claim("drafted", "lake-wrote-it", "drafting-led-by", **drafted))
    exported(tmp_path, tables)
    rows = fpdata.power("talks", path=tmp_path / "export").to_pylist()
    (led,) = (row["affirmed_of"] for row in rows if (row["standing"], row["actor_id"]) == ("led", "ben-moor"))
    assert led == ["the drafting of [Seven-point plan]"]


def test_every_account_affirms_or_negates_at_least_as_much_as_it_names(data: Path) -> None:
    for row in fpdata.power(path=data).to_pylist():
        assert len(row["affirmed_of"]) <= row["affirmed"]
        assert len(row["negated_of"]) <= row["negated"]
        assert (row["affirmed"] + row["negated"] > 0) == (row["account_id"] is not None)
        assert 0 <= row["events"] <= row["held"]
        assert (row["events"] > 0) == (row["standing"] == "in-the-room")


def test_a_topic_has_its_part_of_all_rows(data: Path) -> None:
    everything = fpdata.power(path=data).to_pylist()
    talks, border = (fpdata.power(topic, path=data).to_pylist() for topic in ("talks", "Border dispute"))
    assert everything == border + talks
    assert {row["topic_id"] for row in border} == {"border"}


def test_who_is_in_the_room_is_who_met_somebody(data: Path) -> None:
    met = set(fpdata.room("ada-lake", path=data)["actor_id"].to_pylist())
    there = {row["actor_id"] for row in fpdata.power("talks", path=data).to_pylist() if row["events"]}
    assert there == met | {"ada-lake"}


def test_records_are_typed(data: Path) -> None:
    first = fpdata.records("power", path=data)[0]
    assert (first.standing, first.account_name) == ("took-part", "Ben Moor")


def test_an_empty_answer_says_what_was_asked(export: Path) -> None:
    nothing = fpdata.power("talks", path=export)
    assert explanation(nothing).startswith("No meeting, and no claim on who led or was left out, on talks is recorded;")
    assert "affirmed_of" in nothing.column_names


def test_an_unknown_topic_is_an_error_with_suggestions(data: Path) -> None:
    with pytest.raises(fpdata.UnknownIdError, match="unknown topic 'talk'; did you mean 'talks'"):
        fpdata.power("talk", path=data)
