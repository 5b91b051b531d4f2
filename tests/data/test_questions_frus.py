"""Who wrote to whom and who was in the room, with answers worked out from the printed documents' own files.

The answers were read from the volumes of *Foreign Relations of the United States* and from the records of the people
whom they name, by hand and by scripts that know nothing of the importers: heads, datelines, source notes and lists of
participants. A document is known by its address, a person by name. Where the marks of a volume contradict its text,
the answer is what the text says.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import fpdata
from tests.data.source_answers import HISTORY, Answers

pytestmark = pytest.mark.xdist_group("data_set")

#: Document: the senders, the recipients.
LETTERS: dict[str, tuple[list[str], list[str]]] = {
    # As marked.
    "frus1961-63v06/d63": (["Nikita Khrushchev"], ["John Kennedy"]),
    "frus1961-63v06/d3": (["Nikita Khrushchev", "Leonid Brezhnev"], ["John Kennedy"]),
    "frus1961-63v15/d239": (["Dean Rusk", "Robert McNamara"], ["John Kennedy"]),
    "frus1969-76v03/d70": (["John Holdridge", "Robert Hormats"], ["Alexander Haig"]),
    "frus1958-60v02/d363": (["Warren Magnuson", "Henry Jackson"], ["Christian Herter"]),
    # A post or a department.
    "frus1964-68v22/d182": (["Embassy in Iran"], ["Embassy in Thailand"]),
    "frus1958-60v18/d177": (["Embassy in Japan"], ["Department of State"]),
    # By title: the holder on that day.
    "frus1943China/d1": (["Clarence Gauss"], ["Cordell Hull"]),
    "frus1951v07p2/d100": (["Loy Henderson"], ["Dean Acheson"]),
    "frus1914-20v01/d201": (["Robert Lansing"], ["Woodrow Wilson"]),
    "frus1955-57v01/d12": (["Collins", "McClintock", "Yost"], ["Department of State"]),
    # In heads without marks.
    "frus1969-76ve16/d2": (["Embassy in Chile"], ["Department of State"]),
    "frus1969-76v38p1/d3": (["Henry Kissinger"], ["Richard Nixon"]),
    "frus1969-76v38p1/d54": (["Helmut Sonnenfeldt", "William Hyland"], ["Henry Kissinger"]),
    # With a mark that puts a sender among the recipients, or the other way round.
    "frus1961-63v06/d18": (["Nikita Khrushchev", "Leonid Brezhnev"], ["John Kennedy"]),
    "frus1961-63v02/d316": (["Ngo Dinh Diem"], ["John Kennedy"]),
    "frus1961-63v04/d342": (["Henry Cabot Lodge"], ["Averell Harriman"]),
    "frus1964-68v10/d72": (["Robert McNamara"], ["Lyndon Johnson"]),
    "frus1964-68v11/d115": (["William Foster"], ["Dean Rusk"]),
    "frus1958-60v01/d226": (["Lionel McGarr"], ["Harry Felt"]),
    "frus1964-68v12/d185": (["Dean Rusk"], ["Merry del Val"]),
    # With a link to a namesake.
    "frus1961-63v06/d94": (["Robert F. Kennedy"], ["John F. Kennedy"]),
    "frus1955-57v02/d159": (["Allen Dulles"], ["John Foster Dulles"]),
    "frus1969-76v03/d104": (["Helmut Sonnenfeldt", "Robert Hormats"], ["Henry Kissinger"]),
    "frus1969-76v20/d244": (["Richard Nixon"], ["Ferdinand Marcos"]),
    "frus1969-76ve05p2/d58": (["George Denney"], ["Elliot Richardson"]),
    "frus1964-68v30/d159": (["Robert McNamara"], ["Chiang Ching-kuo"]),
}
#: Document: its number, date, place and classification.
DOCUMENTS: dict[str, tuple[str | None, str | None, str | None, str | None]] = {
    "frus1958-60v18/d177": ("4143", "1960-06-12", "Tokyo", "top-secret"),
    "frus1969-76v20/d32": ("14764", "1969-10-31", "Bangkok", "secret"),
    "frus1955-57v23p1/d58": ("1000", "1955-10-25", "Tokyo", "secret"),
    "frus1955-57v14/d271": ("285", "1955-09-13", "Beirut", "confidential"),
    "frus1958-60v09/d305": ("G–171", "1958-10-24", "Vienna", "secret"),
    "frus1961-63v06/d66": (None, "1962-10-27", "Moscow", "none"),
    # The text and the attribute contradict each other.
    "frus1914-20v01/d201": (None, "1915-11-20", "Washington", None),
    "frus1914-20v01/d541": (None, "1916-10-02", "Washington", None),
    "frus1948v01p1/d122": ("826", "1948-03-25", "Washington", "secret"),
    "frus1961-63v12/d237": ("1677", "1963-03-13", "Washington", "secret"),
    # Old and new style.
    "frus1914-20v02/d156": (None, "1917-02-11", "Petrograd", None),
    # An inquiry looking back, more than twenty years after the other documents of the volume.
    "frus1952-54Guat/d287": (None, "1975-05-12", "Washington", "secret"),
    # Undated.
    "frus1955-57v24/d163": (None, None, "London", None),
    "frus1958-60v08/d416": (None, None, "London", "top-secret"),
    "frus1961-63v15/d73": (None, None, "Moscow", "none"),
}
#: Document: the first and last day that its date can mean.
SPANS = {
    "frus1952-54Guat/d88": ("1954-01-29", "1954-01-30"),
    "frus1955-57v03/d105": ("1955-11-23", "1955-11-24"),
    "frus1944Quebec/d186": ("1944-09-14", "1944-09-14"),
    "frus1977-80v01/d94": ("1978-08-15", "1978-08-15"),
}
FILES = {
    "frus1958-60v12/d332": "886A.00/11–2659",
    "frus1914-20v01/d201": "763.72111/3214a",
    "frus1969-76v12/d178": "Kissinger Papers, Box 364",
}
#: Document: the kind and day of the event, and all who were there.
ROOMS: dict[str, tuple[str, str, list[str]]] = {
    "frus1969-76v12/d85": ("meeting", "1969-09-27", ["Henry Kissinger", "Anatoly Dobrynin"]),
    "frus1969-76v12/d93": ("meeting", "1969-10-20", ["Richard Nixon", "Anatoly Dobrynin", "Henry Kissinger"]),
    "frus1969-76v12/d95": ("call", "1969-10-21", ["Henry Kissinger", "Anatoly Dobrynin"]),
    "frus1969-76v12/d178": ("call", "1970-07-07", ["Richard Nixon", "Henry Kissinger"]),
    "frus1958-60v08/d65": ("call", "1958-11-24", ["Dwight Eisenhower", "John Foster Dulles"]),
    "frus1958-60v05/d46": ("call", "1958-05-13", ["Charles Burrows", "Rubottom", "Terry Sanders"]),
    "frus1964-68v07/d192": ("call", "1968-11-04", ["Lyndon Johnson", "Clark Clifford", "Dean Rusk", "Walt Rostow"]),
    "frus1961-63v04/d248": ("call", "1963-10-30", ["Averell Harriman", "McGeorge Bundy"]),
    "frus1964-68v02/d72": ("call", "1965-02-04", ["McGeorge Bundy", "William P. Bundy"]),
    "frus1958-60v17/d22": ("call", "1958-02-21", ["John Foster Dulles", "Allen Dulles"]),
    # "President Johnson", linked to an ambassador of that name.
    "frus1964-68v29p1/d236": ("call", "1968-01-28", ["Lyndon Johnson", "Arthur Goldberg"]),
    # The attribute says November 3; sides head the list.
    "frus1961-63v15/d6": (
        "meeting",
        "1962-03-11",
        ["Dean Rusk", "Bohlen", "Foy Kohler", "Llewellyn Thompson", "Home", "Shuckburgh", "Frank Roberts"],
    ),
}
#: Document: some who were there, among others, and some who were not.
AMONG: dict[str, tuple[list[str], list[str]]] = {
    # "The President, John Eisenhower, J.F. Dulles, Gerard Smith, and Robert Cutler" are one item.
    "frus1955-57v20/d283": (["Dwight Eisenhower", "John Foster Dulles", "Gerard Smith"], []),
    "frus1958-60v11/d332": (["John Foster Dulles", "William Rountree", "Pierson Dixon", "Harold Caccia"], []),
    "frus1964-68v17/d81": (["Lyndon Johnson", "Dean Rusk", "Hubert Humphrey", "Richard Helms", "George Ball"], []),
    "frus1969-76v28/d163": (["Gerald Ford", "Henry Kissinger", "Donald Rumsfeld", "William Colby"], []),
    # "The White House Staff Secretary" is linked to a General White.
    "frus1958-60v08/d201": (["Dwight Eisenhower", "Richard Nixon", "Livingston Merchant"], ["Thomas White"]),
    "frus1955-57v02/d195": (["John Foster Dulles"], ["Allen Dulles"]),
}
#: Documents that record one meeting.
SAME_MEETING = [
    ("frus1955-57v02/d44", "frus1955-57v24/d2"),
    ("frus1952-54v02p1/d54", "frus1952-54v14p2/d642"),
]
#: Records of people: whether they are one person.
PEOPLE = [
    ("114234", "116252", True),  # John P. Walsh, Acting Executive Secretary
    ("105050", "110122", True),  # David Ormsby Gore, Lord Harlech
    ("114727", "114728", False),  # Frank Wisner, father and son
    ("101930", "101931", False),  # McGeorge and William Bundy
    ("103701", "103703", False),  # Allen and John Foster Dulles
    ("113770", "116214", False),  # the President and his nephew, a sergeant
    ("103203", "103204", False),  # Nathaniel Davis and Nathaniel P. Davis
]
#: A record of people: the same person's id in pocom.
POCOM = {
    "107252": "kissinger-henry-a",
    "111738": "rusk-david-dean",
    "113537": "thompson-llewellyn-e",
    "108064": "lodge-henry-cabot",
    "106123": "hormats-robert-david",
}


@pytest.fixture(scope="module")
def answers(data_set: Path) -> Answers:
    return Answers(data_set)


@pytest.mark.parametrize("document", LETTERS)
def test_who_wrote_to_whom(answers: Answers, document: str) -> None:
    for part, names in zip(("sender", "recipient"), LETTERS[document], strict=True):
        sql = "select actor_id from sides where url = ? and part = ? order by sequence"
        assert sorted(answers.called(answers.ids(sql, HISTORY + document, part), names)) == sorted(names)


def test_what_kennedy_and_khrushchev_wrote_in_the_crisis(answers: Answers) -> None:
    """Only the letters themselves: telegrams that carry others go from the Department to the Embassy."""

    def letters(sender: str, recipient: str) -> list[str]:
        (left,), (right,) = answers.persons(sender), answers.persons(recipient)
        found = fpdata.letters(
            sender=left, recipient=right, start="1962-10-22", end="1962-10-28", path=answers.folder
        ).to_pylist()
        return [row["url"].removeprefix(HISTORY) for row in found if row["date"]]

    assert letters("John Fitzgerald Kennedy", "Nikita Khrushchev") == ["frus1961-63v06/d60"]
    assert sorted(letters("Nikita Khrushchev", "John Fitzgerald Kennedy")) == [
        f"frus1961-63v06/d{number}" for number in (63, 66, 68, 70)
    ]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_document_says_of_itself(answers: Answers, document: str) -> None:
    found = answers.rows("select number, date, place, classification from documents where url = ?", HISTORY + document)
    assert found == [DOCUMENTS[document]]


@pytest.mark.parametrize("document", SPANS)
def test_which_days_a_date_can_mean(answers: Answers, document: str) -> None:
    found = answers.rows("select date_min, date_max from documents where url = ?", HISTORY + document)
    assert found == [tuple(date.fromisoformat(day) for day in SPANS[document])]


@pytest.mark.parametrize("document", FILES)
def test_where_the_original_is_kept(answers: Answers, document: str) -> None:
    ((file,),) = answers.rows("select archive_file from documents where url = ?", HISTORY + document)
    assert FILES[document] in file


@pytest.mark.parametrize("document", ROOMS)
def test_who_was_in_the_room(answers: Answers, document: str) -> None:
    kind, day, names = ROOMS[document]
    found = answers.rows("select distinct kind, date from seen where url = ?", HISTORY + document)
    assert found == [(kind, day)]
    there = answers.ids("select actor_id from there where url = ?", HISTORY + document)
    assert sorted(answers.called(there, names)) == sorted(names)


@pytest.mark.parametrize("document", AMONG)
def test_who_else_was_in_the_room(answers: Answers, document: str) -> None:
    there = answers.ids("select actor_id from there where url = ?", HISTORY + document)
    present, absent = AMONG[document]
    assert set(present) <= set(answers.called(there, present))
    assert not set(absent) & set(answers.called(there, absent))


@pytest.mark.parametrize(("left", "right"), SAME_MEETING)
def test_one_meeting_in_two_volumes_is_one_event(answers: Answers, left: str, right: str) -> None:
    events = [answers.ids("select event_id from seen where url = ?", HISTORY + document) for document in (left, right)]
    assert events[0] == events[1]
    assert len(events[0]) == 1


def test_a_meeting_is_on_its_day_not_on_that_of_its_record(answers: Answers) -> None:
    """The record of 8 April 1955 was drafted on the 14th."""
    found = answers.ids("select date from seen where url = ?", HISTORY + "frus1955-57v02/d195")
    assert found == ["1955-04-08"]


def test_how_often_kissinger_met_dobrynin_in_1969(answers: Answers) -> None:
    """Seven documents of volume XII: 14, 85, 93, 95, 99, 107 and 112, two of them telephone conversations."""
    (kissinger,) = answers.persons("Henry Kissinger")
    found = fpdata.room(kissinger, start="1969-01-20", end="1969-12-31", path=answers.folder).to_pylist()
    ((meetings, first, last),) = (
        (row["meetings"], row["first"], row["last"])
        for row in found
        if answers.is_named(row["actor_id"], "Anatoly Dobrynin")
    )
    assert (meetings, first, last) == (7, date(1969, 2, 17), date(1969, 12, 29))


@pytest.mark.parametrize(("left", "right", "same"), PEOPLE)
def test_who_is_one_person(answers: Answers, left: str, right: str, same: bool) -> None:
    sql = "select actor_id from identifiers where scheme = 'history-people' and value = ?"
    (one,), (other,) = answers.ids(sql, left), answers.ids(sql, right)
    assert (one == other) == same


@pytest.mark.parametrize("record", POCOM)
def test_who_held_offices_under_another_id(answers: Answers, record: str) -> None:
    found = answers.ids(
        "select value from identifiers where scheme = 'pocom' and actor_id ="
        " (select actor_id from identifiers where scheme = 'history-people' and value = ?)",
        record,
    )
    assert found == [POCOM[record]]


def test_the_president_of_a_volume_is_no_ambassador_of_that_name(answers: Answers) -> None:
    """In frus1964-68v29p1, "President Johnson" is linked to U. Alexis Johnson throughout."""
    for number in (46, 112, 155, 258):
        url = f"{HISTORY}frus1964-68v29p1/d{number}"
        found = answers.ids("select actor_id from sides where url = ?", url)
        assert "Lyndon Johnson" in answers.called(found, ["Lyndon Johnson"])
        assert "Alexis Johnson" not in answers.called(found, ["Alexis Johnson"])
