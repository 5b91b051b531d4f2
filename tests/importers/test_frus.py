"""Reading Foreign Relations of the United States: letters, meetings and calls."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.core.findings import FindingKind
from tests.importers.frus_volumes import document, frus, name, participants, parties, run, small_package
from tests.importers.upstream import contents, rows


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package")


def test_a_letter_becomes_a_document_with_sender_and_recipient(package: Path, tmp_path: Path) -> None:
    note = (
        '<note n="1" type="source">Source: Department of State, Central Files, 611.61/3–461. Secret; Priority. Drafted by '
        f"{name('p_TF1', 'Tarlenheim')} and approved by others. Some prose.</note>"
    )
    head = f"Letter From President {name('p_RR1', 'Rassendyll', 'from')} to Chairman {name('p_TF1', 'Tarlenheim', 'to')}{note}"
    source = frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", head)]})
    assert run(package, source).ok
    row = rows(package, "documents")["frus1961-63v01-d1"]
    expected = {
        "kind": "letter",
        "title": "Letter From President Rassendyll to Chairman Tarlenheim",
        "date": "1961-03-04",
        "place": "Washington",
        "classification": "secret",
        "archive_file": "Department of State, Central Files, 611.61/3–461",
        "part_of_id": "frus1961-63v01",
        "url": "https://history.state.gov/historicaldocuments/frus1961-63v01/d1",
        "source_locator": "frus/frus1961-63v01/d1",
    }
    assert {column: row[column] for column in expected} == expected
    assert parties(package, "frus1961-63v01-d1") == {
        ("sender", "rudolf-rassendyll", "rudolf-rassendyll-president-of-the-united-states"),
        ("recipient", "fritz-von-tarlenheim", ""),
        ("drafter", "fritz-von-tarlenheim", ""),
    }
    before = contents(package)
    assert not run(package, source).files
    assert contents(package) == before
    assert "prose" not in str(before)


def test_posts_offices_and_holders_are_resolved_on_the_day(package: Path, tmp_path: Path) -> None:
    telegram = 'Telegram From the <gloss type="from">Embassy in lran</gloss> to the <gloss type="to">Secretary of State</gloss>'
    old = (
        'The Ambassador in Ruritania (<persName type="from">Sapt</persName>) to the <gloss type="to">Department of\n'
        "   State</gloss>"
    )
    unmarked = f"Telegram From the Department of State to the Ambassador to Ruritania ({name('p_SF1', 'Sapt')})"
    nobody = 'Telegram From the <gloss type="from">Acting Secretary of State</gloss> to <gloss type="to">Certain Posts</gloss>'
    source = frus(
        tmp_path / "frus",
        {
            "frus1961-63v01": [
                document("d1", telegram, body="<p>371. </p><p>2. </p>"),
                document("d2", old),
                document("d3", unmarked),
                document("d4", nobody),
            ]
        },
    )
    summary = run(package, source)
    assert summary.ok
    assert parties(package, "frus1961-63v01-d1") == {
        ("sender", "us-embassy-in-iran", ""),
        ("recipient", "ada-long", "ada-long-secretary-of-state"),
    }
    ambassador = ("fritz-sapt", "fritz-sapt-ambassador-to-ruritania")
    assert parties(package, "frus1961-63v01-d2") == {
        ("sender", *ambassador),
        ("recipient", "department-of-state", ""),
    } or (
        parties(package, "frus1961-63v01-d2") == {("sender", *ambassador), ("recipient", "us-department-of-state", "")}
    )
    assert ("recipient", *ambassador) in parties(package, "frus1961-63v01-d3")
    assert not parties(package, "frus1961-63v01-d4")
    assert FindingKind.UNRESOLVED in {finding.kind for finding in summary.findings}
    assert rows(package, "documents")["frus1961-63v01-d1"]["number"] == "371"


def test_a_conversation_becomes_a_meeting_of_those_who_are_known(package: Path, tmp_path: Path) -> None:
    sides = (
        "<list><head>United States</head><item>The Secretary</item><item>Mr. Greene, S</item></list>"
        f"</item><item><list><head>Ruritania</head><item>The President</item><item>{name('p_TF1', 'von Tarlenheim')}</item></list>"
    )
    source = frus(
        tmp_path / "frus", {"frus1961-63v01": [document("d1", "Memorandum of Conversation", body=participants(sides))]}
    )
    assert run(package, source).ok
    (event,) = rows(package, "events").values()
    assert (event["kind"], event["source_id"], event["country_id"]) == ("meeting", "frus1961-63v01-d1", "united-states")
    assert event["name"] == "Meeting of Ada Long, Fritz von Tarlenheim and others"
    parts = {row["actor_id"]: row["role_id"] for row in rows(package, "participations").values()}
    assert parts == {"ada-long": "ada-long-secretary-of-state", "fritz-von-tarlenheim": ""}
    assert not parties(package, "frus1961-63v01-d1")


def test_who_serves_at_an_embassy_is_no_head_of_a_foreign_side(package: Path, tmp_path: Path) -> None:
    present = participants(f"{name('p_TF1', 'von Tarlenheim')}, Counselor of Ruritanian Embassy", "The Secretary", "Ruritanian Side", "The President")  # fmt: skip
    run(
        package,
        frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", "Memorandum of Conversation", body=present)]}),
    )
    (event,) = rows(package, "events").values()
    assert event["name"] == "Meeting of Fritz von Tarlenheim, Ada Long and others"


def test_a_telephone_conversation_is_a_call_and_no_letter(package: Path, tmp_path: Path) -> None:
    head = (
        f"Memorandum of a Telephone Conversation Between the <gloss type='from'>Secretary of State</gloss> and "
        f"{name('p_SF1', 'Sapt', 'to')}"
    )
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", head)]}))
    (event,) = rows(package, "events").values()
    assert (event["kind"], event["name"]) == ("call", "Telephone conversation of Ada Long and Fritz Sapt")
    assert not rows(package, "contributions")


def test_the_head_of_a_conversation_names_the_president_and_the_secretary(package: Path, tmp_path: Path) -> None:
    present = participants(name("p_SF1", "Sapt"), name("p_TF1", "Tarlenheim"), head="OTHERS PRESENT")
    heads = {
        "d1": ("Memorandum of a Conference With the President, White House, Washington, March 4, 1961", present),
        "d2": ("Memorandum of Conference With President <persName>Rassendyll</persName>", present),
        "d3": ("Memorandum of a Telephone Conversation Between the President and the Secretary of State", ""),
        "d4": (f"Memorandum of a Conversation Between President Black and {name('p_SF1', 'Sapt')}", ""),
        "d5": (f"Memorandum of a Conversation With the President’s Aide ({name('p_SF1', 'Sapt')})", ""),
        "d6": (f"Memorandum of a Conversation With the President of the Bank ({name('p_SF1', 'Sapt')})", ""),
    }
    source = frus(
        tmp_path / "frus", {"frus1961-63v01": [document(id, head, body=body) for id, (head, body) in heads.items()]}
    )
    assert run(package, source).ok
    names = {row["source_id"].rpartition("-")[2]: row["name"] for row in rows(package, "events").values()}
    assert names == {
        "d1": "Meeting of Rudolf Rassendyll, Fritz Sapt and Fritz von Tarlenheim",
        "d2": "Meeting of Rudolf Rassendyll, Fritz Sapt and Fritz von Tarlenheim",
        "d3": "Telephone conversation of Rudolf Rassendyll and Ada Long",
        "d4": "Meeting with Fritz Sapt",
        "d5": "Meeting with Fritz Sapt",
        "d6": "Meeting with Fritz Sapt",
    }
    roles = {(row["actor_id"], row["role_id"]) for row in rows(package, "participations").values() if row["role_id"]}
    assert roles >= {
        ("rudolf-rassendyll", "rudolf-rassendyll-president-of-the-united-states"),
        ("ada-long", "ada-long-secretary-of-state"),
    }


def test_two_volumes_that_print_one_meeting_have_one_event(package: Path, tmp_path: Path) -> None:
    def conversation(id: str, *items: str) -> str:
        time = '<date when="1961-03-04T10:00:00">March 4, 1961, 10 a.m.</date>'
        return document(id, "Memorandum of Conversation", date=time, body=participants(*items))

    both = (name("p_TF1", "Tarlenheim"), name("p_SF1", "Sapt"))
    first = frus(tmp_path / "first", {"frus1961-63v01": [conversation("d1", *both)]})
    volumes = {
        "frus1961-63v02": [conversation("d7", *both), conversation("d8", both[0])],
        "frus1961-63v01": [conversation("d1", *both)],
    }
    source = frus(tmp_path / "frus", volumes)
    # First the later volume alone, then both: the event keeps its id and is cited by the other document.
    alone = frus(tmp_path / "alone", {"frus1961-63v02": volumes["frus1961-63v02"]})
    run(package, alone)
    ids = set(rows(package, "events"))
    assert len(ids) == 2
    assert run(package, source).ok
    assert set(rows(package, "events")) == ids
    cited = {(row["record_id"], row["document_id"]) for row in rows(package, "citations").values()}
    (event,) = {record for record, _ in cited}
    assert {document for _, document in cited} == {"frus1961-63v01-d1", "frus1961-63v02-d7"}
    assert len([key for key in rows(package, "participations") if key.startswith(f"{event}/")]) == 2
    before = contents(package)
    assert not run(package, source).files
    assert not run(package, first).files
    assert not run(package, alone).files  # a part of the volumes says nothing about the others
    assert contents(package) == before


def test_rows_of_people_stay_and_what_upstream_drops_goes(package: Path, tmp_path: Path) -> None:
    def letter(*recipients: str) -> list[str]:
        head = f"Letter From {name('p_RR1', 'Rassendyll', 'from')} to {' and '.join(recipients)}"
        return [document("d1", head), document("d2", "Paper")]

    sapt, tarlenheim = name("p_SF1", "Sapt", "to"), name("p_TF1", "Tarlenheim", "to")
    source = frus(tmp_path / "frus", {"frus1961-63v01": letter(sapt, tarlenheim)})
    run(package, source)
    assert len(rows(package, "contributions")) == 3
    frus(tmp_path / "frus", {"frus1961-63v01": letter(sapt)[:1]})
    summary = run(package, source)
    assert len(rows(package, "contributions")) == 2
    assert [finding.record for finding in summary.findings if finding.kind is FindingKind.GONE] == ["d2"]
    assert "frus1961-63v01-d2" in rows(package, "documents")


def test_editorial_notes_and_entries_on_microfiche_have_no_parties(package: Path, tmp_path: Path) -> None:
    entry = "Letter from Humphrey to Rusk, June 12. Garst’s ideas about food. No classification marking. 2 pp."
    source = frus(
        tmp_path / "frus",
        {
            "frus1961-63v01": [document("d1", "[Editorial Note]", date="")],
            "frus1961-63v10-12mSupp": [f'<div type="document" xml:id="d7A" n="7A"><head>7. {entry}</head></div>'],
        },
    )
    run(package, source)
    documents = rows(package, "documents")
    assert documents["frus1961-63v01-d1"]["kind"] == "editorial-note"
    assert documents["frus1961-63v10-12msupp-d7a"]["title"] == "Letter from Humphrey to Rusk, June 12"
    assert not rows(package, "contributions")
