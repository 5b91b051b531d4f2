"""Who headed missions and governments from 2014 to 2026, with answers worked out from the Factbook's own texts.

The answers were read from the texts of the World Factbook by edition, by hand and by scripts that know nothing of the
importers. A text appears weeks or months after the change that it tells; `since` in a later text says from when on
somebody served. Nobody's last day is in them: where the answer depends on an end, the day asked is before the last
edition that still names the holder, or after a successor's `since`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.data.source_answers import Answers

pytestmark = pytest.mark.xdist_group("data_set")

_HELD = "select actor_id, basis, certainty, office_id from as_of(?) where {} order by 1"
MISSION = "office_kind = 'chief-of-mission' and country_id = '{}'"
WASHINGTON = (
    "office_id in (select office_id from offices where country_id = '{}' and title like '%to the United States')"
)
OFFICE = "office_id in (select office_id from offices where country_id = '{}' and kind = 'foreign') and (office_title like '{}%' or title like '{}%')"

#: Where and when: the ambassador, the chargé; None if there was none.
MISSIONS: dict[tuple[str, str], tuple[str | None, str | None]] = {
    ("kenya", "2016-12-01"): ("Robert Godec", None),
    ("kenya", "2021-03-01"): (None, "Eric Kneedler"),
    # The text of the day still named Kneedler.
    ("kenya", "2022-11-15"): ("Whitman", None),
    ("kenya", "2025-03-15"): (None, "Marc Dillard"),
    ("kenya", "2025-09-15"): (None, "Susan Burns"),
    ("ukraine", "2020-12-15"): (None, "Kristina Kvien"),
    ("ukraine", "2024-01-01"): ("Bridget Brink", None),
    ("ukraine", "2025-08-01"): (None, "Julie Davis"),
    ("russia", "2023-03-01"): ("Lynne Tracy", None),
    ("russia", "2025-09-01"): (None, "Dykhouse"),
    ("china", "2021-09-01"): (None, "David Meale"),
    ("china", "2023-01-01"): ("Nicholas Burns", None),
    ("china", "2025-04-15"): (None, "Anny Vu"),
    ("india", "2021-08-01"): (None, "Atul Keshap"),
    ("india", "2022-06-15"): (None, "Patricia Lacina"),
    ("india", "2024-01-01"): ("Eric Garcetti", None),
    # "Ambassador Michael STRONG" of these weeks is nobody.
    ("saudi-arabia", "2023-11-15"): ("Michael Ratney", None),
    ("germany", "2022-09-01"): ("Amy Gutmann", None),
    ("germany", "2025-06-01"): (None, "Alan Meltzer"),
    ("argentina", "2025-12-15"): ("Peter Lamelas", None),
    ("gabon", "2023-12-01"): (None, "Ellen Thorburn"),
    ("sudan", "2024-07-01"): (None, "Colleen Crenwelge"),
    # One person, accredited to three states, to each from another day on.
    ("papua-new-guinea", "2025-01-15"): ("Ann Yastishock", None),
    ("solomon-islands", "2025-01-15"): ("Ann Yastishock", None),
    ("vanuatu", "2025-01-15"): ("Ann Yastishock", None),
    # Said of Barbados only, "also accredited to".
    ("saint-lucia", "2024-06-15"): ("Roger Nyhus", None),
    ("sao-tome-and-principe", "2024-12-01"): ("Vernelle Fitzpatrick", None),
    ("grenada", "2025-05-01"): (None, "Karin Sullivan"),
}
#: Ambassador of what country, and when: the ambassador in Washington, the chargé.
ENVOYS: dict[tuple[str, str], tuple[str | None, str | None]] = {
    ("russia", "2022-03-01"): ("Antonov", None),
    ("russia", "2025-02-15"): (None, "Aleksandr Kim"),
    ("russia", "2025-09-01"): ("Darchiev", None),
    ("china", "2022-06-01"): ("Qin Gang", None),
    ("china", "2023-03-01"): (None, "Xu Xueyuan"),
    ("china", "2024-01-15"): ("Xie Feng", None),
    # The texts of these months named the U.S. ambassador in Tirana.
    ("albania", "2021-03-01"): ("Floreta Faber", None),
    ("saudi-arabia", "2021-06-01"): ("Reema Bandar", None),
    ("india", "2024-06-01"): (None, "Ranganathan"),
    ("brazil", "2023-05-15"): (None, "Paranhos Velloso"),
    ("japan", "2022-01-15"): ("Tomita Koji", None),
}
#: Of what country, what office and when: who held it.
HEADS: dict[tuple[str, str, str], str] = {
    ("united-kingdom", "Prime Minister", "2022-10-01"): "Truss",
    ("united-kingdom", "Prime Minister", "2024-08-01"): "Keir Starmer",
    ("japan", "Prime Minister", "2021-01-15"): "Suga",
    ("japan", "Prime Minister", "2026-01-10"): "Takaichi",
    ("cambodia", "Prime Minister", "2021-06-01"): "Hun Sen",
    ("cambodia", "Prime Minister", "2025-01-15"): "Hun Manet",
    ("niger", "President", "2024-09-01"): "Tiani",
    ("chad", "President", "2024-09-01"): "Mahamat Deby",
    ("peru", "President", "2021-09-01"): "Castillo",
    ("peru", "President", "2026-01-10"): "Jeri",
    ("brazil", "Vice President", "2023-06-01"): "Alckmin",
    ("germany", "Chancellor", "2025-06-01"): "Merz",
    ("austria", "Chancellor", "2022-03-01"): "Nehammer",
}
#: Countries and persons: their start in the last text that gives one. Another source may give another day, beside it.
SINCE: dict[tuple[str, str], str] = {
    ("ukraine", "Bridget Brink"): "2022-06-02",  # confirmed on 18 May, by the first text
    ("china", "David Perdue"): "2025-07-25",  # designate since 16 May
    ("papua-new-guinea", "Ann Yastishock"): "2024-02-22",
    ("solomon-islands", "Ann Yastishock"): "2024-03-14",
    ("vanuatu", "Ann Yastishock"): "2024-04-16",
    ("uganda", "William Popp"): "2023-09-20",  # 2024 by mistake in the first text
    ("tanzania", "Andrew Lentz"): "2025-01",
    ("senegal", "Michael Raynor"): "2022-03-10",
}
#: Spellings of one person.
SPELLINGS = [
    ("Anatoliy Antonov", "Anatoly Antonov"),
    ("Tchiani", "Tiani"),
    ("Julie Fisher", "Julie Davis"),
    ("Bola Tinubu", "Bola Ahmed Adekunle Tinubu"),
]


@pytest.fixture(scope="module")
def answers(data_set: Path) -> Answers:
    return Answers(data_set)


def _heads(answers: Answers, where: str, day: str, names: tuple[str | None, str | None]) -> None:
    held = answers.rows(_HELD.format(where), day)
    for acting, name in zip((False, True), names, strict=True):
        # Presumed is enough: no text gives an end.
        likely = {
            actor
            for actor, basis, certainty, _ in held
            if (basis == "acting") is acting and certainty in ("certain", "presumed")
        }
        if name:
            assert answers.called(likely, [name]) == [name]
        else:
            assert not likely


@pytest.mark.parametrize(("country", "day"), MISSIONS)
def test_who_headed_a_mission(answers: Answers, country: str, day: str) -> None:
    _heads(answers, MISSION.format(country), day, MISSIONS[country, day])


@pytest.mark.parametrize(("country", "day"), ENVOYS)
def test_who_headed_a_mission_in_washington(answers: Answers, country: str, day: str) -> None:
    _heads(answers, WASHINGTON.format(country), day, ENVOYS[country, day])


@pytest.mark.parametrize(("country", "office", "day"), HEADS)
def test_who_headed_a_state_or_government(answers: Answers, country: str, office: str, day: str) -> None:
    held = answers.rows(_HELD.format(OFFICE.format(country, office, office)), day)
    name = HEADS[country, office, day]
    likely = {actor for actor, _, certainty, _ in held if certainty in ("certain", "presumed")}
    assert answers.called(likely, [name]) == [name]


@pytest.mark.parametrize(("country", "person"), SINCE)
def test_since_when(answers: Answers, country: str, person: str) -> None:
    roles = answers.rows(
        "select actor_id, role_id, start from role_holders where basis <> 'designated' and start >= '2014' and "
        + MISSION.format(country)
    )
    ((role, start),) = ((role, start) for actor, role, start in roles if answers.is_named(actor, person))
    reported = answers.ids("select reported_value from citations where record_id = ? and field = 'start'", role)
    assert SINCE[country, person] in (start, *reported)


@pytest.mark.parametrize(("left", "right"), SPELLINGS)
def test_another_spelling_is_no_other_person(answers: Answers, left: str, right: str) -> None:
    recent = set(answers.ids("select actor_id from roles where start >= '2014' and source_id = 'factbook'"))
    one, other = ([actor for actor in answers.persons(name) if actor in recent] for name in (left, right))
    assert one == other
    assert len(one) == 1


def test_father_and_son_are_two(answers: Answers) -> None:
    found = answers.ids(
        "select actor_id from role_holders where " + OFFICE.format("chad", "President", "President") + " order by 1"
    )
    assert len([actor for actor in found if answers.is_named(actor, "Idriss Deby")]) == 2


def test_the_king_of_several_realms_is_one_person(answers: Answers) -> None:
    """King Charles III, since 8 September 2022."""
    found = answers.rows(
        "select actor_id, o.country_id from roles join offices o using (office_id) where o.kind = 'foreign'"
        " and roles.start = '2022-09-08' and o.country_id in ('united-kingdom', 'canada', 'australia', 'jamaica')"
    )
    assert len(found) == 4
    assert len({actor for actor, _ in found}) == 1


def test_an_end_lies_between_the_editions_around_it(answers: Answers) -> None:
    """Godec is in the text of 2017-03-28, McCarter since 12 March 2019 is in that of 2020-11-24."""
    ((first, last),) = answers.rows(
        "select end_min, end_max from roles join actors using (actor_id)"
        " where office_id = 'ambassador-to-kenya' and sort_name like 'Godec%'"
    )
    assert first is None or first >= date(2017, 3, 28)
    assert last is None or last <= date(2019, 3, 12)


def test_a_deposed_president_is_not_dated_by_the_text(answers: Answers) -> None:
    """The text names Bazoum until 2024-01-25; the junta's head is in office since 2023-07-28."""
    held = answers.rows(_HELD.format(OFFICE.format("niger", "President", "President")), "2023-12-01")
    certain = {actor for actor, _, certainty, _ in held if certainty == "certain"}
    assert answers.called(certain, ["Tiani"]) == ["Tiani"]


def test_vice_presidents_did_not_leave_when_the_texts_dropped_them(answers: Answers) -> None:
    """In June 2024 the texts of Brazil drop the vice president."""
    held = answers.rows(_HELD.format(OFFICE.format("brazil", "Vice President", "Vice President")), "2025-01-15")
    assert "Alckmin" in answers.called({actor for actor, *_ in held}, ["Alckmin"])


def test_nobody_heads_a_mission_that_is_closed(answers: Answers) -> None:
    for country in ("iran", "north-korea", "syria"):
        held = answers.rows(_HELD.format(MISSION.format(country)), "2024-06-15")
        assert not [actor for actor, _, certainty, _ in held if certainty != "possible"], country


def test_a_nominee_in_a_note_is_no_ambassador(answers: Answers) -> None:
    """A note of October 2023 says that Lew was nominated to Israel; he is in the text as ambassador since November."""
    held = answers.rows(_HELD.format(MISSION.format("israel")), "2023-10-20")
    assert "Lew" not in answers.called({actor for actor, _, certainty, _ in held if certainty != "possible"}, ["Lew"])
