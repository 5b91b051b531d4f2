"""What single titles and lines of pages of the White House are read as."""

from __future__ import annotations

import pytest

from fpdata.importers.core.draft import DraftRef, IdentifierRef, Incumbent
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.source import ImportBatch
from fpdata.importers.whitehouse.authors import authors_of
from fpdata.importers.whitehouse.collective_titles import singular_titles
from fpdata.importers.whitehouse.countries import country_of
from fpdata.importers.whitehouse.dates import event_date
from fpdata.importers.whitehouse.delegations import Delegate, members_of, posts_of
from fpdata.importers.whitehouse.documents import WHITE_HOUSE, draft_document
from fpdata.importers.whitehouse.kinds import PageKind, deed_of_readout, kind_of
from fpdata.importers.whitehouse.leaders import Leaders, Mention, leaders_in
from fpdata.importers.whitehouse.nominations import read_nominations, settle
from fpdata.importers.whitehouse.offices import offices_of
from fpdata.importers.whitehouse.officials import split_name, split_officials
from fpdata.importers.whitehouse.orders import OrderIndex, revisions_of
from fpdata.importers.whitehouse.pages import Page
from fpdata.importers.whitehouse.reader import SOURCE
from fpdata.importers.whitehouse.statements import saying_of
from fpdata.importers.whitehouse.told_places import country_of_place

_ARCHIVED, _CURRENT = "https://bidenwhitehouse.archives.gov/a/", "https://www.whitehouse.gov/a/"


def _page(
    title: str, body: str = "", section: str = "statements-releases", day: str = "2022-03-02", url: str = _ARCHIVED
) -> Page:
    return Page(f"{section}/{day[:7]}/{day}-x.md", day, None, url, title, body)


@pytest.mark.parametrize(
    ("title", "section", "kind"),
    [
        ("Readout of a Call with Veterans on Ukraine", "statements-releases", PageKind.OTHER),
        ("Readout of President Biden's Call with President Macron of France", "statements-releases", PageKind.READOUT),
        ("The United States and Chile Agree on Shipping", "fact-sheets", PageKind.RELEASE),
        ("The Anniversary of the Treaty with Chile", "fact-sheets", PageKind.OTHER),
        ("The United States and Chile Agree on Shipping", "blog", PageKind.OTHER),
        ("What a Day", "fact-sheets", PageKind.OTHER),
    ],
)
def test_a_title_and_a_section_tell_the_kind_of_page(title: str, section: str, kind: PageKind) -> None:
    assert kind_of(_page(title, section=section)) is kind


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Readout from Press Secretary Ann Hill on the President's Call with Chile",
            ("call", "the President's ", " with Chile"),
        ),
        (
            "NSC Readout by Ann Hill of Jake Sullivan's Meeting with Chile",
            ("meeting", "Jake Sullivan's ", " with Chile"),
        ),
        ("Readout of Jake Sullivan's Visit to Chile", ("trip", "Jake Sullivan's ", " to Chile")),
        ("Readout of the Visit by the President of Chile", ("visit", "", " by the President of Chile")),
        ("Readout of Jake Sullivan's Trip to Chile", ("trip", "Jake Sullivan's ", " to Chile")),
        ("Readout of the Strategic Dialogue with Chile", ("talks", "", " with Chile")),
        ("Readout of the Summit with Chile", ("summit", "", " with Chile")),
        ("Readout of Thoughts", None),
    ],
)
def test_a_readout_tells_who_did_what_with_whom(title: str, expected: tuple[str, str, str] | None) -> None:
    deed = deed_of_readout(title)
    assert (deed and (deed.event_kind, deed.who, deed.whom)) == expected


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("Deputy Representative of the United States of America to the United Nations", [None]),
        ("Representative of the United States of America to the United Nations", ["representative-to-un"]),
        ("Representative of the United States of America on the Economic and Social Council of the United Nations", [None]),
        ("Under Secretary of State for Political Affairs", ["under-secretary-of-state-for-political-affairs"]),
        ("Representative of the United States to the Sessions of the General Assembly, and Ambassador to the Republic of Chile", [None]),
    ],
)  # fmt: skip
def test_the_line_of_a_nomination_names_an_office(text: str, offices: list[str | None]) -> None:
    found = [one.office_id for one in offices_of(text)]
    assert [one and one.partition("-for-")[0] for one in found] == [
        one and one.partition("-for-")[0] for one in offices
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Secretary Blinken's Call", [("Secretary", "Blinken", "secretary-of-state")]),
        ("National Security Advisor John Kirby", [("White House National Security Communications Adviser", "John Kirby", None)]),
        ("Dr. Jill Biden's Trip", []),
        ("The Biden-Harris Administration's Meeting", []),
        ("President Biden's Special Envoy for Chile", []),
        ("Hunter Biden", []),
        ("Harris", []),
        ("Vice President Harris", [("Vice President", "Harris", "vice-president-of-the-united-states")]),
        ("Deputy Secretary of State Sherman", [("Deputy Secretary of State", "Sherman", "deputy-secretary-of-state")]),
        ("Ambassador Thomas-Greenfield", [("Ambassador", "Thomas-Greenfield", "representative-to-un")]),
        ("Ambassador Ann Hill", []),
        ("former Secretary of State Ann Hill", []),
        ("France's Director of National Intelligence Ann Hill", []),
        ("French Secretary of State Ann Hill", []),
        ("Secretary of State Ann Hill of France", []),
        ("Secretary of State Meeting", []),
        ("Press Secretary Hill", []),
    ],
)  # fmt: skip
def test_americans_are_named_by_title_and_name(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    found, rest = split_officials(text, "2022-03-02")
    assert [(one.name, one.office_id) for one in found] == [(name, office) for _, name, office in expected]
    assert len(rest) == len(text)


def test_somebody_whom_a_register_has_is_found_by_its_identifier() -> None:
    ((one,), _) = split_officials("Deputy National Security Advisor Jon Finer", "2022-03-02")
    assert one.actor == IdentifierRef("pocom", "finer-jon")
    assert split_name("Ann Mary de la Hill Jr.") == ("Ann Mary", "de la Hill", "Jr.")


@pytest.mark.parametrize(
    ("title", "url", "speaker", "summary"),
    [
        ("Statement by the President on Chile", _ARCHIVED, "president-of-the-united-states", "Makes a statement on “Chile”."),
        ("Statement by the Vice President on Chile", _ARCHIVED, "vice-president-of-the-united-states", "Makes a statement on “Chile”."),
        ("Statement by the Vice President on Chile", _CURRENT, "vice-president-of-the-united-states", "Makes a statement on “Chile”."),
        ("Statement by the Press Secretary on Chile", _ARCHIVED, "white-house", "Makes a statement on “Chile”."),
        ("Statement on Chile", _ARCHIVED, "white-house", "Makes a statement on “Chile”."),
        ("Statement by the President", _ARCHIVED, None, None),
        ("Statement by Somebody Else on Chile", _ARCHIVED, None, None),
        ("Statement by the President on X", _ARCHIVED, None, None),
    ],
)  # fmt: skip
def test_a_statement_has_a_speaker_and_a_matter(title: str, url: str, speaker: str | None, summary: str | None) -> None:
    day = "2025-03-02" if url == _CURRENT else "2022-03-02"
    saying = saying_of(_page(title, day=day, url=url), "official-release")
    assert (saying and saying.summary) == summary
    if saying and speaker == "white-house":
        assert saying.speaker == WHITE_HOUSE
    elif saying:
        assert isinstance(saying.speaker, Incumbent)
        assert saying.speaker.office_id == speaker


def test_a_long_matter_is_cut_between_words() -> None:
    saying = saying_of(_page(f"Statement by the President on Chile{' and peace' * 40}"), "speech")
    assert saying
    assert saying.summary.startswith("Gives remarks on “Chile and peace")
    assert saying.summary.endswith(" and …”.")
    assert len(saying.summary) < 280


_ANNOUNCED = "Ada M. Lake, Nominee for Ambassador Extraordinary and Plenipotentiary to the Republic of Chile"
_LAKE = "Ada M. Lake, of Ohio, to be Ambassador Extraordinary and Plenipotentiary of the United States of America to the Republic of Chile."


def _nominations(*pages: Page) -> list[tuple[str, str, str, int, tuple[str, ...]]]:
    batch = ImportBatch(SOURCE)
    kept = settle([one for page in pages for one in read_nominations(page, batch)])
    assert not batch.findings
    return [(one.kind, one.page.date, one.name, len(one.cited), one.former) for one in kept]


def test_an_announcement_is_a_source_of_the_nomination_sent_after_it() -> None:
    life = (
        "Ada M. Lake is a career diplomat. She served as U.S. Ambassador to the French Republic; before that she was Ambassador to"
        " the United Nations. She has taught at several universities, has written two books and has received several awards."
    )
    announced = _page("President Biden Announces Nominees", f"{_ANNOUNCED}\n\n{life}")
    sent = _page("Nominations Sent to the Senate", _LAKE, day="2022-03-09")
    former = ("ambassador-to-france", "representative-to-un")
    assert _nominations(announced, sent) == [("sent", "2022-03-09", "Ada M. Lake", 1, former)]
    assert _nominations(announced) == [("announced", "2022-03-02", "Ada M. Lake", 0, former)]


def test_what_is_announced_or_sent_twice_is_one() -> None:
    announced = [_page("President Biden Announces Nominees", _ANNOUNCED, day=f"2022-03-0{day}") for day in (2, 3)]
    assert [one[:2] for one in _nominations(*announced)] == [("announced", "2022-03-02")]
    sent = [_page("Nominations Sent to the Senate", _LAKE, section=section) for section in ("a", "b")]
    assert [one[:4] for one in _nominations(*sent)] == [("sent", "2022-03-02", "Ada M. Lake", 1)]


def test_a_line_that_breaks_off_is_joined_with_the_next() -> None:
    broken = _LAKE.replace("America to the ", "America to the\n\n")
    assert [one[2] for one in _nominations(_page("Nominations Sent to the Senate", f"{broken}\n\nBack to the"))] == [
        "Ada M. Lake"
    ]


def test_a_nomination_that_cannot_be_read_is_reported() -> None:
    batch = ImportBatch(SOURCE)
    assert not read_nominations(_page("Nominations", _LAKE.replace(", of Ohio,", " is")), batch)
    assert [one.kind for one in batch.findings] == [FindingKind.MALFORMED]
    assert not read_nominations(_page("Nominations", _LAKE.replace("Ada M. Lake", "Adalake")), batch)


def test_members_of_a_delegation_hold_an_office_or_are_counted() -> None:
    lines = (
        "The Honorable Ann Hill, Ambassador to the United Nations, will lead the delegation.",
        "The Honorable Hill, Secretary of Labor",
        "The Honorable Bo Moor, United States Senator from Ohio and of the",
        "Senate Committee",
        "Ms. Cy Field, Founder of a Firm",
        "Ms. Di Field, Chair of the",
    )
    members, others = members_of(_page("Presidential Delegation to Chile", "\n\n".join(lines)))
    assert [(one.name, one.is_head) for one in members] == [("Ann Hill", True), ("Bo Moor", False)]
    assert others >= 1
    assert posts_of(members[0])[0] == "representative-to-un"
    assert posts_of(members[1])[0] == "us-senator"
    assert (
        posts_of(Delegate("Di Hill", "Representative from Ohio", "2022-03-02", is_head=False))[0] == "us-representative"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Hill, Minister of Trade of Chile", [("Minister of Trade", "Ann Hill", "chile")]),
        ("Ann Hill, Minister for the Chile Region and Trade", [("Minister", "Ann Hill", "chile")]),
        ("U.S. Ambassador Ann Hill", []),
        ("President Biden", []),
        ("Ambassador to Chile Ann Hill", []),
        ("American Minister Ann Hill", []),
        ("Special Envoy to the President Ann Hill of Chile", [("Special Envoy to the President", "Ann Hill", "chile")]),
        ("Prime Minister Ann Hill of the Kurdistan Region of Iraq", [("Prime Minister of the Kurdistan Region", "Ann Hill", "")]),
        ("NATO Secretary General Stoltenberg", [("Secretary General", "Jens Stoltenberg", "norway")]),
        ("President Chile", []),
    ],
)  # fmt: skip
def test_foreign_leaders_have_a_title_and_a_country(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.title, one.name, one.country_id) for one in leaders_in(text, "2022-03-02")] == expected


def test_a_ruler_is_the_same_with_and_without_further_names() -> None:
    full = [Mention("King", name, "chile", "", "2022-03-02") for name in ("Ann Mary VI", "Ann VI", "Ann VII")]
    found = list(map(Leaders(full).find, full))
    assert found[0] is found[1]
    assert found[2] is not found[0]


def test_of_leaders_with_one_family_name_it_is_who_has_the_title() -> None:
    known = [
        Mention("President", "Ann Hill", "chile", "", "2022-03-02"),
        Mention("Minister", "Bo Hill", "chile", "", "2022-03-02"),
    ]
    found = Leaders(known).find(Mention("President", "Hill", "chile", "", "2022-03-03"))
    assert found
    assert found.name == "Ann Hill"
    assert Leaders(known).find(Mention("Chancellor", "Hill", "chile", "", "2022-03-03")) is None


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("Aboard Air Force One, En Route Paris, France", None),
        ("Elysee Palace, Paris, France", "france"),
        ("Oval Office", "united-states"),
        ("Somewhere", None),
    ],
)
def test_the_country_of_a_place_is_what_its_name_tells(place: str, country: str | None) -> None:
    assert country_of_place(place) == country


@pytest.mark.parametrize(
    ("title", "text", "states"),
    [
        ("Joint Statement on Shipping by the Leaders of Chile and Japan", "", {"united-states", "chile", "japan"}),
        ("U.S.-Chile Joint Statement", "", {"united-states", "chile"}),
        ("Joint Statement on Shipping", "Chile and Japan met. They agree.", {"united-states", "chile", "japan"}),
        ("Joint Statement on Shipping", "They met with pleasure in Chile.", {"united-states", "chile"}),
        ("Joint Statement on the United States and Chile", "It was good.", {"united-states", "chile"}),
        ("Joint Statement on Shipping", "It was good.", {"united-states"}),
    ],
)
def test_a_joint_statement_is_by_those_who_are_named_first(title: str, text: str, states: set[str]) -> None:
    assert set(authors_of(_page(title, text), Leaders([])).states) == states


def test_an_order_revokes_only_what_it_says_is_revoked() -> None:
    text = "It is not revoking Executive Order 13000. Executive Order 14024 is hereby revoked."
    assert revisions_of(_page("Letter on Executive Order 14024", text)) == ({}, None)
    revisions, first = revisions_of(_page("Ending It", text))
    assert (revisions["Revokes"][-1], first) == ("14024", "14024")


def test_a_date_that_is_none_cites_no_order() -> None:
    order = _page("Executive Order on Ending It", section="presidential-actions")
    texts = [f"Executive Order 14024 of {day}, 2022 (Ending It)" for day in ("March 2", "March 42")]
    for text, number in zip(texts, ({order: "14024"}, {}), strict=True):
        assert OrderIndex([_page("A Page", text)], [order]).numbers == number
    assert DraftRef("documents", order.locator) == order.document


@pytest.mark.parametrize(
    ("text", "is_planned", "day"),
    [
        ("They met on February 30.", False, "2022-03-02"),
        ("They met from March 1 to March 9.", False, "2022-03-01"),  # told while it went on
        ("They will meet from March 4 to March 6.", True, "2022-03-04/2022-03-06"),
    ],
)
def test_a_date_that_a_page_gives_exists_and_fits_its_day(text: str, is_planned: bool, day: str) -> None:
    assert event_date(text, "2022-03-02", 15, is_planned=is_planned).edtf.rstrip("~") == day


def test_names_of_countries_are_read_without_accents_and_titles_of_several_once() -> None:
    assert country_of("Cote d'Ivoire") == country_of("Côte d’Ivoire") == "cote-divoire"
    assert country_of("CHILE") == "chile"
    shared = "Call with Presidents President Ada Lake of Chile and Bob Moor of Peru"
    assert singular_titles(shared) == shared


def test_a_translation_is_a_document_in_its_language() -> None:
    titles = ("Déclaration conjointe sur le Chili", "Declaración conjunta sobre Chile", "Joint Statement on Chile")
    found = [draft_document(_page(title), PageKind.JOINT_STATEMENT).cells["language"] for title in titles]
    assert found == ["fr", "es", "en"]
