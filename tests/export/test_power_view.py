"""The view of power: accounts of who led or was left out stand apart, and only presence on record is in the room."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.export.test_parquet import the_views_are_the_same_in_duckdb_and_by_hand
from tests.power_sample import claim, power_sample, presence
from tests.sample import Row, Tables, exported, find, row


def power(folder: Path, tables: Tables) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = exported(folder, tables)["power"].to_pylist()
    return rows


def test_each_account_of_an_actor_has_a_row_with_what_it_affirms_and_negates(tmp_path: Path) -> None:
    rows = power(tmp_path, power_sample())
    columns = ("sequence", "actor_id", "standing", "account_name", "affirmed", "negated", "events", "held")
    assert [tuple(row[column] for column in columns) for row in rows if row["topic_id"] == "talks"] == [
        (1, "ada-lake", "led", "Ada Lake", 2, 0, 0, 0),
        (2, "ada-lake", "led", "Ben Moor", 1, 1, 0, 0),  # what he denies himself, the Gazette says that he believes
        (3, "ada-lake", "advised", "Ben Moor", 1, 0, 0, 0),
        (4, "ada-lake", "in-the-room", None, 0, 0, 1, 2),
        (5, "ben-moor", "in-the-room", None, 0, 0, 1, 2),
        (6, "ben-moor", "left-out", "The Gazette", 1, 0, 0, 0),
    ]
    (elsewhere,) = (row for row in rows if row["topic_id"] == "border")
    assert (elsewhere["sequence"], elsewhere["standing"], elsewhere["topic_name"]) == (1, "took-part", "Border dispute")


def test_who_led_the_drafting_of_a_document_led_and_who_controls_something_is_in_control(tmp_path: Path) -> None:
    tables = power_sample()
    drafted = claim(
        "drafted", "lake-wrote-it", "drafting-led-by", about_document_id="plan-7", object_actor_id="ben-moor"
    )
    tables["claims"] += [drafted, claim("controls", "moor-denies", "controls", about_actor_id="ada-lake", value="it")]
    rows = {(row["standing"], row["actor_id"], row["account_id"]): row["affirmed"] for row in power(tmp_path, tables)}
    assert (rows["led", "ben-moor", "ada-lake"], rows["in-control", "ada-lake", "ben-moor"]) == (1, 1)


def test_what_a_state_controls_is_no_part_in_its_policy(tmp_path: Path) -> None:
    tables = power_sample()
    find(tables, "actors", "gazette")["kind"] = "state"
    tables["claims"].append(claim("controls", "moor-denies", "controls", about_actor_id="gazette", value="the border"))
    assert not [row for row in power(tmp_path, tables) if row["standing"] == "in-control"]


def test_days_are_those_of_the_statements_or_of_the_meetings(tmp_path: Path) -> None:
    days = {
        (row["standing"], row["actor_id"], row["account_id"]): (row["first"], row["last"])
        for row in power(tmp_path, power_sample())
    }
    assert days["led", "ada-lake", "ben-moor"] == (date(1890, 1, 2), date(1890, 1, 3))
    assert days["in-the-room", "ben-moor", None] == (date(1890, 1, 1), date(1890, 1, 3))


@pytest.mark.parametrize(
    "cells",
    [
        {"modality": "normative"},
        {"modality": "intended"},
        {"about_actor_id": None, "about_office_id": "envoy"},
        {"statement_id": "gazette-reports"},  # which is on no topic
    ],
    ids=str,
)
def test_only_what_is_claimed_to_be_so_of_an_actor_on_a_topic_counts(tmp_path: Path, cells: Row) -> None:
    tables = power_sample()
    before = power(tmp_path / "before", tables)
    made = claim("other", "moor-denies", "leads", about_actor_id="gazette", object_event_id="1890-talks")
    tables["claims"].append(made | cells)
    assert power(tmp_path / "after", tables) == before


@pytest.mark.parametrize(
    ("event", "part", "presence_code", "counts"),
    [
        ({}, "party", "confirmed", True),
        ({}, "party", "reported", True),
        ({}, "party", "denied", False),
        ({}, "absent", "confirmed", False),
        ({}, "subject", "confirmed", False),
        ({"status": "planned"}, "party", "confirmed", False),
        ({"kind": "vote"}, "party", "confirmed", False),
        ({"topic_id": None}, "party", "confirmed", False),
    ],
    ids=str,
)
def test_in_the_room_is_who_was_present_at_a_meeting_that_was_held(
    tmp_path: Path, event: Row, part: str, presence_code: str, counts: bool
) -> None:
    tables = power_sample()
    find(tables, "events", "1890-talks-dinner").update(event)
    tables["participations"].append(presence("1890-talks-dinner", "gazette", part, presence_code))
    found = {row["actor_id"] for row in power(tmp_path, tables) if row["standing"] == "in-the-room"}
    assert ("gazette" in found) is counts


def test_talks_count_by_those_of_their_meetings_at_which_the_actor_was(tmp_path: Path) -> None:
    tables = power_sample()
    tables["participations"].append(presence("1890-talks-dinner", "ada-lake", "speaker"))  # two parts are one presence
    cells = {"name": "Breakfast", "date": "1890-01-03", "status": "held", "source_id": "gazette-1890-01-02"}
    tables["events"].append(
        row("events", event_id="1890-talks-two", kind="meeting", part_of_id="1890-talks", topic_id="talks", **cells)
    )
    tables["participations"].append(presence("1890-talks-two", "ada-lake"))
    found = {row["actor_id"]: row for row in power(tmp_path, tables) if row["standing"] == "in-the-room"}
    assert {actor: (row["events"], row["held"]) for actor, row in found.items()} == {"ada-lake": (2, 3), "ben-moor": (1, 3)}  # fmt: skip


def test_the_rows_are_those_of_every_database(tmp_path: Path) -> None:
    tables = power_sample()
    the_views_are_the_same_in_duckdb_and_by_hand(tables, exported(tmp_path, tables))
