"""The timeline: which entries each filter keeps, and what an empty answer says."""

from __future__ import annotations

from pathlib import Path

import pytest

import fpdata
from fpdata.access.absence import explanation
from tests.sample import exported, row, sample


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The sample, with a statement made at the dinner and events of a topic."""
    tables = sample()
    tables["statements"].append(
        row("statements", statement_id="moor-toasts", speaker_id="ben-moor", date="1890-01-02", form="paraphrase", act="praise", medium="speech", audience="closed", summary="Toasts.", event_id="1890-talks-dinner", document_id="gazette-1890-01-02", availability="public"),
    )  # fmt: skip
    tables["events"][1]["topic_id"] = "talks"
    tables["statements"][0]["topic_id"] = "talks"
    exported(tmp_path, tables)
    return tmp_path / "export"


def _ids(data: Path, **filters: str) -> list[str]:
    found = fpdata.timeline(**filters, path=data)  # type: ignore[arg-type]
    return [str(id) for id in found["record_id"].to_pylist()]


def test_a_person_has_what_they_did_said_and_held(data: Path) -> None:
    assert _ids(data, person="Ada Lake") == ["ada-lake-envoy-1889", "lake-wrote-it", "1890-talks"]
    assert _ids(data, person="ada-lake", kind="event") == ["1890-talks"]


def test_an_event_has_its_parts_and_what_was_said_at_them(data: Path) -> None:
    assert _ids(data, event="1890-talks") == ["1890-talks", "1890-talks-dinner", "moor-toasts"]
    assert _ids(data, event="Dinner") == ["1890-talks-dinner", "moor-toasts"]


def test_a_topic_has_its_events_and_statements(data: Path) -> None:
    assert _ids(data, topic="Talks") == ["1890-talks-dinner", "gazette-reports"]


def test_an_entry_is_in_a_period_that_its_date_can_mean(data: Path) -> None:
    assert "1890-talks" in _ids(data, start="1890-01-03", end="1890-01-03")
    assert "1890-talks" not in _ids(data, start="1890-01-04")
    assert _ids(data, start="1889-03", end="1889-03", kind="role-start") == ["ada-lake-envoy-1889"]


def test_entries_have_names_and_the_address_of_their_source(data: Path) -> None:
    (entry,) = fpdata.timeline(event="1890-talks-dinner", kind="statement", path=data).to_pylist()
    assert (entry["actor_name"], entry["url"]) == ("Ben Moor", "https://gazette.example/1")


def test_an_empty_answer_says_what_was_asked(data: Path) -> None:
    found = fpdata.timeline(person="ada-lake", start="1950", kind="event", path=data)
    assert found.num_rows == 0
    assert explanation(found).startswith("No dated event of ada-lake on or after 1950-01-01 is recorded;")
    assert "fpdata coverage events" in explanation(found)


def test_unknown_names_are_errors(data: Path) -> None:
    for kind in ("person", "topic", "event"):
        with pytest.raises(fpdata.UnknownIdError, match=kind):
            _ids(data, **{kind: "nothing-like-it"})
