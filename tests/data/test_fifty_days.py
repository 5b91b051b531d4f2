"""Who held 63 offices on as many days from 1789 to today, worked out from the sources' own files.

The answers in holders.json were read from those files, by hand and by a script that knows nothing of the importers; `how`
says from where. Offices are upstream's, or ours after "="; people are upstream's, or names after "=".
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import fpdata
from tests.data.test_history_questions import Answers

pytestmark = pytest.mark.xdist_group("data_set")

QUESTIONS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "holders.json").read_text())


@pytest.fixture(scope="module")
def answers(data_set: Path) -> Answers:
    return Answers(data_set)


@pytest.mark.parametrize("asked", [pytest.param(q, id=f"{q['day']}-{q['office']}") for q in QUESTIONS])
def test_who_held_an_office_on_a_day(answers: Answers, asked: dict[str, Any]) -> None:
    office = asked["office"].removeprefix("=") if asked["office"][0] == "=" else answers.office(asked["office"])
    held = fpdata.as_of(asked["day"], office=office, path=answers.folder)
    roles = held.to_pylist()

    def people(key: str) -> set[str | None]:
        return {name[1:] if name[0] == "=" else answers.people[name] for name in asked.get(key, [])}

    def found(column: str, value: str, of: list[str]) -> set[str | None]:
        by_name = any(name[0] == "=" for name in of)
        return {role["actor_name" if by_name else "actor_id"] for role in roles if role[column] == value}

    for certainty in ("certain", "presumed", "possible"):
        assert found("certainty", certainty, asked.get(certainty, [])) == people(certainty)
    for change in ("from", "until"):
        if change in asked:
            assert found("change", change, asked[change]) == people(change)
    absence = (held.schema.metadata or {}).get(b"absence", b"").decode()
    assert absence == asked.get("absence", "")


def test_nobody_is_in_office_who_cannot_be(answers: Answers) -> None:
    """Neither a man of our days in 1803, nor the dead, nor the last head of 1993 today."""
    assert fpdata.as_of("1803", person="vladimir-putin", path=answers.folder).num_rows == 0
    today = {role["role_id"] for role in fpdata.as_of("2026-11-26", path=answers.folder).to_pylist()}
    dead = answers.fetch("select role_id from roles join actors using (actor_id) where died_max < date '2026-11-26'")
    assert not today & {role for (role,) in dead}
    old = answers.fetch(
        "select role_id from role_holders where start_max < date '2005-01-01' and \"end\" is null"
        " and office_kind in ('agency-head', 'principal-officer', 'chief-of-mission', 'cabinet')"
    )
    assert not today & {role for (role,) in old}


def test_there_are_enough_questions() -> None:
    assert len(QUESTIONS) == 63
    assert len({question["office"] for question in QUESTIONS}) >= 50
