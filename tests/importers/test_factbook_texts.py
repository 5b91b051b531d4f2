"""What single texts of the Factbook say, and how they write names."""

from __future__ import annotations

import pytest

from fpdata.importers.factbook.executives import read_executive
from fpdata.importers.factbook.missions import read_mission
from fpdata.importers.factbook.names import display_name, same_name, sort_name
from fpdata.importers.factbook.plain_text import plain


@pytest.mark.parametrize(
    ("text", "holders", "vacant"),
    [
        ("ambassador (vacant; left in 2008 upon insistence); Charge d'Affaires Scott ROE (since 30 June 2014)", [("Scott ROE", "2014-06-30", True)], True),
        ("Ambassador (vacant), Chargé d’Affaires, Susan N’GARNIM (since 23 August 2021)", [("Susan N'GARNIM", "2021-08-23", True)], True),
        ("Ambassador (vacant) Charges d'Affairs Catherine ROE (since 11 August 2023)", [("Catherine ROE", "2023-08-11", True)], True),
        ("vacant (Chargé d'Affaires XU Xueyuan since December 2022)", [("XU Xueyuan", "2022-12", True)], True),
        ("Chargé d'Affaires Robert W. ROE (since 5 October 2020)", [("Robert W. ROE", "2020-10-05", True)], False),
        ("Charge d'Affaires Ambassador Daniel B. ROE (since 1 May 2021)", [("Daniel B. ROE", "2021-05-01", True)], False),
        ("Ambassador Lynne M. ROE (30 January 2023)", [("Lynne M. ROE", "2023-01-30", False)], False),
        ("Ambassador Ann ROE (since June 2025", [("Ann ROE", "2025-06", False)], False),
        ("Ambassador Jon M. ROE, Jr. (since 15 Sep 2021)", [("Jon M. ROE, Jr.", "2021-09-15", False)], False),
        ("Ambassador Dorothea (Doria) ROE", [("Dorothea ROE", "", False)], False),
        ("ambassador (vacant); Charge d'Affaires Ann ROE; note - Jacob DOE, nominated as ambassador, awaits confirmation", [("Ann ROE", "", True)], True),
        ("the US does not have an embassy in Bhutan; the Ambassador to India Ann ROE (since 2021) is accredited", [], False),
        ("Consul General Ann ROE (since July 2019)", [], False),
        ("Ambassador (since 5 May 2020)", [], False),
        ("Ann ROE (since 5 May 2020)", [("Ann ROE", "2020-05-05", False)], False),
        ("Ambassador (vacant); Ann ROE (since 5 May 2020)", [("Ann ROE", "2020-05-05", True)], True),
        ("Ann T. ROE Charg&eacute; d'Affaires (since 5 May 2020)", [("Ann T. ROE", "2020-05-05", True)], False),
        ("Apostolic Nuncio Archbishop Ben ROE (since 5 May 2020)", [("Ben ROE", "2020-05-05", False)], False),
        ("Ambassador (acting) Ann ROE (since 5 May 2020)", [("Ann ROE", "2020-05-05", True)], False),
        ("Ambassador Ann ROE since 5 May 2020", [("Ann ROE", "2020-05-05", False)], False),
        ("Ambassador Ann ROE, the adviser (since 5 May 2020)", [("Ann ROE", "2020-05-05", False)], False),
        ("Ambassador Dr. Ann ROE", [("Ann ROE", "", False)], False),
        ("Ambassador Ann ROE formerly in London (since 5 May 2020)", [("Ann ROE", "2020-05-05", False)], False),
        ("Ambassador Ann ROE left on 5 May 2020", [], False),
        ("Ambassador Ann ROE [Mary] (since 5 May 2020)", [("Ann ROE", "2020-05-05", False)], False),
        ("Ambassador ANN B. (since 5 May 2020)", [("ANN B.", "2020-05-05", False)], False),
        ("Ambassador Ann Roe (born 5 May 1960)", [("Ann Roe", "", False)], False),
        ("Ambassador Ann ROE (since spring)", [("Ann ROE", "", False)], False),
        ("Ambassador Ann ROE (since 31 February 2020)", [("Ann ROE", "", False)], False),
    ],
)  # fmt: skip
def test_texts_about_missions(text: str, holders: list[tuple[str, str, bool]], vacant: bool) -> None:
    reading = read_mission(plain(text))
    assert [(one.name, one.since, one.is_acting) for one in reading.holders] == holders
    assert bool(reading.vacant) is vacant


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Prime Minister ANN ROE (since 5 January 2006); Deputy Prime Ministers SAIF bin Zayid, MANSUR bin Zayid (both since 11 May 2009), and MAKTUM Al Doe (since 25 September 2021)", [("Prime Minister", "ANN ROE", "2006-01-05"), ("Deputy Prime Minister", "SAIF bin Zayid", "2009-05-11"), ("Deputy Prime Minister", "MANSUR bin Zayid", "2009-05-11"), ("Deputy Prime Minister", "MAKTUM Al Doe", "2021-09-25")]),
        ("Chairman of the Council of Ministers Ann ROE (since 1 May 2012)", [("Chairman of the Council of Ministers", "Ann ROE", "2012-05-01")]),
        ("Deputy Prime Ministers Truong Hoa ROE (since 9 April 2016), Le Minh DOE (since 8 April 2021)", [("Deputy Prime Minister", "Truong Hoa ROE", "2016-04-09"), ("Deputy Prime Minister", "Le Minh DOE", "2021-04-08")]),
        ("King HAMAD bin Isa (since 6 March 1999); Crown Prince SALMAN bin Hamad (born 21 October 1969)", [("Monarch", "HAMAD bin Isa", "1999-03-06")]),
        ("Interim President Col. Mamady ROE (since 1 October 2021)note: he took power", [("President", "Mamady ROE", "2021-10-01")]),
        ("President Ann ROE (since 24 July 2012; re-elected 2016); former President Bo DOE resigned on 1 May 2012", [("President", "Ann ROE", "2012-07-24")]),
        ("State Affairs Commission President KIM Jong Un (since 17 December 2011)", [("President of State Affairs", "KIM Jong Un", "2011-12-17")]),
        ("King CHARLES III (since 8 September 2022); represented by Ann ROE (since 5 May 2020)", [("Monarch", "CHARLES III", "2022-09-08")]),
        ("Prime Minister Gen. Ann Mary Roe (since 5 May 2020)", [("Prime Minister", "Ann Mary Roe", "2020-05-05")]),
        ("Prime Minister elected by parliament (since 5 May 2020)", []),
        ("Crown Prince Ann Roe (since 5 May 2020)", []),
        ("President Ann ROE resigned on 5 May 2020", []),
        ("President (elected by the SEJM)", []),
        ("President, Ann ROE (since 5 May 2020)", [("President", "Ann ROE", "2020-05-05")]),
        ("President Ann ROE, Jr. (since 5 May 2020)", [("President", "Ann ROE Jr.", "2020-05-05")]),
        ("President Ann ROE since 5 May 2020", [("President", "Ann ROE", "2020-05-05")]),
        ("President Ann ROE", [("President", "Ann ROE", "")]),
        ("President as Bo ROE (since 5 May 2020)", [("President", "Bo ROE", "2020-05-05")]),
        ("Ann ROE (since 5 May 2020)", [("", "Ann ROE", "2020-05-05")]),
        ("Ann ROE; Bo DOE", []),
        ("co-chiefs of state Captain Regent Ann ROE and Captain Regent Bo DOE (for the period 1 October 2021 - 1 April 2022)", [("Captain Regent", "Ann ROE", "2021-10-01"), ("Captain Regent", "Bo DOE", "2021-10-01")]),
    ],
)  # fmt: skip
def test_texts_about_executives(text: str, holders: list[tuple[str, str, str]]) -> None:
    assert [(one.office, one.name, one.since) for one in read_executive(plain(text)).holders] == holders


def test_a_vacancy_that_names_somebody_is_none() -> None:
    assert read_executive("President (vacant)").vacant == ("President",)
    assert read_executive("Speaker (vacant)").vacant == ("?",)
    assert not read_executive("President Ann ROE (vacant since 2020)").vacant


def test_what_begins_like_an_office_and_cannot_be_read_is_told() -> None:
    assert read_executive("Minister Ann ROE (since 5 May 2020)").unread == ("Minister Ann ROE (since 5 May 2020)",)
    assert read_mission("Ambassador proposed and awaited").unread == ("proposed and awaited",)


def test_names_are_written_as_usual_and_sorted_by_the_name_in_use() -> None:
    written = (
        "Ian McCARY",
        "XIE Feng",
        "Fayiz al-SARAJ",
        "MUHAMMAD BIN SALMAN bin Roe",
        "Jon M. HUNTSMAN, Jr.",
    )
    assert list(map(display_name, written[:5])) == [
        "Ian McCary",
        "Xie Feng",
        "Fayiz al-Saraj",
        "Muhammad bin Salman bin Roe",
        "Jon M. Huntsman Jr.",
    ]
    assert list(map(sort_name, written[:2])) == ["McCary, Ian", "Xie Feng"]
    assert sort_name("Fayiz al-SARAJ") == "Saraj, Fayiz al-"
    assert same_name("Ann B. ROE", "Ann Beth ROE")
    assert same_name("Ann Beth ROEMANNSTEIN", "Ann Seth ROEMANNSTEIN")
    assert not same_name("ORBAN", "Viktor ORBAN")
    assert not same_name("Ben ROE Jr.", "Ben ROE III")
    assert not same_name("Ben Carl ROE Jr.", "Ben ROE III")
    assert not same_name("Idriss DEBY", "Mahamat Idriss DEBY")


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        (
            "Interim Prime Minister Ann ROE (since 25 August 2014) Deputy Prime Ministers Bo DOE, Gen., Cy POE, M.R. (since 31 August 2014)",
            [("Interim Prime Minister", "Ann ROE"), ("Deputy Prime Minister", "Bo DOE"), ("Deputy Prime Minister", "Cy POE")],
        ),
        ("President To ROE (since 22 May 2024)", [("President", "To ROE")]),
        ("King Sultan ANNULLAH (since 22 May 2024)", [("King Sultan", "ANNULLAH")]),
        (
            "Vice Chairperson, Presidential Council Sultan al-ROE (since 19 April 2022)",
            [("Vice Chairperson, Presidential Council", "Sultan al-ROE")],
        ),
        (
            "Vice Chairpersons and Presidential Leadership Council members Sultan al-ROE, Bo DOE (since 19 April 2022)",
            [
                ("Vice Chairperson and Presidential Leadership Council member", "Sultan al-ROE"),
                ("Vice Chairperson and Presidential Leadership Council member", "Bo DOE"),
            ],
        ),
        ("President, General National Congress Ann ROE", [("President, General National Congress", "Ann ROE")]),
        ("Lieutenant-Governor Vice Admiral Ian ROE (since 14 March 2016)", [("Lieutenant-Governor", "Ian ROE")]),
        (
            "Vice President (and Minister of the President's Office) Ann ROE (since 7 June 2018)",
            [("Vice President (and Minister of the President's Office)", "Ann ROE")],
        ),
        (
            "Deputy Prime Minister and Minister of Oil Ann ROE (since 7 June 2018)",
            [("Deputy Prime Minister and Minister of Oil", "Ann ROE")],
        ),
        ("Deputy President VACANT", []),
    ],
)  # fmt: skip
def test_what_is_title_and_what_is_name(text: str, holders: list[tuple[str, str]]) -> None:
    assert [(one.title, one.name) for one in read_executive(plain(text)).holders] == holders


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Chairman, Presidential Council", "Chairman of the Presidential Council"),
        ("President, Presidential Council", "Chairman of the Presidential Council"),
        ("Presidential Leadership Council Chairperson", "Chairman of the Presidential Council"),
    ],
)
def test_an_office_has_several_titles(title: str, office: str) -> None:
    assert [one.office for one in read_executive(f"{title} Ann ROE (since 5 May 2020)").holders] == [office]


def test_an_apostrophe_begins_a_name_only_after_one_letter() -> None:
    written = ("N'ROE", "O'ROE", "Abu ZARA'A", "MULI'AKA'AKA", "BIN ROE", "Ann BIN ROE")
    assert list(map(display_name, written)) == [
        *("N'Roe", "O'Roe", "Abu Zara'a", "Muli'aka'aka", "Bin Roe", "Ann bin Roe")
    ]


def test_where_family_names_come_first_the_name_in_use_may_be_the_given_one() -> None:
    assert sort_name("Hoang Trung ROE", "vietnam") == "Hoang Trung Roe"
    assert sort_name("Prak ROE", "cambodia") == "Prak Roe"
    assert sort_name("Ann ROE", "kenya") == "Roe, Ann"
