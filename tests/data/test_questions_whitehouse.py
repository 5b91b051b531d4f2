"""Who met, spoke and was named from 2021 to 2026, with answers worked out from the White House's own pages.

The answers were read from the titles and texts of the pages, by hand and by scripts that know nothing of the importers.
A page is known by its address, a person by name, a state by its country.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import fpdata
from tests.data.source_answers import BIDEN, TRUMP, Answers

pytestmark = pytest.mark.xdist_group("data_set")

_RELEASES = BIDEN + "statements-releases/"
_BRIEFINGS = BIDEN + "press-briefings/"
_ACTIONS = TRUMP + "presidential-actions/"

#: Page: the day, and all who met or spoke.
MET: dict[str, tuple[str, list[str]]] = {
    _RELEASES + "2021/01/26/readout-of-president-joseph-r-biden-jr-call-with-president-vladimir-putin-of-russia/": (
        "2021-01-26",
        ["Joe Biden", "Vladimir Putin"],
    ),
    # Published 19 minutes after midnight; "met virtually on November 15".
    _RELEASES
    + "2021/11/16/readout-of-president-bidens-virtual-meeting-with-president-xi-jinping-of-the-peoples-republic-of-china/": (
        "2021-11-15",
        ["Joe Biden", "Xi Jinping"],
    ),
    _RELEASES + "2021/12/07/readout-of-president-joe-bidens-call-with-european-allies-2/": (
        "2021-12-07",
        ["Joe Biden", "Macron", "Merkel", "Draghi", "Boris Johnson"],
    ),
    _RELEASES
    + "2022/02/21/readout-of-president-bidens-call-with-president-macron-of-france-and-chancellor-scholz-of-germany/": (
        "2022-02-21",
        ["Joe Biden", "Macron", "Scholz"],
    ),
    # Only the text names the Vice President.
    _RELEASES + "2022/10/04/readout-of-president-bidens-call-with-president-zelenskyy-of-ukraine-10/": (
        "2022-10-04",
        ["Joe Biden", "Kamala Harris", "Zelensky"],
    ),
    _RELEASES + "2023/10/10/readout-of-president-bidens-call-with-prime-minister-netanyahu-of-israel-2/": (
        "2023-10-10",
        ["Joe Biden", "Kamala Harris", "Netanyahu"],
    ),
    _RELEASES
    + "2023/06/24/readout-of-president-joe-bidens-call-with-president-emmanuel-macron-of-france-chancellor-olaf-scholz-of-germany-and-prime-minister-rishi-sunak-of-the-united-kingdom/": (
        "2023-06-24",
        ["Joe Biden", "Macron", "Scholz", "Sunak"],
    ),
    # The spokesperson is not in the call.
    _RELEASES
    + "2021/03/29/statement-by-nsc-spokesperson-emily-horne-on-national-security-advisor-jake-sullivans-call-with-head-of-presidential-office-andriy-yermak-of-ukraine/": (
        "2021-03-29",
        ["Sullivan", "Yermak"],
    ),
    _RELEASES
    + "2021/10/06/readout-of-national-security-advisor-jake-sullivans-meeting-with-politburo-member-yang-jiechi/": (
        "2021-10-06",
        ["Sullivan", "Yang Jiechi"],
    ),
    _RELEASES
    + "2024/08/29/readout-of-national-security-advisor-jake-sullivans-meeting-with-president-xi-jinping-of-the-peoples-republic-of-china/": (
        "2024-08-29",
        ["Sullivan", "Xi Jinping"],
    ),
    # A namesake of the Vice President.
    _RELEASES + "2024/06/17/readout-of-president-joe-bidens-call-with-taoiseach-simon-harris-of-ireland/": (
        "2024-06-17",
        ["Joe Biden", "Simon Harris"],
    ),
    _RELEASES
    + "2025/01/12/readout-of-president-bidens-call-with-prime-minister-ishiba-of-japan-and-president-marcos-of-the-philippines/": (
        "2025-01-12",
        ["Joe Biden", "Ishiba", "Marcos"],
    ),
    _RELEASES
    + "2024/10/18/readout-of-the-meeting-of-president-macron-of-france-chancellor-scholz-of-germany-prime-minister-starmer-of-the-united-kingdom-and-president-biden-of-the-united-states/": (
        "2024-10-18",
        ["Macron", "Scholz", "Starmer", "Joe Biden"],
    ),
    # "On Wednesday".
    TRUMP
    + "briefings-statements/2025/01/readout-of-president-donald-j-trump-call-with-crown-prince-mohammad-bin-salman/": (
        "2025-01-22",
        ["Donald Trump", "Mohammed bin Salman"],
    ),
    TRUMP + "briefings-statements/2025/01/readout-of-president-donald-j-trumps-call-with-president-bukele/": (
        "2025-01-23",
        ["Donald Trump", "Bukele"],
    ),
    # "Yesterday".
    TRUMP
    + "briefings-statements/2025/02/readout-of-president-donald-j-trumps-meeting-with-king-abdullah-ii-of-jordan/": (
        "2025-02-11",
        ["Donald Trump", "Abdullah II"],
    ),
}
#: Page: who is mentioned, or has a like name, and was not there.
MENTIONED = {
    "2022/01/20/readout-of-national-security-advisor-jake-sullivans-call-with-secretary-general-of-japans-national-security-secretariat-akiba-takeo/": "Kishida",
    # General Milley was there.
    "2023/03/17/readout-of-national-security-advisor-sullivan-secretary-austin-and-chairman-milley-call-with-ukrainian-counterparts/": "Javier Milei",
    "2023/07/18/readout-of-president-joe-bidens-meeting-with-cardinal-matteo-zuppi-of-the-holy-see/": "Francis",
    "2023/09/14/readout-of-national-security-advisor-jake-sullivans-call-with-the-national-security-advisors-of-japan-and-the-republic-of-korea/": "Vladimir Putin",
    "2024/08/01/readout-of-the-u-s-prc-bilateral-counternarcotics-working-group-senior-official-meeting/": "Xi Jinping",
}
#: Page: the states whose statement it is.
JOINT: dict[str, set[str]] = {
    "2022/04/18/joint-statement-between-the-united-states-belize-germany-indonesia-and-senegal-on-the-announcement-of-the-second-global-covid-19-summit/": {
        "united-states",
        "belize",
        "germany",
        "indonesia",
        "senegal",
    },
    "2021/10/30/joint-statement-by-the-president-of-france-emmanuel-macron-chancellor-of-germany-angela-merkel-prime-minister-of-the-united-kingdom-and-northern-ireland-boris-johnson-and-president-of-the-united-st/": {
        "united-states",
        "france",
        "germany",
        "united-kingdom",
    },
    "2022/01/03/p5-statement-on-preventing-nuclear-war-and-avoiding-arms-races/": {
        "united-states",
        "china",
        "france",
        "russia",
        "united-kingdom",
    },
    "2022/07/14/joint-statement-of-the-leaders-of-india-israel-united-arab-emirates-and-the-united-states-i2u2/": {
        "united-states",
        "india",
        "israel",
        "united-arab-emirates",
    },
    "2021/05/21/u-s-rok-leaders-joint-statement/": {"united-states", "south-korea"},
}
#: Page: all who speak.
BRIEFED = {
    "2021/02/04/press-briefing-by-press-secretary-jen-psaki-and-national-security-advisor-jake-sullivan-february-4-2021/": [
        "Psaki",
        "Sullivan",
    ],
    "2022/06/15/press-briefing-by-press-secretary-karine-jean-pierre-and-nsc-coordinator-for-strategic-communications-john-kirby/": [
        "Karine Jean-Pierre",
        "John Kirby",
    ],
    "2024/09/03/on-the-record-press-gaggle-by-white-house-national-security-communications-advisor-john-kirby-25/": [
        "John Kirby"
    ],
}
#: Page: who says it, and when.
SAID = {
    "2022/05/18/statement-by-president-biden-on-the-applications-to-nato-by-finland-and-sweden/": (
        "Joe Biden",
        "2022-05-18",
    ),
    "2022/07/08/statement-by-president-biden-on-the-killing-of-former-japanese-prime-minister-abe-shinzo/": (
        "Joe Biden",
        "2022-07-08",
    ),
    "2023/03/30/statement-from-press-secretary-karine-jean-pierre-on-evan-gershkovich/": (
        "Karine Jean-Pierre",
        "2023-03-30",
    ),
    "2021/07/23/statement-by-national-security-advisor-jake-sullivan-on-haiti/": ("Sullivan", "2021-07-23"),
}
#: Page: the mission, and who is to head it.
NOMINATED: dict[str, dict[str, str]] = {
    _ACTIONS + "2026/07/nominations-sent-to-the-senate-60e9/": {
        "rwanda": "Nicholas Checker",
        "malaysia": "Joshua Harris",
    },
    _RELEASES + "2021/07/13/nominations-sent-to-the-senate-24/": {"india": "Garcetti", "germany": "Gutmann"},
    _ACTIONS + "2026/06/nominations-and-withdrawal-sent-to-the-senate-9d32/": {
        "el-salvador": "Mark Abreu",
        "azerbaijan": "Alexander Alden",
        "colombia": "Nathaniel Morris",
        "egypt": "Nick Oberheiden",
        "kenya": "Henry Wooster",
        "serbia": "Michael Young",
    },
}
#: Page: who leads the delegation, some of its members, the day of the occasion.
DELEGATIONS: dict[str, tuple[str, list[str], str]] = {
    _RELEASES
    + "2022/09/23/president-biden-announces-presidential-delegation-to-japan-to-attend-the-state-funeral-of-former-prime-minister-abe-shinzo-of-japan/": (
        "Kamala Harris",
        ["Emanuel", "Katherine Tai", "Hagerty", "Caroline Kennedy"],
        "2022-09-27",
    ),
    BIDEN
    + "presidential-actions/2022/05/04/president-biden-announces-presidential-delegation-to-the-republic-of-korea-to-attend-the-inauguration-of-his-excellency-yoon-suk-yeol/": (
        "Emhoff",
        ["Del Corso", "Walsh", "Bera"],
        "2022-05-10",
    ),
    BIDEN
    + "presidential-actions/2023/11/21/president-biden-announces-presidential-delegation-to-the-republic-of-ecuador-to-attend-the-inauguration-of-his-excellency-daniel-noboa/": (
        "Fitzpatrick",
        [],
        "2023-11-23",
    ),
}


@pytest.fixture(scope="module")
def answers(data_set: Path) -> Answers:
    return Answers(data_set)


@pytest.mark.parametrize("page", MET, ids=lambda page: page.rstrip("/")[-60:])
def test_who_met_or_spoke(answers: Answers, page: str) -> None:
    day, names = MET[page]
    # A text that names no day leaves that of its page, which is approximate.
    assert [found.rstrip("~") for found in answers.ids("select date from seen where url = ?", page)] == [day]
    assert len(answers.ids("select event_id from seen where url = ?", page)) == 1
    there = answers.ids("select actor_id from there where url = ?", page)
    assert sorted(answers.called(there, names)) == sorted(names)


@pytest.mark.parametrize("page", MENTIONED, ids=lambda page: page.rstrip("/")[-60:])
def test_who_is_only_mentioned_was_not_there(answers: Answers, page: str) -> None:
    there = answers.ids("select actor_id from there where url = ?", _RELEASES + page)
    assert MENTIONED[page] not in answers.called(there, [MENTIONED[page]])


def test_a_page_with_five_calls(answers: Answers) -> None:
    """The title says European leaders; the text names five, to whom the Vice President spoke individually."""
    page = _RELEASES + "2022/03/01/readout-of-vice-president-harriss-calls-with-european-leaders/"
    names = ["Kamala Harris", "Kallas", "Karins", "Simonyte", "Morawiecki", "Ciuca"]
    there = answers.ids("select actor_id from there where url = ?", page)
    assert sorted(answers.called(there, names)) == sorted(names)


def test_a_call_in_the_night_of_the_invasion(answers: Answers) -> None:
    """Published on 24 February 2022 at 00:09, of a call "tonight"."""
    page = (
        _RELEASES
        + "2022/02/24/statement-by-president-joe-biden-on-phone-call-with-president-volodymyr-zelenskyy-of-ukraine/"
    )
    ((first, last),) = answers.rows("select distinct date_min, date_max from seen where url = ?", page)
    assert date(2022, 2, 23) <= first <= last <= date(2022, 2, 24)
    there = answers.ids("select actor_id from there where url = ?", page)
    assert sorted(answers.called(there, ["Joe Biden", "Zelensky"])) == ["Joe Biden", "Zelensky"]


def test_a_page_in_two_sections_is_one_document(answers: Answers) -> None:
    address = TRUMP + "{}/2025/01/readout-of-president-donald-j-trump-call-with-crown-prince-mohammad-bin-salman/"
    first, copy = (address.format(name) for name in ("briefings-statements", "presidential-actions"))
    assert len(answers.ids("select document_id from documents where url = ?", first)) == 1
    assert not answers.ids("select document_id from documents where url = ? and copy_of_id is null", copy)


def test_a_call_on_two_pages_is_one_event(answers: Answers) -> None:
    """The pages of both sections tell of the call with the Crown Prince on Wednesday, 22 January 2025."""
    calls = answers.ids(
        "select event_id from events join participations using (event_id)"
        " where kind = 'call' and date = '2025-01-22' and actor_id = ?",
        *answers.persons("Mohammed bin Salman"),
    )
    assert len(calls) == 1


def test_remarks_before_a_meeting_are_of_the_meeting(answers: Answers) -> None:
    """The readout and the remarks of 28 June 2021 tell of one meeting with President Rivlin."""
    readout, remarks = (
        answers.ids("select event_id from seen where url = ?", BIDEN + page)
        for page in (
            "statements-releases/2021/06/28/readout-of-president-joseph-r-biden-jr-meeting-with-president-reuven-rivlin-of-israel/",
            "speeches-remarks/2021/06/28/remarks-by-president-biden-and-president-rivlin-of-the-state-of-israel-before-bilateral-meeting/",
        )
    )
    assert len(readout) == 1
    assert set(readout) <= set(remarks)


def test_what_a_page_announces_has_the_day_announced(answers: Answers) -> None:
    """A page of Tuesday, 17 May 2022: on Thursday the President will receive two leaders."""
    page = (
        _RELEASES
        + "2022/05/17/statement-by-white-house-press-secretary-karine-jean-pierre-on-the-meeting-between-president-biden-and-prime-minister-andersson-of-sweden-and-president-niinisto-of-finland/"
    )
    assert answers.ids("select date from seen where url = ?", page) == ["2022-05-19"]
    names = ["Joe Biden", "Andersson", "Niinisto"]
    assert set(names) <= set(answers.called(answers.ids("select actor_id from there where url = ?", page), names))


@pytest.mark.parametrize("page", JOINT, ids=lambda page: page.rstrip("/")[:40])
def test_whose_statement_it_is(answers: Answers, page: str) -> None:
    found = answers.ids(
        "select country_id from sides join actors using (actor_id)"
        " where url = ? and part in ('author', 'signatory') and country_id is not null",
        _RELEASES + page,
    )
    assert set(found) == JOINT[page]


@pytest.mark.parametrize("page", BRIEFED, ids=lambda page: page.rstrip("/")[:40])
def test_who_briefed_the_press(answers: Answers, page: str) -> None:
    assert answers.ids("select kind from seen where url = ?", _BRIEFINGS + page) == ["press-conference"]
    there = answers.ids("select actor_id from there where url = ?", _BRIEFINGS + page)
    assert sorted(answers.called(there, BRIEFED[page])) == sorted(BRIEFED[page])


@pytest.mark.parametrize("page", SAID, ids=lambda page: page.rstrip("/")[:50])
def test_who_said_it(answers: Answers, page: str) -> None:
    speaker, day = SAID[page]
    found = answers.rows(
        "select s.speaker_id, s.date, s.form from statements s join documents d using (document_id) where d.url = ?",
        _RELEASES + page,
    )
    assert [(answers.called([actor], [speaker]), when) for actor, when, _ in found] == [([speaker], day)]
    assert "verbatim" not in {form for *_, form in found}


@pytest.mark.parametrize("page", NOMINATED, ids=lambda page: page.rstrip("/")[-40:])
def test_who_was_nominated(answers: Answers, page: str) -> None:
    nominees = answers.ids(
        "select p.actor_id from seen s join participations p using (event_id)"
        " where s.url = ? and s.kind = 'nomination' and p.part = 'subject'",
        page,
    )
    for country, name in NOMINATED[page].items():
        (actor,) = (actor for actor in nominees if answers.is_named(actor, name))
        assert country in answers.ids("select country_id from roles where actor_id = ?", actor)


def test_who_was_withdrawn_does_not_serve(answers: Answers) -> None:
    """Juan Rodriguez, nominated to Guatemala on 9 March 2026 and withdrawn on 14 July; Troy Edgar, on 13 April."""
    for country, name in (("guatemala", "Juan Rodriguez"), ("el-salvador", "Troy Edgar")):
        roles = answers.rows(
            "select actor_id, basis from roles where country_id = ? and actor_id in"
            " (select actor_id from participations join events using (event_id) where kind = 'nomination')",
            country,
        )
        assert {basis for actor, basis in roles if answers.is_named(actor, name)} == {"nominated-not-served"}
        held = fpdata.as_of("2026-08-01", country=country, path=answers.folder).to_pylist()
        assert name not in answers.called({row["actor_id"] for row in held}, [name])


def test_a_nominee_does_not_yet_hold_the_office(answers: Answers) -> None:
    """Walter Clayton, nominated as Director of National Intelligence on 11 June 2026."""
    held = answers.rows("select actor_id, certainty, office_title from as_of('2026-06-20')")
    heads = {
        actor
        for actor, certainty, title in held
        if title and "National Intelligence" in title and certainty == "certain"
    }
    assert "Clayton" not in answers.called(heads, ["Clayton"])
    page = _ACTIONS + "2026/06/nomination-and-withdrawal-sent-to-the-senate/"
    assert answers.ids("select date from seen where url = ? and kind = 'nomination'", page) == ["2026-06-11"]


@pytest.mark.parametrize("page", DELEGATIONS, ids=lambda page: page.rstrip("/")[-40:])
def test_who_was_in_the_delegation(answers: Answers, page: str) -> None:
    leader, members, day = DELEGATIONS[page]
    assert answers.ids("select date from seen where url = ? and kind in ('trip', 'visit')", page) == [day]
    heads = answers.ids("select actor_id from there where url = ? and part = 'head'", page)
    assert answers.called(heads, [leader]) == [leader]
    there = answers.ids("select actor_id from there where url = ?", page)
    assert set(members) <= set(answers.called(there, members))


def test_page_dates_are_in_the_term_of_their_site(answers: Answers) -> None:
    found = answers.rows(
        "select count(*) from documents where url like 'https://bidenwhitehouse.archives.gov/%' and date > '2025-01-20'"
    )
    assert found == [(0,)]
