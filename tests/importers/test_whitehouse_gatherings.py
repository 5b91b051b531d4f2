"""Events on pages of the White House: what several pages tell of one, and what they leave open."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.core.findings import FindingKind
from tests.importers.upstream import rows
from tests.importers.whitehouse_pages import READOUT, page, parts, run, small_package, write_pages

pytest.importorskip("yaml")

_FRANCE = "President Emmanuel Macron of France"
_REMARKS = "speeches-remarks/2022-03/2022-03-02-remarks.md"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package")


def _events(package: Path, tmp_path: Path, pages: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """Return kind, date, status and name of the events that pages become."""
    assert run(package, write_pages(tmp_path / "wh", pages)).ok
    found = rows(package, "events").values()
    return sorted((row["kind"], row["date"], row["status"], row["name"]) for row in found)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            f"Readout of President Biden's Meeting with {_FRANCE}",
            "They met virtually today.",
            ("call", "Call of Joe Biden with Emmanuel Macron"),
        ),
        (
            "Readout of National Security Advisor Jake Sullivan's Trip to France and Japan",
            "He was in Paris today.",
            ("trip", "Trip of Jacob J. Sullivan: France, Japan"),
        ),
        (
            f"Readout of the Visit of {_FRANCE} to President Biden",
            "He came today.",
            ("visit", "Visit of Emmanuel Macron"),
        ),
    ],
)
def test_an_event_is_named_after_its_kind_and_people(
    package: Path, tmp_path: Path, title: str, text: str, expected: tuple[str, str]
) -> None:
    ((kind, day, status, name),) = _events(package, tmp_path, {READOUT: page(title, text)})
    assert (kind, name) == expected
    assert (day, status) == ("2022-03-02", "held")


def test_whom_a_traveler_met_is_not_on_the_trip(package: Path, tmp_path: Path) -> None:
    title = f"Readout of National Security Advisor Jake Sullivan's Trip to France to see {_FRANCE}"
    _events(package, tmp_path, {READOUT: page(title, "He was there today.")})
    ((event, _),) = rows(package, "events").items()
    assert set(parts(package, event)) == {"jake-sullivan"}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        (f"Remarks by President Biden and {_FRANCE} in Joint Press Conference", "press-conference"),
        (f"Remarks by President Biden and {_FRANCE} Before Bilateral Meeting", "meeting"),
        (f"Remarks by President Biden and {_FRANCE} Before Virtual Meeting", "call"),
    ],
)
def test_remarks_beside_a_leader_without_a_readout_are_an_event(
    package: Path, tmp_path: Path, title: str, kind: str
) -> None:
    ((found, *_),) = _events(package, tmp_path, {_REMARKS: page(f"{title} | Paris, France", "3:05 P.M.")})
    (event,) = rows(package, "events").values()
    assert (found, event["place"], event["country_id"]) == (kind, "Paris, France", "france")
    assert set(parts(package, event["event_id"])) == {"joe-biden", "emmanuel-macron"}


@pytest.mark.parametrize(
    "title",
    [
        f"Remarks by President Biden and {_FRANCE} at the Arrival Ceremony",
        "Remarks by President Biden on France",
    ],
)
def test_remarks_that_show_no_meeting_are_no_event(package: Path, tmp_path: Path, title: str) -> None:
    assert not _events(package, tmp_path, {_REMARKS: page(title, "3:05 P.M.")})
    assert rows(package, "documents")


def test_a_joint_press_conference_is_a_source_of_the_meeting_before_it(package: Path, tmp_path: Path) -> None:
    pages = {
        READOUT: page(f"Readout of President Biden's Meeting with {_FRANCE}", "They met today."),
        _REMARKS: page(f"Remarks by President Biden and {_FRANCE} in Joint Press Conference", "3:05 P.M."),
    }
    assert [kind for kind, *_ in _events(package, tmp_path, pages)] == ["meeting", "press-conference"]
    cited = [row["record_id"] for row in rows(package, "citations").values() if row["table"] == "events"]
    (meeting,) = (id for id, row in rows(package, "events").items() if row["kind"] == "meeting")
    assert cited.count(meeting) == 2


def test_a_joint_statement_is_a_source_of_the_leaders_meeting_of_that_day(package: Path, tmp_path: Path) -> None:
    joint = page("Joint Statement by the United States and France", "They agree.")
    pages = {
        READOUT: page(f"Readout of President Biden's Meeting with {_FRANCE}", "They met today."),
        "statements-releases/2022-03/2022-03-02-joint.md": joint,
    }
    assert len(_events(package, tmp_path, pages)) == 1
    assert len([row for row in rows(package, "citations").values() if row["table"] == "events"]) == 2


def _plan(what: str, text: str, day: str = "2022-03-02") -> str:
    return page(f"Statement by White House Press Secretary Ann Hill on {what}", text, day)


@pytest.mark.parametrize(
    ("held", "day", "statuses"),
    [
        ("Readout of National Security Advisor Jake Sullivan's Trip to France", "2022-03-04", ["held"]),
        ("Readout of National Security Advisor Jake Sullivan's Trip to France and Chile", "2022-03-04", ["held"]),
        ("Readout of National Security Advisor Jake Sullivan's Trip to Chile", "2022-03-04", ["held", "planned"]),
        ("Readout of National Security Advisor Jake Sullivan's Trip to France", "2022-03-20", ["held", "planned"]),
        ("Readout of President Biden's Trip to France", "2022-03-04", ["held", "planned"]),
    ],
)
def test_a_trip_that_was_announced_is_the_one_to_the_same_country_then(
    package: Path, tmp_path: Path, held: str, day: str, statuses: list[str]
) -> None:
    plan = _plan(
        "National Security Advisor Jake Sullivan's Travel to France",
        "National Security Advisor Jake Sullivan will travel to France on March 4.",
    )
    pages = {
        "statements-releases/2022-03/2022-03-02-plan.md": plan,
        f"statements-releases/2022-03/{day}-held.md": page(held, "He was there today.", day),
    }
    assert sorted(status for _, _, status, _ in _events(package, tmp_path, pages)) == statuses


def test_who_led_and_joined_is_one_participant(package: Path, tmp_path: Path) -> None:
    text = "They met today. The President was joined by National Security Advisor Jake Sullivan and Jake Sullivan."
    _events(package, tmp_path, {READOUT: page(f"Readout of President Biden's Meeting with {_FRANCE}", text)})
    ((event, _),) = rows(package, "events").items()
    found = parts(package, event)
    assert {actor: part for actor, (part, _, _) in found.items()} == {
        "joe-biden": "party",
        "emmanuel-macron": "party",
        "jake-sullivan": "member",
    }


@pytest.mark.parametrize("before", range(120, 330, 7))
def test_the_name_of_the_last_of_many_is_whole_or_left_out(package: Path, tmp_path: Path, before: int) -> None:
    last = "National Security Council Senior Director for the Western Hemisphere Rudolf Rassendyll"
    text = f"The President was joined by {'x' * before}, and {last}."
    _events(package, tmp_path, {READOUT: page(f"Readout of President Biden's Meeting with {_FRANCE}", text)})
    found = {actor["name"] for actor in rows(package, "actors").values() if actor["name"].startswith("Rudolf")}
    assert found <= {"Rudolf Rassendyll"}
    assert found or before > 300


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("remarks/2022-03/a b.md", page("Remarks on France", "x"), "a blank or a colon"),
        ("remarks/2022-03/a.md", page("Remarks on France", "x", "2022-03"), "is not a day"),
        ("remarks/2022-03/a.md", page("<b></b>", "x"), "title is empty"),
    ],
)
def test_a_page_that_cannot_be_located_is_reported(
    package: Path, tmp_path: Path, name: str, content: str, message: str
) -> None:
    summary = run(package, write_pages(tmp_path / "wh", {name: content}))
    assert [message in one.message for one in summary.findings if one.kind is FindingKind.MALFORMED] == [True]
    assert not rows(package, "coverage")


def test_of_two_pages_at_one_address_the_newer_is_taken(package: Path, tmp_path: Path) -> None:
    url = "https://www.whitehouse.gov/a/"
    pages = {
        READOUT: page("Readout of President Biden's Call with President Macron of France", "Old text.", url=url),
        "statements-releases/2022-03/2022-03-03-readout.md": page(
            f"Readout of President Biden's Call with {_FRANCE}", "They spoke yesterday.", "2022-03-03", url=url
        ),
    }
    summary = run(package, write_pages(tmp_path / "wh", pages))
    duplicates = [one.file for one in summary.findings if one.kind is FindingKind.DUPLICATE]
    assert duplicates == [READOUT]
    assert [row["date"] for row in rows(package, "events").values()] == ["2022-03-02"]


def test_nominations_to_domestic_offices_only_are_left_out(package: Path, tmp_path: Path) -> None:
    line = "Max Moor, of Iowa, to be United States District Judge for the Southern District of Iowa."
    name = "presidential-actions/2022-03/2022-03-02-n.md"
    assert not _events(package, tmp_path, {name: page("Nominations Sent to the Senate", line)})
    assert [
        row["document_id"] for row in rows(package, "documents").values() if row["outlet_id"] == "white-house"
    ] == []


def test_an_ambassador_to_several_states_is_nominated_once(package: Path, tmp_path: Path) -> None:
    line = (
        "Ada Lake, of Ohio, to be Ambassador Extraordinary and Plenipotentiary of the United States of America to the"
        " French Republic, and to serve concurrently as Ambassador Extraordinary and Plenipotentiary of the United States"
        " of America to the Republic of Chile."
    )
    name = "presidential-actions/2022-03/2022-03-02-n.md"
    summary = run(package, write_pages(tmp_path / "wh", {name: page("Nominations Sent to the Senate", line)}))
    (event,) = rows(package, "events").values()
    assert event["name"] == "Nomination of Ada Lake: Ambassador to France, Ambassador to Chile"
    roles = [row["office_id"] for row in rows(package, "roles").values() if row["actor_id"] == "ada-lake"]
    assert roles == ["ambassador-to-chile"]
    assert [one.message for one in summary.findings] == ["office_id: 'ambassador-to-france' is not in offices.csv"]
