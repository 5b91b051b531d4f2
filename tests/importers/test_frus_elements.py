"""What single elements of a volume are read as: heads, notes, numbers, lists of participants."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from fpdata.importers.core.source import ImportBatch
from fpdata.importers.frus.kinds import kind_of
from fpdata.importers.frus.known_faults import WRONG_DATES, WRONG_LINKS, WRONG_PERSONS, WRONG_SIDES
from fpdata.importers.frus.links import Links
from fpdata.importers.frus.offices import TitledOffice, office
from fpdata.importers.frus.organizations import organization
from fpdata.importers.frus.participants import Participant, is_person, read_participants
from fpdata.importers.frus.parties import drafters, read_parties
from fpdata.importers.frus.reader import SOURCE
from fpdata.importers.frus.tei import TEI, Mark, marks, parts, text_of
from fpdata.importers.frus.volume import Volume, VolumeDocument, parse_document, years_of
from tests.importers.frus_volumes import document, name, participants

_VOLUME = Volume("frus1961-63v01", "Volume I", "1990", (1961, 1963), {"p_SF1": "Sapt, Fritz", "p_SE1": "Sapt, Emil"})


def _element(content: str) -> ET.Element:
    return ET.fromstring(f'<x xmlns="http://www.tei-c.org/ns/1.0">{content}</x>')[0]


def _document(head: str, body: str = "", id: str = "d1", volume: Volume = _VOLUME) -> VolumeDocument:
    return parse_document(_element(document(id, head, body=body)), volume)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Letter From Marshal {0:from} to {1:} of {2:to}", [("sender", "Marshal", "p_SF1"), ("recipient", "Emil of", "p_TF1")]),
        (
            'Telegram From the <gloss type="from">Marshal</gloss> ({0:from}) to {1:to}',
            [("sender", "Marshal", "p_SF1"), ("recipient", "", "p_SE1")],
        ),
        ("Memorandum by the Marshal ({0:})", [("author", "Marshal", "p_SF1")]),
        ("Minutes of {0:}, Prepared by the Aide ({1:})", [("author", "Aide", "p_SE1")]),
        ("Minutes of {0:}", []),
        ("Memorandum From the Marshal ({0:}) to the Count ({1:})", [("sender", "Marshal", "p_SF1"), ("recipient", "Count", "p_SE1")]),
        ("Memorandum From the Marshal ({0:}) whose idea it was to the Count", []),
        ("Letter From the Aide and the Marshal to the Count ({1:})", [("recipient", "Count", "p_SE1")]),
        ("Letter From the Special Assistant to the Count ({1:})", [("sender", "Special Assistant to the Count", "p_SE1")]),
    ],
)  # fmt: skip
def test_a_head_says_who_wrote_to_whom(head: str, expected: list[tuple[str, str, str]]) -> None:
    for number, (key, text) in enumerate((("p_SF1", "Fritz"), ("p_SE1", "Emil"), ("p_TF1", "Tarlenheim"))):
        for side in ("from", "to", ""):
            head = head.replace(f"{{{number}:{side}}}", name(key, text, side))
    assert [
        (one.part, one.phrase, one.person) for one in read_parties(parts(_element(f"<head>{head}</head>")))
    ] == expected


def test_drafters_are_named_after_the_words_and_one_after_another() -> None:
    note = (
        f"<note>Drafted by {name('p_SF1', 'Sapt')} and {name('p_SE1', 'Emil')}; cleared by {name('p_TF1', 'T')}</note>"
    )
    assert [one.person for one in drafters(parts(_element(note)))] == ["p_SF1", "p_SE1"]
    assert not drafters(parts(_element(f"<note>Cleared by {name('p_TF1', 'T')}</note>")))


def test_a_line_break_is_a_blank_and_a_building_no_person() -> None:
    text = f"<p>Fritz<lb/>Sapt and the {name('p_WH1', 'White')} House of {name('p_SE1', 'Emil')}</p>"
    assert text_of(_element(text)) == "Fritz Sapt and the White House of Emil"
    assert [one.person for one in marks(_element(text))] == ["p_SE1"]


@pytest.mark.parametrize(
    ("head", "body", "number"),
    [
        ("National Security Action Memorandum No. 12", "", "12"),
        ("National Intelligence Estimate", "", None),
        ("Telegram From the Embassy", "<p><seg>No. 371</seg></p>", "371"),
        ("Telegram From the Embassy", "<p>The Embassy asks</p><p>372.</p>", None),
        ("Telegram From the Embassy", "<p>Confidential<lb/>Priority</p><p>372. </p><p>1.</p>", "372"),
        ("Telegram From the Embassy", "<p>Secret</p><p>3.</p><p>4.</p>", None),
        ("Telegram From the Embassy", "<p>Secto 8.</p>", "Secto 8"),
        ("Telegram From the Embassy", "<p>1.</p>", None),
        ("Telegram From the Embassy", "<p>3.</p><p>4.</p>", None),
        ("Airgram A–171 From the Embassy", "", "A–171"),
    ],
)
def test_a_telegram_has_its_number_in_the_head_or_the_first_lines(head: str, body: str, number: str | None) -> None:
    assert _document(head, body).number == number


def test_the_source_note_is_marked_or_begins_with_its_word() -> None:
    note = '<note n="2">Other</note><note n="1">[Source: Department of State, Central Files, 611.61. Secret.]</note>'
    assert _document(f"Letter{note}").archive_file == "Department of State, Central Files, 611.61"
    assert _document('Letter<note n="2">Other</note>').archive_file is None


def test_a_classification_may_stand_above_the_text() -> None:
    assert _document("Letter", '<p rend="flushleft">SECRET</p>').classification == "secret"
    assert _document("Letter", "<opener>TOP SECRET</opener>").classification == "top-secret"
    assert _document("Letter", "<p>Secret<lb/>Eyes Only</p>").classification == "secret"
    assert _document("Letter", "<p>SECRET talks</p>").classification is None
    assert _document("Letter", "<p>I agree.</p><p>SECRET</p>").classification is None


def test_a_misprinted_year_is_corrected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WRONG_DATES, (_VOLUME.id, "d1"), "1962-03-04")
    date = _document("Letter").date
    assert (date.value, date.fault) == ("1962-03-04", "the date 1961-03-04 has a misprinted year")


def test_a_volume_without_years_in_its_id_may_be_of_any() -> None:
    assert years_of("frusguide") == (1861, 2100)


def test_an_entry_on_microfiche_without_a_head_is_a_page() -> None:
    assert kind_of("", "", "frus1961-63v01mSupp") == ("page", "")


@pytest.mark.parametrize(
    ("content", "people", "texts", "unknown"),
    [
        (participants(name("p_SF1", "Sapt"), "", "Count Emil"), ["p_SF1"], ["Sapt", "Count Emil"], ["Count Emil"]),
        (participants("The Secretary", "President Long", "Vice Secretary Long"), ["secretary-of-state", "president-of-the-united-states"], ["The Secretary", "President Long", "Vice Secretary Long"], ["Vice Secretary Long"]),
        (participants(f"The Secretary, the Aide, {name('p_SF1', 'Sapt')}, {name('p_SE1', 'Emil')}"), ["secretary-of-state", "p_SF1", "p_SE1"], ["The Secretary, the Aide, Sapt, Emil"], []),
        (f"<p>{participants(name('p_SF1', 'Sapt'))}</p>", ["p_SF1"], ["Sapt"], []),
        (f"<p>{participants(name('p_SF1', 'Sapt'), head='SUBJECT')}</p>", [], [], []),
        (participants(name("p_SF1", "Sapt")).replace("<head>PARTICIPANTS</head>", ""), ["p_SF1"], ["Sapt"], []),
        (f'<list><item>{name("p_SF1", "Sapt")}</item></list>', [], [], []),
        (participants(f'<gloss type="from">Aide</gloss> {name("p_SF1", "Sapt")}'), ["p_SF1"], ["Aide Sapt"], []),
        # Of these, only one took part: for whom he works, or in whose place he came, did not.
        (participants(f"{name('p_SE1', 'Emil')} vice {name('p_SF1', 'Sapt')}"), ["p_SE1"], ["Emil vice Sapt"], []),
        (participants(f"{name('p_SE1', 'Emil')}, Special Representative of King {name('p_SF1', 'Sapt')}"), ["p_SE1"], ["Emil, Special Representative of King Sapt"], []),
        (participants(f"{name('p_SE1', 'Emil')} for Secretary {name('p_SF1', 'Sapt')}"), ["p_SE1"], ["Emil for Secretary Sapt"], []),
        (participants(f"{name('p_SE1', 'Emil')}, {name('p_SF1', 'Sapt')}’s Transition Team"), ["p_SE1"], ["Emil, Sapt’s Transition Team"], []),
        # But whom the list names once more, without a link, did.
        (participants("Marshal Sapt", f"{name('p_SE1', 'Emil')}, Aide to {name('p_SF1', 'Sapt')}"), ["p_SE1", "p_SF1"], ["Marshal Sapt", "Emil, Aide to Sapt"], ["Marshal Sapt"]),
    ],
)  # fmt: skip
def test_a_list_of_participants_names_persons_and_american_offices(
    content: str, people: list[str], texts: list[str], unknown: list[str]
) -> None:
    found, items, others = read_participants(_element(f"<div>{content}</div>"))
    assert [_who(one) for one in found] == people
    assert (items, others) == (texts, unknown)


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Mr. Greene, S", True),
        ("Defense—Colonel Oscar Schaaf", True),
        ("The Secretary of Defense", True),
        ("M. Herve Black, Ambassador", True),
        ("Rudolf Black, Interpreter", True),
        ("Rudolf Black", True),
        ("NE/E—Rudolf S. Black", True),
        ("Rudolf Black (notetaker)", True),
        ("Three Notetakers", True),
        ("United States", False),
        ("For the United States:", False),
        ("Department of State", False),
        ("Office of the Secretary of Defense", False),
        ("NSC Staff", False),
        ("French Side", False),
        ("Saudi Arabia", False),
        ("JCS", False),
        ("[Here follows the same list as Document 139.]", False),
    ],
)
def test_an_item_that_nobody_is_recognized_in_is_persons_or_a_side(text: str, persons: bool) -> None:
    assert is_person(text) is persons


def _who(one: Participant) -> str:
    return one.person or (one.office.ids[0] if one.office else "")


def test_offices_and_bodies_are_known_by_their_names() -> None:
    assert office("Assistant Secretary of State for Nothing") is None
    affairs = office("Acting Assistant Secretary of State for Far Eastern Affairs")
    assert isinstance(affairs, TitledOffice)
    assert affairs.is_acting
    assert organization("Embassy in Khartoum") == organization("the American Embassy in Sudan")
    assert organization("the Embassy in France and the Mission in Geneva") is None
    foreign = organization("the French Foreign Office")
    assert foreign
    assert foreign.country_id == "france"


def _checked(found: Mark) -> tuple[list[str], list[str]]:
    batch = ImportBatch(SOURCE)
    links = Links(_VOLUME, "frus1961-63v01.xml", batch)
    good = links.check(_document("Letter"), [found])
    return [one.person for one in good], [one.message for one in batch.findings]


def test_a_link_to_another_person_is_corrected_if_the_list_has_one_of_that_name() -> None:
    assert _checked(Mark("Sapt", "p_SF1")) == (["p_SF1"], [])
    assert _checked(Mark("Jr.", "p_SF1")) == ([], ["'Jr.' is linked to p_SF1, whose name is another; left out"])
    assert _checked(Mark("Long", "p_XX1")) == ([], ["'Long' is linked to 'p_XX1', which is not in the list of persons"])


def test_a_listed_fault_of_a_link_is_corrected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WRONG_PERSONS, (_VOLUME.id, "d1"), (("Marshal", "sender", "p_SE1"),))
    head = f"Letter From Marshal {name('p_SF1', 'Sapt', 'from')} to Count {name('p_SF1', 'Sapt', 'to')}"
    found = Links(_VOLUME, "", ImportBatch(SOURCE)).check_parties(_document(head))
    assert [(one.part, one.person) for one in found] == [("sender", "p_SE1"), ("recipient", "p_SF1")]
    monkeypatch.setitem(WRONG_LINKS, (_VOLUME.id, ""), ("p_SF1", "p_SE1"))
    assert Links(_VOLUME, "", ImportBatch(SOURCE)).relinked(_document(head), Mark("Sapt", "p_SF1")).person == "p_SE1"
    assert TEI in _document(head).element.tag


def test_a_listed_fault_of_a_side_is_corrected_and_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WRONG_SIDES, (_VOLUME.id, "d1"), "Sapt")
    head = f"Letter for Marshal {name('p_SF1', 'Sapt', 'from')}"
    batch = ImportBatch(SOURCE)
    (party,) = Links(_VOLUME, "", batch).check_parties(_document(head))
    assert (party.part, party.person) == ("recipient", "p_SF1")
    assert [one.message for one in batch.findings] == ["Sapt is marked as the sender; taken as recipient"]
