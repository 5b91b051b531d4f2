"""Who wrote to whom, and who was in the room."""

from __future__ import annotations

from pathlib import Path

import pytest

import fpdata
from fpdata import build
from fpdata.cli.coverage_view import _covered
from fpdata.generate.package import write_package
from tests.helpers import run
from tests.sample import Row, Tables, row, sample


def _event(tables: Tables, id: str, when: str, *present: str, kind: str = "meeting", **cells: str | None) -> None:
    event = {"kind": kind, "name": id, "date": when, "status": "held", "source_id": "register"} | cells
    tables["events"].append(row("events", event_id=id, **event))
    for one in present:
        actor, _, part = one.partition("/")
        tables["participations"].append(_participation(id, actor, part or "member"))


def _participation(event: str, actor: str, part: str, presence: str = "confirmed") -> Row:
    return row("participations", event_id=event, actor_id=actor, part=part, presence=presence, source_id="register")


def _document(tables: Tables, id: str, date: str | None, *parts: tuple[str, str]) -> None:
    tables["documents"].append(row("documents", document_id=id, kind="letter", title=id, date=date))
    for actor, part in parts:
        tables["contributions"].append(row("contributions", document_id=id, actor_id=actor, part=part))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tables = sample()
    tables["events"], tables["participations"], tables["citations"] = [], [], []
    tables["actors"].append(
        row("actors", actor_id="cy-hill", kind="person", name="Cy Hill", sort_name="Hill, Cy", source_id="register")
    )
    _event(tables, "round", "1890-01-01/1890-01-04", "ada-lake", "ben-moor", "cy-hill", kind="talks")
    _event(tables, "session-1", "1890-01-01", "ada-lake", "ben-moor", part_of_id="round")
    _event(tables, "session-2", "1890-01-03", "ada-lake", "ben-moor", part_of_id="round")
    _event(tables, "dinner", "1890-02", "ada-lake", "gazette", "ben-moor/absent")
    _event(tables, "call", "1890-03-01", "ada-lake/caller", "ben-moor/callee", kind="call")
    _event(tables, "plan", "1890-04-01", "ada-lake", "ben-moor", status="planned")
    _event(tables, "sanction", "1890-04-02", "ada-lake", "ben-moor", kind="sanction")
    tables["participations"].append(_participation("call", "cy-hill", "member", "denied"))
    _document(tables, "note-1", "1890-01-02", ("ada-lake", "sender"), ("ben-moor", "recipient"))
    _document(tables, "note-2", "1890-01/1890-02", ("ben-moor", "sender"), ("ada-lake", "recipient"))
    _document(tables, "note-3", None, ("ada-lake", "sender"), ("ben-moor", "recipient"), ("cy-hill", "recipient"))
    folder = tmp_path_factory.mktemp("contacts")
    write_package(folder, tables)
    build(folder, folder / "data")
    return folder / "data"


def _letters(data: Path, **filters: str) -> list[str]:
    found: list[str] = fpdata.letters(path=data, **filters)["document_id"].to_pylist()
    return found


def test_letters(data: Path) -> None:
    assert sorted(_letters(data)) == ["note-1", "note-2", "note-3", "note-3"]
    assert sorted(_letters(data, sender="ada-lake", recipient="ben-moor")) == ["note-1", "note-3"]
    assert _letters(data, recipient="cy-hill") == ["note-3"]
    assert _letters(data, sender="cy-hill") == []


def test_a_letter_is_in_a_period_if_any_of_its_days_may_be(data: Path) -> None:
    assert sorted(_letters(data, start="1890-02-28", end="1890-12-31")) == ["note-2", "note-3", "note-3"]
    assert "note-2" not in _letters(data, start="1890-03-01")
    with pytest.raises(ValueError, match="is after end"):
        _letters(data, start="1891-01-01", end="1890-01-01")


def _room(data: Path, *persons: str, **period: str) -> dict[str, tuple[int, int, list[str]]]:
    rows = fpdata.room(persons, path=data, **period).to_pylist()
    return {one["actor_id"]: (one["meetings"], one["held"], one["event_ids"]) for one in rows}


def test_the_sessions_of_talks_count_instead_of_the_talks(data: Path) -> None:
    assert _room(data, "ada-lake") == {
        "ben-moor": (3, 4, ["session-1", "session-2", "call"]),  # not where he was absent, nor what was only planned
        "cy-hill": (1, 4, ["round"]),  # in no session on record; it is denied that he took part in the call
    }


def test_the_room_of_a_period_and_of_several_persons(data: Path) -> None:
    assert _room(data, "ada-lake", start="1890-02-01") == {"ben-moor": (1, 2, ["call"])}
    assert _room(data, "ada-lake", "ben-moor") == {"cy-hill": (1, 3, ["round"])}
    assert _room(data, "gazette") == {"ada-lake": (1, 1, ["dinner"])}
    assert _room(data, "cy-hill", end="1889-12-31") == {}


@pytest.mark.parametrize("person", ["ada-lake", "ben-moor", "cy-hill", "gazette"])
@pytest.mark.parametrize("period", [("0001-01-01", "9999-12-31"), ("1890-01-02", "1890-02-15")])
def test_the_macro_answers_the_same(data: Path, person: str, period: tuple[str, str]) -> None:
    pytest.importorskip("duckdb")
    query = "from room($person, first := $first, last := $last)"
    values = {"person": person, "first": period[0], "last": period[1]}
    rows = fpdata.connect(path=data).execute(query, values).fetchall()
    expected = fpdata.room(person, start=period[0], end=period[1], path=data).to_pylist()
    assert rows == [tuple(one.values()) for one in expected]


def test_every_count_says_what_is_held(data: Path) -> None:
    result = run("room", "--with", "ada-lake", "--data", data)
    assert (result.exit_code, "4 meetings and calls are on record" in result.stderr) == (0, True)
    assert "from pages that were read one by one" in result.stderr
    table = run("room", "--with", "ada-lake", "--data", data, "--format", "table").stdout.splitlines()
    assert table[1].split() == ["meetings", "name", "first", "last"]
    assert "4 meetings and calls are on record" in table
    result = run("letters", "--from", "ada-lake", "--data", data, "--format", "csv")
    assert result.stdout.splitlines()[0] == (
        "date,sender_id,sender_role_id,recipient_id,recipient_role_id,kind,number,title,url"
    )
    assert "2 documents are on record" in result.stderr


def test_volumes_of_a_series_are_counted_and_what_they_lack_is_said_once() -> None:
    other = {"source_id": "frus", "table": "documents", "to": None}
    rows = [
        other
        | {"scope": f"FRUS, {years}", "from": years[:4], "missing": f"All volumes of these years but {read}; notes."}
        for years, read in (("1961-63", "v01, v02, v03"), ("1964-68", "v09"))
    ]
    rows.append({"source_id": "register", "scope": "envoys", "from": "1880", "to": "1900", "missing": "Consuls."})
    assert _covered(rows) == [
        "frus: 3 volumes of FRUS, 1961-63",
        "frus: 1 volume of FRUS, 1964-68",
        "register: envoys, 1880 to 1900. Missing: Consuls.",
        "Not read: the other volumes of these years; in those read, notes.",
        "Which are read: fpdata coverage documents",
    ]


def test_options_that_cannot_be_read(data: Path) -> None:
    result = run("room", "--with", "Ada Leke", "--data", data)
    assert (result.exit_code, "did you mean 'ada-lake'?" in result.output) == (2, True)
    assert run("room", "--data", data).exit_code == 2
    assert "is after" in run("letters", "--since", "1891-01-01", "--until", "1890-01-01", "--data", data).stderr


def test_letters_are_counted_by_sender_recipient_and_year(data: Path) -> None:
    counts = fpdata.letter_counts("recipient", path=data).select(["recipient_id", "name", "letters", "undated"])
    assert [tuple(row.values()) for row in counts.to_pylist()] == [
        ("ben-moor", "Ben Moor", 2, 1),
        ("ada-lake", "Ada Lake", 1, 0),
        ("cy-hill", "Cy Hill", 1, 1),
    ]
    # A letter to two recipients is one letter of its sender.
    senders = fpdata.letter_counts("sender", path=data).select(["sender_id", "letters"]).to_pylist()
    assert senders == [{"sender_id": "ada-lake", "letters": 2}, {"sender_id": "ben-moor", "letters": 1}]
    years = fpdata.letter_counts("year", path=data).select(["year", "letters"]).to_pylist()
    assert years == [{"year": "1890", "letters": 2}, {"year": None, "letters": 1}]
    none = run("letters", "--from", "cy-hill", "--by", "year", "--data", data)
    assert (none.stdout, "No document from cy-hill is recorded" in none.stderr) == ("[]\n", True)


def test_the_counts_stand_beside_what_is_on_record(data: Path) -> None:
    table = run("letters", "--by", "recipient", "-f", "table", "--data", data).stdout.splitlines()
    assert table[1].split() == ["letters", "undated", "first", "last", "name"]
    assert table[3].split() == ["2", "1", "1890-01-02", "1890-01-02", "Ben", "Moor"]
    assert "3 documents are on record, 1 undated" in table
    years = run("letters", "--by", "year", "-f", "table", "--data", data).stdout
    assert "undated" in years.splitlines()[4]


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (
            ("letters", "--from", "1962"),
            "take a person or other actor here, not 1962; for a period, use --since and --",
        ),
        (("letters", "--to", "1962-10-22"), "for a period, use --since and --until"),
        (("room", "--with", "ada-lake", "--from", "ada-lake"), "for a person, use --with"),
        (("timeline", "--to", "Ada Lake"), "for a person, use --person"),
        (("letters", "--since", "ada-lake"), "for a person, use --from"),
        (("letters", "kennedy"), "for a person, use --from"),
        (("travel", "rubio"), "for a person, use --person"),
        (("travel", "--from", "1962-13"), "use an existing one as YYYY-MM-DD, YYYY-MM or YYYY"),
    ],
)
def test_an_option_that_is_given_what_another_takes_says_which(data: Path, command: tuple[str, ...], says: str) -> None:
    result = run(*command, "--data", data)
    assert (result.exit_code, says in " ".join(result.stderr.split())) == (2, True)


def test_since_and_until_are_the_period_of_every_command(data: Path) -> None:
    for command in (("room", "--with", "ada-lake"), ("timeline",)):
        since = run(*command, "--since", "1890-02", "--until", "1890-02", "--data", data)
        assert since.stdout == run(*command, "--from", "1890-02", "--to", "1890-02", "--data", data).stdout
