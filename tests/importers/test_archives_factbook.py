"""The Factbook as a whole, if its archive is next to the repository, beside what the data set ships."""

from __future__ import annotations

import html
import json
import re
import shutil
import tarfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from fpdata.access.tenure_queries import as_of
from fpdata.export.parquet import build
from fpdata.importers.core.run import run_import
from fpdata.importers.factbook.reader import read_factbook
from tests.importers.upstream import ARCHIVES, archives, rows

pytest.importorskip("yaml")

pytestmark = [
    pytest.mark.skipif(not list(archives()), reason="the archives of the sources are not next to the repository"),
    pytest.mark.xdist_group("factbook"),  # it is imported once
    pytest.mark.archives,
]
_FACTBOOK = ARCHIVES / "factbook.tar.xz"
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1
    )
}
_NAMED = re.compile(
    r"(?:Ambassador|Apostolic Nuncio|Charg\S* d'Affaires(?: ad interim)?)"
    r" (?!\(|-)(?P<name>[^;()]+?) \((?:since )?(?:(?P<day>\d+) )?(?P<month>[A-Z][a-z]{2})[a-z]* (?P<year>\d{4})\)"
)


@pytest.fixture(scope="module")
def factbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the Factbook, extracted."""
    if not _FACTBOOK.exists():
        pytest.skip("the archive of the Factbook is not next to the repository")
    root = tmp_path_factory.mktemp("factbook")
    with tarfile.open(_FACTBOOK) as archive:
        archive.extractall(root, filter="data")
    return root


@pytest.fixture(scope="module")
def shipped(factbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data set of the repository, into which the Factbook is imported once more."""
    repository, copy = Path(__file__).parents[2], tmp_path_factory.mktemp("shipped")
    shutil.copy(repository / "datapackage.json", copy)
    shutil.copytree(repository / "datasets", copy / "datasets")
    summary = run_import(copy, read_factbook(factbook))
    assert summary.ok
    assert not summary.files
    return copy


@pytest.fixture(scope="module")
def answers(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of that data set."""
    export = tmp_path_factory.mktemp("answers") / "parquet"
    build(shipped, export)
    return export


def _named(factbook: Path, code: str, section: str) -> list[tuple[date, str, date, date]]:
    """Return who is named in the raw texts: start, family name, the last edition with such a text, and the next one."""
    sequence = json.loads((factbook / f"factbook/countries/{code}.json").read_text(encoding="utf-8"))["sequence"]
    days = [date.fromisoformat(entry["date"][:10]) for entry in sequence] + [date(2026, 1, 22)]
    found: dict[tuple[date, str], int] = {}
    for position, entry in enumerate(sequence):
        text = html.unescape(html.unescape((entry.get(section) or {}).get("chief of mission", "")))
        text = re.sub("<[^>]*>", "", text).replace("\xa0", " ").replace("’", "'").partition("note")[0]
        for match in _NAMED.finditer(text):
            start = date(int(match["year"]), _MONTHS[match["month"]], int(match["day"] or 1))
            capitals = [word for word in match["name"].split() if re.search("[A-Z]{2}", word)] or match["name"].split()
            found[start, capitals[-1].rstrip(",").casefold()] = position
    return [(start, name, days[last], days[last + 1]) for (start, name), last in found.items()]


#: Code, section, and months: the start of the last to begin before the month is in all of them the one that counts.
_QUESTIONS = [
    ("ke", "from_us", ("2021-06", "2022-10", "2024-03", "2025-02", "2025-11")),
    ("rs", "from_us", ("2022-11", "2024-05", "2025-09")),
    ("is", "in_us", ("2022-03", "2024-11", "2025-06")),
    ("up", "in_us", ("2020-12", "2022-05", "2025-11")),
    ("ch", "in_us", ("2023-04", "2024-02", "2025-12")),
    ("gm", "in_us", ("2021-09", "2023-12", "2025-12")),
    ("in", "in_us", ("2021-05", "2024-03", "2025-03")),
    ("br", "from_us", ("2023-05", "2025-04")),
    ("uv", "from_us", ("2024-12", "2025-06")),
    ("sz", "from_us", ("2022-10", "2025-06")),  # who is accredited to Liechtenstein, too
    ("vt", "in_us", ("2019-05", "2024-05")),
    ("bo", "from_us", ("2024-02", "2025-08")),
]


@pytest.mark.parametrize(
    ("code", "section", "month"), [(code, section, month) for code, section, months in _QUESTIONS for month in months]
)
def test_answers_agree_with_the_raw_texts_of_the_factbook(
    factbook: Path, answers: Path, code: str, section: str, month: str
) -> None:
    first = date(int(month[:4]), int(month[5:]), 1)
    begun = [one for one in _named(factbook, code, section) if one[0] <= first]
    start, name, last, following = max(begun, key=lambda one: (one[0], one[3]))
    offices = {"from_us": "ambassador-to-{}", "in_us": "ambassador-of-{}-to-united-states"}
    country = _COUNTRIES[code]
    office = "apostolic-nuncio-of-holy-see-to-united-states" if code == "vt" else offices[section].format(country)
    found = {
        row["actor_name"].casefold(): row["certainty"] for row in as_of(month, office=office, path=answers).to_pylist()
    }
    certainty = next((value for who, value in found.items() if name in who), None)
    # An edition may still name who left up to 180 days before it: coverage.lag.
    expected = ["certain"] if last - timedelta(180) >= first else ["certain", "presumed"]
    assert certainty in (expected if following >= first else [None, "possible"]), (start, found)


_COUNTRIES = {
    **{"ke": "kenya", "rs": "russia", "is": "israel", "up": "ukraine", "ch": "china", "gm": "germany", "in": "india"},
    **{"br": "brazil", "uv": "burkina-faso", "sz": "liechtenstein", "vt": "holy-see", "bo": "belarus"},
}


@pytest.mark.parametrize(
    ("office", "month", "certain"),
    [
        ("ambassador-of-kenya-to-united-states", "2018-06", False),  # in the gap; somebody may have come and gone
        ("ambassador-of-russia-to-united-states", "2017-08", False),
        ("president-of-kenya", "2018-06", True),  # the same person before and after, since the same day
        ("ambassador-of-israel-to-united-states", "2016-05", True),
        ("ambassador-of-kenya-to-united-states", "2014-08", False),  # texts of 2014 give no starts
    ],
)
def test_gaps_between_editions_make_nothing_certain(answers: Path, office: str, month: str, certain: bool) -> None:
    found = as_of(month, office=office, path=answers).to_pylist()
    assert found
    assert any(row["certainty"] == "certain" for row in found) is certain


def test_one_person_has_no_two_roles_with_one_start(shipped: Path) -> None:
    held = Counter(
        (role["actor_id"], role["office_id"], role["start"])
        for role in rows(shipped, "roles").values()
        if role["source_id"] == "factbook"
    )
    assert [key for key, count in held.items() if count > 1] == []


def test_an_end_is_an_exact_day_only_if_a_text_gives_it(factbook: Path, shipped: Path) -> None:
    """Or if a correction does, with its proof."""
    corrected = {row["record_id"] for row in rows(shipped, "corrections").values() if row["field"] == "end"}
    told = [
        role
        for id, role in rows(shipped, "roles").items()
        if role["source_id"] == "factbook" and role["end"] not in ("", "..") and "/" not in role["end"]
        if id not in corrected
    ]
    assert len(told) > 40
    for role in told:
        year, month, *day = role["end"].split("-")
        words = " ".join([*(f"{int(one)}" for one in day), date(2000, int(month), 1).strftime("%B"), year])
        code = role["source_locator"].split("/")[1]
        assert words in (factbook / f"factbook/countries/{code}.json").read_text(encoding="utf-8"), role["role_id"]
