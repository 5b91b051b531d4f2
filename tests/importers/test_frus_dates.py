"""The date and number of a document, its kind, and its place in an archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.frus.kinds import kind_of
from fpdata.importers.frus.offices import office
from fpdata.importers.frus.organizations import organization
from fpdata.importers.frus.source_note import archive_file, classification
from tests.importers.frus_volumes import document, frus, run, small_package
from tests.importers.upstream import rows


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package")


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


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("México, D. F.", "México, D. F."), ("[Princeton, N.J.],", "Princeton, N.J."), ("Hot Springs, Va.", "Hot Springs, Va."),
        ("Washington.", "Washington"), ("Washington, D.C", "Washington, D.C"), ("HAVANA.", "Havana"),
    ],
)  # fmt: skip
def test_a_place_keeps_the_full_stop_of_an_abbreviation(
    package: Path, tmp_path: Path, printed: str, place: str
) -> None:
    paper = document("d1", "Paper").replace("Washington</placeName>", f"{printed}</placeName>")
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": [paper]}))
    assert rows(package, "documents")["frus1961-63v01-d1"]["place"] == place


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
        ("Memorandum of conversation, November 14", "", ("conversation", "meeting")),
        ("Notes on a telephone conversation between Sapt and Long, March 22", "", ("conversation", "call")),
        ("NSC Executive Committee record of action, October 25", "", ("minutes", "meeting")),
        ("Summary minutes of a committee meeting, June 13", "", ("minutes", "meeting")),
        ("Circular telegram 2042 to certain missions, June 17", "", ("telegram", "")),
        ("Tosec 95 to Geneva, March 21", "", ("telegram", "")),
        ("Supplement 7 to Joint Evaluation of a threat", "", ("estimate", "")),
        ("Despatch 13, transmitting a memorandum of conversation between two ministers", "", ("despatch", "")),
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


@pytest.mark.parametrize(
    ("note", "file", "code"),
    [
        ("Source: Department of State, Central Files, POL 27 S VIET Secret; Flash.", "Department of State, Central Files, POL 27 S VIET", None),
        ("Source: Johnson Library, Israel, Vol. III. Secret/Sensitive.", "Johnson Library, Israel, Vol. III", "secret"),
        ("Source: White House Central Files, Confidential File.", "White House Central Files, Confidential File", None),
        ("Source: Dulles Papers, General Conversations. Transcribed by X.", "Dulles Papers, General Conversations", None),
        ("Source: Central Files, 1/3–55, Drafted by X.", "Central Files, 1/3–55", None),
        ("Source: NEA Files, Incoming Telegrams, March 1956. Part I. Secret.", "NEA Files, Incoming Telegrams, March 1956. Part I", "secret"),
        ("Source: NEA Files, Box 1. Part of the text is missing.", "NEA Files, Box 1", None),
        ("Source: Mansfield Papers, Box 107. Mr. Valeo was his assistant.", "Mansfield Papers, Box 107", None),
        ("Summary: He said it in 1970. Source: Ford Library, Box 4. Secret; Nodis.", "Ford Library, Box 4", "secret"),
    ],
)  # fmt: skip
def test_a_file_ends_where_the_note_speaks_of_the_text(note: str, file: str, code: str | None) -> None:
    assert (archive_file(note), classification(note, ())) == (file, code)
