"""What people type for the records of this data set, and what they find first."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest

import fpdata
from fpdata.access.resolver import RecordKind, choose_record
from fpdata.access.searched_tables import ONLY_IDS, SPECS
from fpdata.model.slugs import fold

pytestmark = pytest.mark.xdist_group("data_set")

#: What is typed, and the id of what is found first.
TYPED = {
    "Witkoff": "steve-witkoff",
    "witkof": "steve-witkoff",
    "wittkoff": "steve-witkoff",
    "WITKOFF, STEVE": "steve-witkoff",
    "Kushner": "jared-kushner",
    "Rubio": "marco-rubio",
    "Secretary Rubio": "marco-rubio",
    "Trump": "donald-trump",
    "Macron": "emmanuel-macron",
    "Zelensky": "volodymyr-zelensky",
    "Zelenskyy": "volodymyr-zelensky",
    "Zelenskiy": "volodymyr-zelensky",
    "Володимир Зеленський": "volodymyr-zelensky",
    "Владимир Путин": "vladimir-putin",
    "Путін": "vladimir-putin",
    "Кирилл Дмитриев": "kirill-dmitriev",
    "Xi Jinping": "xi-jinping",
    "Netanyahu": "benjamin-netanyahu",
    "kissenger": "henry-a-kissinger",
    "Henry Kissinger": "henry-a-kissinger",
    "George Kennan": "george-f-kennan",
    "President Kennedy": "john-f-kennedy",
    "JFK": "john-f-kennedy",
    "FDR": "franklin-d-roosevelt",
    "Truman": "harry-s-truman",
    "Eisenhower": "dwight-d-eisenhower",
    "Nixon": "richard-m-nixon",
    "Obama": "barack-obama",
    "Biden": "joe-biden",
    "George H. W. Bush": "george-h-w-bush",
    "Dulles": "john-foster-dulles",
    "Khrushchev": "nikita-khrushchev",
    "Khruschev": "nikita-khrushchev",
    "Хрущёв": "nikita-khrushchev",
    "Dobrynin": "anatoly-f-dobrynin",
    "Zhou Enlai": "zhou-enlai",
    "de Gaulle": "charles-de-gaulle",
    "Thatcher": "margaret-thatcher",
    "Adenauer": "konrad-adenauer",
    "Ushakov": "yuri-ushakov",
    "Umerov": "rustem-umerov",
    "Hegseth": "pete-hegseth",
    "J.D. Vance": "jd-vance",
    "Hillary Clinton": "hillary-rodham-clinton",
    "Madeleine Albright": "madeleine-k-albright",
    "secretary of state": "secretary-of-state",
    "Secretary of War": "secretary-of-defense",
    "secretary of defence": "secretary-of-defense",
    "National Security Advisor": "national-security-adviser",
    "ambassador to Kenya": "ambassador-to-kenya",
    "ambassador to the UK": "ambassador-to-united-kingdom",
    "Ambassador to the United Nations": "representative-to-un",
    "president": "president-of-the-united-states",
    "vice president": "vice-president-of-the-united-states",
    "press secretary": "white-house-press-secretary",
    "CIA director": "director-of-the-central-intelligence-agency",
    "USTR": "us-trade-representative",
    "U.K.": "united-kingdom",
    "USA": "united-states",
    "U.S.": "united-states",
    "Germany": "germany",
    "USSR": "soviet-union",
    "Cote d'Ivoire": "cote-divoire",
    "Ivory Coast": "cote-divoire",
    "Türkiye": "turkey",
    "Vatican": "holy-see",
    "Myanmar": "burma",
    "state department": "us-department-of-state",
    "Pentagon": "us-department-of-defense",
    "NYT": "new-york-times",
    "Axios": "axios",
    "28-point plan": "plan-28",
    "approaching trump": "approaching-trump",
}

#: The kind of argument, what is typed for it, and the id that the command line takes.
ARGUMENTS: list[tuple[RecordKind, str, str]] = [
    ("person", "Macron", "emmanuel-macron"),
    ("person", "Zelenskyy", "volodymyr-zelensky"),
    ("person", "Kushner", "jared-kushner"),
    ("person", "President Obama", "barack-obama"),
    ("office", "Secretary of War", "secretary-of-defense"),
    ("office", "secretary of war", "secretary-of-defense"),
    ("office", "national security adviser", "national-security-adviser"),
    ("office", "ambassador to Kenya", "ambassador-to-kenya"),
    ("country", "U.K.", "united-kingdom"),
    ("country", "United States of America", "united-states"),
    ("country", "DE", "germany"),
    ("organization", "State Department", "us-department-of-state"),
    ("sender", "Henry Kissinger", "henry-a-kissinger"),
    ("record", "Witkoff", "steve-witkoff"),
]


@pytest.mark.parametrize(("typed", "first"), TYPED.items())
def test_what_people_type_is_found_first(data_set: Path, typed: str, first: str) -> None:
    for spelling in {typed, unicodedata.normalize("NFD", typed)}:  # of capitals, see below
        assert fpdata.find(spelling, path=data_set)["id"][0].as_py() == first


@pytest.mark.parametrize(("kind", "typed", "id"), ARGUMENTS)
def test_arguments_take_what_people_type(data_set: Path, kind: RecordKind, typed: str, id: str) -> None:
    assert choose_record(kind, typed, data_set).id == id


@pytest.mark.parametrize("table", [*SPECS, *ONLY_IDS])
def test_an_id_is_found_first(data_set: Path, table: str) -> None:
    key = SPECS[table].key if table in SPECS else ONLY_IDS[table]
    ids = fpdata.load(table, path=data_set)[key].to_pylist()  # type: ignore[arg-type]
    for id in random.Random(0).sample(ids, min(len(ids), 8)):
        assert fpdata.find(id, path=data_set)["id"][0].as_py() == id


def test_accents_and_case_do_not_matter(data_set: Path) -> None:
    names = [name for name in fpdata.load("actors", path=data_set)["name"].to_pylist() if not name.isascii()]
    for name in random.Random(0).sample(names, 12):
        plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).upper()
        assert fpdata.find(plain, "actors", path=data_set).equals(fpdata.find(name, "actors", path=data_set))


def test_a_slip_in_a_long_word_still_finds(data_set: Path) -> None:
    random_ = random.Random(0)
    persons = fpdata.load("actors", path=data_set).select(["actor_id", "name"]).to_pylist()
    tried = 0
    for person in random_.sample(persons, 40):
        words = fold(person["name"]).split()
        word = max(words, key=len)
        if len(word) < 5 or not word.isalpha():
            continue
        at = random_.randrange(1, len(word))
        typed = " ".join(words).replace(
            word, word[:at] + word[at + 1 :] if random_.random() < 0.5 else f"{word[:at]}x{word[at:]}"
        )
        tried += 1
        assert person["actor_id"] in fpdata.find(typed, "actors", path=data_set)["id"].to_pylist()
    assert tried > 25
