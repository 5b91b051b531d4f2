"""Reading Foreign Relations of the United States: documents, who wrote to whom, and who met whom."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from fpdata.importers.core.findings import FindingKind, Summary
from fpdata.importers.core.run import run_imports
from fpdata.importers.core.source import SourceError
from fpdata.importers.frus.kinds import kind_of
from fpdata.importers.frus.known_faults import NAMESAKES
from fpdata.importers.frus.offices import office
from fpdata.importers.frus.organizations import organization
from fpdata.importers.frus.reader import read_frus
from fpdata.importers.frus.source_note import archive_file, classification
from tests.importers.upstream import contents, rows, small_package, write

_PERSONS = {
    "p_RR1": "Rassendyll, Rudolf",
    "p_SF1": "Sapt, Fritz",
    "p_TF1": "Tarlenheim, Fritz von",
    "p_SE1": "Sapt, Emil",
}
_ACTORS = {
    "rudolf-rassendyll": "Rassendyll, Rudolf", "fritz-sapt": "Sapt, Fritz", "fritz-von-tarlenheim": "Tarlenheim, Fritz von",
    "ada-long": "Long, Ada", "emil-sapt": "Sapt, Emil",
}  # fmt: skip


def document(id: str, head: str, *, body: str = "", date: str = '<date when="1961-03-04">March 4, 1961</date>') -> str:
    """Return the <div> of a document dated in Washington."""
    number = id.lstrip("d")
    line = f"<dateline><placeName>Washington</placeName>, {date}.</dateline>" if date else ""
    return f'<div type="document" xml:id="{id}" n="{number}"><head>{number}. {head}</head>{line}{body}</div>'


def participants(*items: str, head: str = "PARTICIPANTS") -> str:
    """Return a list of participants."""
    return f'<list type="participants"><head>{head}</head>{"".join(f"<item>{item}</item>" for item in items)}</list>'


def name(person: str, text: str, side: str = "") -> str:
    """Return a marked name."""
    return f'<persName corresp="#{person}"{f""" type="{side}" """ if side else ""}>{text}</persName>'


def frus(root: Path, volumes: Mapping[str, list[str]]) -> Path:
    """Write volumes in the layout of upstream."""
    for id, documents in volumes.items():
        persons = "".join(
            f'<item><persName xml:id="{key}">{text}</persName>, an officer</item>' for key, text in _PERSONS.items()
        )
        write(
            root / f"volumes/{id}.xml",
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc><titleStmt>'
            f'<title type="complete">Foreign Relations, {id}</title></titleStmt><publicationStmt><date>1990</date>'
            f'</publicationStmt></fileDesc></teiHeader><text><list>{persons}</list><div type="compilation">'
            f"{''.join(documents)}</div></text></TEI>",
        )
    return root


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with the persons of two volumes, and a Secretary of State and a President."""
    actors = [
        {"actor_id": id, "kind": "person", "name": " ".join(reversed(sort.split(", "))), "sort_name": sort, "source_id": "by-hand"}
        for id, sort in _ACTORS.items()
    ]  # fmt: skip
    persons = dict(zip(_PERSONS, ("rudolf-rassendyll", "fritz-sapt", "fritz-von-tarlenheim", "emil-sapt"), strict=True))
    identifiers = [
        {"scheme": "frus", "value": f"{volume}/{person}", "actor_id": actor}
        for volume in ("frus1961-63v01", "frus1961-63v02")
        for person, actor in persons.items()
    ]
    offices = [
        {"office_id": "secretary-of-state", "title": "Secretary of State", "kind": "cabinet"},
        {"office_id": "president-of-the-united-states", "title": "President", "kind": "head-of-state"},
        {"office_id": "ambassador-to-ruritania", "title": "Chief of Mission to Ruritania", "kind": "chief-of-mission"},
    ]
    roles = [
        ("ada-long", "secretary-of-state", "1961-01-21", "1965-01-20"),
        ("rudolf-rassendyll", "president-of-the-united-states", "1961-01-20", "1963-11-22"),
        ("fritz-sapt", "ambassador-to-ruritania", "1961-02-01", "1962-02-01"),
    ]
    return small_package(
        tmp_path / "package",
        actors=actors,
        identifiers=identifiers,
        offices=[one | {"seats": "one", "source_id": "by-hand"} for one in offices],
        roles=[
            {"role_id": f"{actor}-{office}", "actor_id": actor, "office_id": office, "title": office, "basis": "confirmed"}
            | {"start": start, "end": end, "source_id": "by-hand"}
            for actor, office, start, end in roles
        ],
    )  # fmt: skip


def run(package: Path, source: Path) -> Summary:
    """Import volumes into a package."""
    return run_imports(package, read_frus(source))


def parties(package: Path, document: str) -> set[tuple[str, str, str]]:
    """Return part, actor and role of all contributions to a document."""
    return {
        (row["part"], row["actor_id"], row["role_id"])
        for row in rows(package, "contributions").values()
        if row["document_id"] == document
    }


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


def test_wrong_links_are_reported_and_corrected_if_it_is_clear_who_is_meant(package: Path, tmp_path: Path) -> None:
    source = frus(
        tmp_path / "frus",
        {
            "frus1961-63v01": [
                document(
                    "d1", f"Letter From {name('p_RR1', 'Fritz Tarlenheim', 'from')} to {name('p_SF1', 'Sapt', 'to')}"
                ),
                document("d2", f"Letter From {name('p_RR1', 'Hentzau', 'from')} to {name('p_SF1', 'Sapt', 'to')}"),
                document("d3", f"Letter From {name('p_SF1', 'Sapt', 'from')} to {name('p_SF1', 'Sapt', 'to')}"),
                document("d4", f"Letter From {name('p_XX9', 'Sapt', 'from')} to {name('p_SF1', 'Sapt', 'to')}"),
            ]
        },
    )
    summary = run(package, source)
    assert ("sender", "fritz-von-tarlenheim", "") in parties(package, "frus1961-63v01-d1")
    for id in ("d2", "d4"):
        assert {part for part, _, _ in parties(package, f"frus1961-63v01-{id}")} == {"recipient"}
    assert not parties(package, "frus1961-63v01-d3")
    found = [(finding.kind, finding.record) for finding in summary.findings if finding.record != "frus1961-63v01"]
    assert found == [(FindingKind.INVALID, "d4"), *((FindingKind.DOUBTFUL, id) for id in ("d1", "d2", "d3"))]


def test_a_first_name_alone_is_not_that_of_the_linked_person(package: Path, tmp_path: Path) -> None:
    talk = participants(
        f"Mr. {name('p_SF1', 'Fritz')}",  # somebody of that family name
        name("p_TF1", "Fritz von Tarlenheim, G"),  # with an office symbol
        name("p_RR1", "Rudolf Sapt"),  # neither
        name("p_RR1", "Rassendyl"),
    )
    source = frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", "Memorandum of Conversation", body=talk)]})
    summary = run(package, source)
    assert {row["actor_id"] for row in rows(package, "participations").values()} == {
        "fritz-von-tarlenheim",
        "rudolf-rassendyll",
    }
    assert [one.record for one in summary.findings if one.kind is FindingKind.DOUBTFUL] == ["d1", "d1"]


def test_dates_are_those_of_the_document(package: Path, tmp_path: Path) -> None:
    def dated(id: str, date: str) -> str:
        return document(id, "Paper", date=date)

    attachment = '<frus:attachment xmlns:frus="x"><dateline><date when="1962-01-01">January 1</date></dateline></frus:attachment>'
    source = frus(
        tmp_path / "frus",
        {
            "frus1961-63v01": [
                dated("d1", '<date when="1962-11-03">March 11, 1962, 4 p.m.</date>'),
                dated("d2", '<date when="1994-09-14">September 14</date>'),
                dated("d3", '<date from="1961-01-29" to="1961-01-30">January 29–30, 1961</date>'),
                dated("d4", '<date when="1961-05-04T00:00:00">May 4, 1961—midnight</date>'),
                dated("d5", "<date>undated</date>"),
                document("d6", "Paper", date="", body=attachment),
                dated("d7", '<date when="1961-13-04">soon</date>'),
            ]
        },
    )
    run(package, source)
    dates = [rows(package, "documents")[f"frus1961-63v01-d{number}"]["date"] for number in range(1, 8)]
    assert dates == ["1962-03-11", "", "1961-01-29/1961-01-30", "1961-05-04~", "", "", ""]


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
    assert event["name"] == "Meeting of Ada Long and Fritz von Tarlenheim"
    parts = {row["actor_id"]: row["role_id"] for row in rows(package, "participations").values()}
    assert parts == {"ada-long": "ada-long-secretary-of-state", "fritz-von-tarlenheim": ""}
    assert not parties(package, "frus1961-63v01-d1")


def test_the_president_of_a_foreign_side_is_not_that_of_the_united_states(package: Path, tmp_path: Path) -> None:
    items = participants("Ruritania:", "The President", "U.S.:", "The Secretary", name("p_SF1", "Sapt"))
    run(
        package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", "Memorandum of Conversation", body=items)]})
    )
    assert {row["actor_id"] for row in rows(package, "participations").values()} == {"ada-long", "fritz-sapt"}


def test_a_recipient_marked_as_sender_is_the_recipient(package: Path, tmp_path: Path) -> None:
    head = f"Memorandum From the Adviser ({name('p_SF1', 'Sapt', 'from')}) to the <gloss type='from'>Secretary of State</gloss>"
    summary = run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", head)]}))
    assert {(part, actor) for part, actor, _ in parties(package, "frus1961-63v01-d1")} == {
        ("sender", "fritz-sapt"),
        ("recipient", "ada-long"),
    }
    assert FindingKind.DOUBTFUL in {finding.kind for finding in summary.findings}


@pytest.mark.parametrize(
    ("head", "sender", "recipient"),
    [
        ("Letter From President {0:from} to Marshal {1:from}", 0, 1),
        ("Memorandum From the Marshal ({0:to}) to Count {1:to}", 0, 1),
        ("Memorandum From {0:to} of the Royal Guard Staff to the King’s Assistant ({1:from})", 0, 1),
        ("Telegram From the Ambassador to Ruritania ({0:from}) to the Count ({1:to})", 0, 1),
        ("Report to the Marshal ({0:to}) by the Count ({1:from})", 1, 0),
        ("Letter From the Marshal ({0:from}) to the Keeper of the Count’s Forests ({1:from})", 0, 1),
    ],
)
def test_the_words_of_a_head_count_where_its_marks_contradict_them(
    package: Path, tmp_path: Path, head: str, sender: int, recipient: int
) -> None:
    people = (("p_SF1", "Sapt", "fritz-sapt"), ("p_TF1", "Tarlenheim", "fritz-von-tarlenheim"))
    for number, (key, text, _) in enumerate(people):
        for side in ("from", "to"):
            head = head.replace(f"{{{number}:{side}}}", name(key, text, side))
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", head)]}))
    assert {(part, actor) for part, actor, _ in parties(package, "frus1961-63v01-d1")} == {
        ("sender", people[sender][2]),
        ("recipient", people[recipient][2]),
    }


def test_the_word_to_before_a_country_begins_no_recipient(package: Path, tmp_path: Path) -> None:
    gloss = '<gloss type="from">Ambassador</gloss>'
    head = f"Telegram From the {gloss} to Ruritania ({name('p_SF1', 'Sapt', 'from')}) to the Department of State"
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", head)]}))
    assert {(part, actor) for part, actor, _ in parties(package, "frus1961-63v01-d1")} == {("sender", "fritz-sapt")}


def test_the_office_in_the_title_of_a_sender_gets_no_letter(package: Path, tmp_path: Path) -> None:
    gloss = '<gloss type="to">Secretary of State</gloss>'
    head = f"Memorandum by {name('p_SF1', 'Sapt', 'from')}, Consultant to the {gloss}, to the {gloss}"
    delegate = (
        'Telegram From the <gloss type="from">Representative</gloss> to the <gloss type="to">Central Intelligence Agency'
        f"</gloss> to the {gloss}"
    )
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", head), document("d2", delegate)]}))
    assert {(part, actor) for part, actor, _ in parties(package, "frus1961-63v01-d1")} == {
        ("sender", "fritz-sapt"),
        ("recipient", "ada-long"),
    }
    assert {(part, actor) for part, actor, _ in parties(package, "frus1961-63v01-d2")} == {("recipient", "ada-long")}


def test_the_president_is_who_held_the_office_not_a_namesake(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(NAMESAKES, "rassendyll", ((r"\bPresident$", "rudolf"),))
    monkeypatch.setitem(_PERSONS, "p_TF1", "Rassendyll, Mary")
    monkeypatch.setitem(_PERSONS, "p_RR1", "Burlesdon, Robert")
    president = name("p_TF1", "Rassendyll", "to")
    listed = participants(f"President {name('p_TF1', 'Rassendyll')}", name("p_SF1", "Sapt"))
    documents = [
        document("d1", f"Memorandum From Marshal {name('p_SF1', 'Sapt', 'from')} to President {president}"),
        document(
            "d2", f"Telephone Conversation Between Marshal {name('p_SF1', 'Sapt', 'from')} and President {president}"
        ),
        document("d3", "Memorandum of Conversation", body=listed),
        document(
            "d4",
            f"Memorandum From Marshal {name('p_SF1', 'Sapt', 'from')} to President {president}",
            date="<date>undated</date>",
        ),
    ]
    summary = run(package, frus(tmp_path / "frus", {"frus1961-63v01": documents}))
    role = "rudolf-rassendyll-president-of-the-united-states"
    assert ("recipient", "rudolf-rassendyll", role) in parties(package, "frus1961-63v01-d1")
    assert ("recipient", "rudolf-rassendyll", "") in parties(package, "frus1961-63v01-d4")
    there = {(row["event_id"], row["actor_id"]) for row in rows(package, "participations").values()}
    assert {actor for _, actor in there} == {"rudolf-rassendyll", "fritz-sapt"}
    assert len(there) == 4
    assert [finding.record for finding in summary.findings if finding.kind is FindingKind.DOUBTFUL] == [
        "d1",
        "d2",
        "d3",
        "d4",
    ]


def test_a_word_of_the_name_of_an_office_is_no_person(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(_PERSONS, "p_RR1", "White, Rudolf")
    items = participants(f"The {name('p_RR1', 'White')} House Staff Secretary", name("p_SF1", "Sapt"), "The Secretary")
    run(
        package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", "Memorandum of Conversation", body=items)]})
    )
    assert {row["actor_id"] for row in rows(package, "participations").values()} == {"ada-long", "fritz-sapt"}


def test_an_item_may_begin_with_offices_and_go_on_with_names(package: Path, tmp_path: Path) -> None:
    names = f"Marshal {name('p_SF1', 'Sapt')}, and {name('p_TF1', 'Tarlenheim')}"
    documents = [
        document("d1", "Memorandum of Conversation", body=participants(f"The President, the Secretary, a Guard, {names}")),
        document("d2", "Memorandum of Conversation", body=participants(f"{name('p_SF1', 'Sapt')}, President, Zenda Bank")),
    ]  # fmt: skip
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": documents}))
    there: dict[str, set[str]] = {}
    for one in rows(package, "participations").values():
        there.setdefault(one["source_id"], set()).add(one["actor_id"])
    assert there == {
        "frus1961-63v01-d1": {"rudolf-rassendyll", "ada-long", "fritz-sapt", "fritz-von-tarlenheim"},
        "frus1961-63v01-d2": {"fritz-sapt"},
    }


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ('<date when="1994-09-14">14th Sept[ember] 1961</date>', "1961-09-14"),
        ('<date from="1961-08-15T15:50:00" to="1963-08-15T17:30:00">August 15, 1961, 3:50–5:30 p.m.</date>', "1961-08-15"),
        ('<date from="1961-08-15" to="1961-08-17">August 15 and 17, 1961</date>', "1961-08-15/1961-08-17"),
        ('<date when="1961-01-29">January 29</date>/<date when="1961-02-11">February 11, 1961</date>', "1961-02-11"),
        ('<date when="1961-01-29">January 29</date>/<date when="1961-02-03">February 3, 1961</date>', "1961-01-29"),
        ('<date when="1961-01-29">29 January, 1961</date>', "1961-01-29"),
    ],
)  # fmt: skip
def test_a_date_is_what_its_text_says_in_the_new_style(package: Path, tmp_path: Path, date: str, expected: str) -> None:
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", "Paper", date=date)]}))
    assert rows(package, "documents")["frus1961-63v01-d1"]["date"] == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ('<date when="1961-08-03">August 3, 1961</date>.', "1961-08-03"),
        ('I wrote on <date when="1961-08-03">August 3, 1961</date>.', ""),
    ],
)
def test_a_date_that_stands_alone_is_that_of_a_document_without_dateline(
    package: Path, tmp_path: Path, paragraph: str, expected: str
) -> None:
    paper = document("d1", "Paper", date="", body=f"<p>{paragraph}</p>")
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": [paper]}))
    assert rows(package, "documents")["frus1961-63v01-d1"]["date"] == expected


def test_the_head_may_give_the_number(package: Path, tmp_path: Path) -> None:
    head = "Airgram G–171 From the Embassy in Ruritania to the Department of State"
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", head, body="<p>7.</p>")]}))
    assert rows(package, "documents")["frus1961-63v01-d1"]["number"] == "G–171"


def test_a_day_of_the_week_is_no_place(package: Path, tmp_path: Path) -> None:
    paper = document("d1", "Paper").replace("Washington</placeName>", "Wednesday</placeName>")
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": [paper]}))
    assert not rows(package, "documents")["frus1961-63v01-d1"]["place"]


def test_a_telephone_conversation_is_a_call_and_no_letter(package: Path, tmp_path: Path) -> None:
    head = (
        f"Memorandum of a Telephone Conversation Between the <gloss type='from'>Secretary of State</gloss> and "
        f"{name('p_SF1', 'Sapt', 'to')}"
    )
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", head)]}))
    (event,) = rows(package, "events").values()
    assert (event["kind"], event["name"]) == ("call", "Telephone conversation of Ada Long and Fritz Sapt")
    assert not rows(package, "contributions")


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


def test_malformed_files_and_documents_are_left_out(package: Path, tmp_path: Path) -> None:
    paper = document("d1", "Paper")
    source = frus(
        tmp_path / "frus",
        {
            "frus1961-63v01": [
                paper,
                document("d2", "A"),
                document("d2", "B"),
                paper.replace('xml:id="d1"', 'xml:id="x"'),
            ]
        },
    )
    write(source / "volumes/frus1961-63v02.xml", "<TEI>")
    (source / "volumes/frus1961-63v03.xml").write_text("", encoding="utf-8")
    content = (source / "volumes/frus1961-63v01.xml").read_text(encoding="utf-8")
    (source / "volumes/frus1961-63v01.xml").write_text(f"\ufeff{content}", encoding="utf-8")
    (source / "volumes/frus1961-63v09.xml").write_text(content, encoding="utf-8")
    summary = run(package, source)
    assert not summary.ok
    assert {row["document_id"] for row in rows(package, "documents").values() if row["source_id"] == "frus"} == {
        "frus1961-63v01", "frus1961-63v01-d1",
    }  # fmt: skip
    with pytest.raises(SourceError):
        run(package, tmp_path)


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


@pytest.mark.parametrize(
    ("head", "note", "expected"),
    [
        ("Telegram From the Embassy in France to the Department of State", "", ("telegram", "")),
        ("Memorandum of a Telephone Conversation Between A and B", "", ("conversation", "call")),
        (
            "Memorandum of Discussion at the 241st Meeting of the National Security Council",
            "",
            ("conversation", "meeting"),
        ),
        ("National Security Action Memorandum No. 267", "", ("directive", "")),
        ("Special National Intelligence Estimate", "", ("estimate", "")),
        ("Memorandum From A to B", "", ("memorandum", "")),
        ("The Ambassador in France (Dillon) to the Department of State", "790B.00/3–1852: Telegram", ("telegram", "")),
        ("President Wilson to the Secretary of State", "763.72/1", ("letter", "")),
        ("Summary Record of National Security Council Meeting No. 525", "", ("minutes", "meeting")),
        ("Airgram From the Embassy in Togo to the Department of State", "", ("despatch", "")),
    ],
)
def test_the_head_tells_the_kind(head: str, note: str, expected: tuple[str, str]) -> None:
    assert kind_of(head, note, "frus1961-63v01") == expected


def test_slips_in_the_names_of_posts_and_offices_are_mended() -> None:
    assert organization("the Mission at the United Nations") == organization(
        "United States Mission to the United Nations"
    )
    assert organization("Embassy in lran") == organization("Embassy in Tehran")
    assert organization("Certain Diplomatic Missions") is None
    assert office("Secretar of State") == office("Secretary of State, at Paris")
    assert office("Ambassador in the Soviet Union") is not None
    assert office("Military Assistant to the Secretary of Defense") is None


def test_of_a_source_note_only_file_and_classification_are_kept() -> None:
    note = "Source: Kennedy Library, National Security Files, Laos, 5/63. Top Secret; Eyes Only. The memorandum is unsigned."
    assert archive_file(note) == "Kennedy Library, National Security Files, Laos, 5/63"
    assert classification(note, ()) == "top-secret"
    assert classification("793B.00/6–351: Telegram", ["secret   priority"]) == "secret"
    assert classification("Source: X, 1. No classification marking.", ()) == "none"


_LETTER = f"Letter From {name('p_RR1', 'Rassendyll', 'from')} to {name('p_TF1', 'Tarlenheim', 'to')}"
_TALK = participants(name("p_TF1", "Tarlenheim"), name("p_SF1", "Sapt"))


@pytest.mark.parametrize(
    ("old", "new", "kind", "record"),
    [
        ('xml:id="d2"', 'xml:id="d1"', FindingKind.AMBIGUOUS, "d1"),
        (' xml:id="d2"', "", FindingKind.MALFORMED, "d2"),
        ("<head>1.", "<head/><p>1.", FindingKind.MALFORMED, ""),
        ('"#p_RR1"', '"#p_XX9"', FindingKind.INVALID, "d1"),
        ('xml:id="p_SF1"', 'xml:id="p_RR1"', FindingKind.AMBIGUOUS, "p_RR1"),
        ('xml:id="frus1961-63v01"', 'xml:id="frus1961-63v02"', FindingKind.MALFORMED, ""),
        ('xml:id="frus1961-63v01"', "", FindingKind.MALFORMED, ""),
        ('type="complete"', "", FindingKind.MALFORMED, ""),
        ('type="document"', 'type="section"', FindingKind.MALFORMED, "frus1961-63v01"),
        ('when="1961-03-04">March 4, 1961', 'when="1961-02-31">In March', FindingKind.INVALID, "d1"),
        ('when="1961-03-04">March 4, 1961', 'from="1961-03-05" to="1961-03-04">In March', FindingKind.INVALID, "d1"),
        ("</head>", '</head><div type="document" xml:id="d9" n="9"><p/></div>', FindingKind.MALFORMED, "d1"),
        ("2. Paper", "2. Memorandum of Conversation", FindingKind.INVALID, "d2"),
    ],
)
def test_what_cannot_be_read_is_reported_and_what_is_there_stays(
    package: Path, tmp_path: Path, old: str, new: str, kind: FindingKind, record: str
) -> None:
    documents = [
        document("d1", _LETTER),
        document("d2", "Paper"),
        document("d3", "Memorandum of Conversation", body=_TALK),
    ]
    source = frus(tmp_path / "frus", {"frus1961-63v01": documents, "frus1961-63v02": [document("d1", _LETTER)]})
    run(package, source)
    before = contents(package)
    file = source / "volumes/frus1961-63v01.xml"
    content = file.read_text(encoding="utf-8")
    file.write_text(content.replace(old, new, -1 if new == 'type="section"' else 1), encoding="utf-8")
    later = frus(tmp_path / "later", {"frus1961-63v02": [document("d1", _LETTER), document("d2", "Report")]})
    (later / "volumes/frus1961-63v02.xml").replace(source / "volumes/frus1961-63v02.xml")
    summary = run(package, source)
    assert not summary.ok
    assert (kind, record) in {(one.kind, one.record) for one in summary.findings} or not record
    assert any(one.kind is kind and "frus1961-63v01" in one.file for one in summary.findings)
    assert not [one for one in summary.findings if one.kind is FindingKind.GONE and one.file.startswith("meetings")]
    assert "frus1961-63v02-d2" in rows(package, "documents")  # the rest is imported
    after = contents(package)
    for table in ("contributions", "events", "participations"):
        assert after[f"{table}.csv"] == before[f"{table}.csv"]
    assert not run(package, source).files


def test_a_person_whom_nobody_finds_any_more_does_not_end_who_sent_a_letter(package: Path, tmp_path: Path) -> None:
    source = frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", _LETTER)]})
    run(package, source)
    before = parties(package, "frus1961-63v01-d1")
    file = source / "volumes/frus1961-63v01.xml"
    file.write_text(file.read_text(encoding="utf-8").replace("p_RR1", "p_RR_1"), encoding="utf-8")
    summary = run(package, source)
    assert parties(package, "frus1961-63v01-d1") == before
    assert any(one.kind is FindingKind.UNRESOLVED for one in summary.findings)


@pytest.mark.parametrize(
    "when",
    ["1961-02-31", "March 4", " 1961-03-04 ", "1961-03-04T23:30:00-05:00", "1961-03-05T03:30:00Z", "1961-03-04Z"],
)
def test_the_printed_day_counts_if_the_attribute_is_no_date_or_has_another_zone(
    package: Path, tmp_path: Path, when: str
) -> None:
    paper = document("d1", "Paper", date=f'<date when="{when}">March 4, 1961</date>')
    assert run(package, frus(tmp_path / "frus", {"frus1961-63v01": [paper]})).ok
    assert rows(package, "documents")["frus1961-63v01-d1"]["date"] == "1961-03-04"


def test_ids_that_two_documents_exchange_keep_their_meaning(package: Path, tmp_path: Path) -> None:
    def telegrams(first: str, second: str) -> list[str]:
        days = {
            "d1": ("1961-03-04", "March 4, 1961", "611.61/3–461"),
            "d2": ("1961-06-07", "June 7, 1961", "Kennedy Library, Laos"),
        }
        return [
            document(
                id,
                f'Telegram From A to B<note type="source">Source: {days[of][2]}. Secret.</note>',
                date=f'<date when="{days[of][0]}">{days[of][1]}</date>',
            )
            for id, of in (("d1", first), ("d2", second))
        ]

    run(package, frus(tmp_path / "frus", {"frus1961-63v01": telegrams("d1", "d2")}))
    before = contents(package)
    summary = run(package, frus(tmp_path / "frus", {"frus1961-63v01": telegrams("d2", "d1")}))
    assert [one.record for one in summary.findings if one.kind is FindingKind.INVALID] == ["d1", "d2"]
    assert contents(package) == before


def test_of_two_copies_of_a_document_one_is_taken(package: Path, tmp_path: Path) -> None:
    summary = run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", "Paper")] * 2}))
    assert [(one.kind, one.record) for one in summary.findings] == [(FindingKind.DUPLICATE, "d1")]
    assert len([key for key in rows(package, "documents") if key.startswith("frus1961-63v01-d")]) == 1


def test_a_volume_without_text_yet_is_named(package: Path, tmp_path: Path) -> None:
    source = frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", "Paper")]})
    content = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1961-63v02"><title type="complete">X</title></TEI>'
    write(
        source / "volumes/frus1961-63v02.xml",
        content.replace("<title", "<titleStmt><title").replace("</TEI>", "</titleStmt></TEI>"),
    )
    summary = run(package, source)
    assert summary.ok
    assert [(one.kind, one.record) for one in summary.findings] == [(FindingKind.LEFT_OUT, "frus1961-63v02")]
