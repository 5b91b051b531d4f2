"""What texts of the Factbook tell of who left, and which ends that gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from fpdata.importers.factbook.departures import read_departures
from fpdata.importers.factbook.plain_text import plain
from tests.importers.factbook_archives import factbook, import_factbook, roles_in, small_package, texts_of
from tests.importers.upstream import rows


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Bo DOE (3 February 2015); Ann ROE resigned 14 January 2015", [("ROE", "", "2015-01-14", "resigned")]),
        ("note - Ambassador Ann ROE left in early August 2021", [("ROE", "", "2021-08", "left-post")]),
        ("note: Ann ROE left the country on 15 August 2021", []),
        ("note - Governor ROE has resigned and will leave his post in September 2015", []),
        ("note - Governor ROE has resigned and left his post on 28 September 2015", [("ROE", "Governor", "2015-09-28", "left-post")]),
        ("Vice President Ann ROE Lee (since 22 July 2015) was removed from office 5 November 2015", [("ROE", "Vice President", "2015-11-05", "dismissed")]),
        ("note - President DOE removed Prime Minister Ann ROE from office on 3 March 2022", [("ROE", "Prime Minister", "2022-03-03", "dismissed")]),
        ("note - Prime Minister Bo DOE replaced Prime Minister Ann ROE on 25 January 2014 and was fired on 5 August 2014", [("ROE", "Prime Minister", "2014-01-25", "superseded"), ("DOE", "Prime Minister", "2014-08-05", "dismissed")]),
        ("King ROE Adams, also spelled ROY Adam, died on 13 October 2016", [("ROE", "Monarch", "2016-10-13", "died")]),
        ("former Prime Minister Ann ROE was arrested by soldiers on 24 May 2021 and resigned on 26 May 2021", [("ROE", "Prime Minister", "2021-05-26", "resigned")]),
        ("Ambassador (vacant since late July 2021)", [("", "", "2021-07", "")]),
        ("vacant (since 7 September 2025)", [("", "", "2025-09-07", "")]),
        ("vacant (Chargé d'Affaires XU Xueyuan since December 2022)", []),
        ("note - ROE resigned from the ruling party on 20 March 2024", []),
        ("note - the government resigned on 20 March 2024", []),
        ("note - ROE resigned on 31 February 2024", []),
        ("note - Bo DOE resigned for Ann ROE on 20 March 2024", []),
    ],
)  # fmt: skip
def test_a_text_tells_who_left_and_when(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    found = read_departures(plain(text))
    assert [(one.name, one.office, one.date, one.kind) for one in found] == expected


@pytest.mark.parametrize(
    ("text", "may_have_stayed", "has_stayed"),
    [
        ("Ann ROE resigned on 20 March 2024", True, False),
        ("former Prime Minister Ann ROE resigned on 20 March 2024", False, False),
        ("Ann ROE was ousted in a no-confidence vote on 20 March 2024", True, False),
        ("Ann ROE was ousted on 20 March 2024", False, False),
        ("Ann ROE resigned on 20 March 2024, but will stay until there is a successor", True, True),
        ("Ann ROE resigned on 20 March 2024 and was reelected", True, True),
    ],
)
def test_who_resigned_may_have_stayed(text: str, may_have_stayed: bool, has_stayed: bool) -> None:
    (found,) = read_departures(text)
    assert (found.may_have_stayed, found.has_stayed) == (may_have_stayed, has_stayed)


_PRESIDENT = texts_of(state="President Ann ROE (since 5 May 2020)")
_PREMIER = texts_of(government="Prime Minister Ann ROE (since 5 May 2020)")


def _state(note: str, successor: str = "President Bo DOE (since 1 June 2022)") -> Mapping[str, Any]:
    return texts_of(state=f"{successor}; note - {note}")


def _government(note: str, successor: str = "Prime Minister Bo DOE (since 1 June 2022)") -> Mapping[str, Any]:
    return texts_of(government=f"{successor}; note - {note}")


@pytest.mark.parametrize(
    ("before", "after", "office", "expected"),
    [
        # between the editions, and before the last that still names her
        (_PRESIDENT, _state("Ann ROE resigned on 30 May 2022"), "president", ("2022-05-30", "resigned", set())),
        (_PRESIDENT, _state("Ann ROE died on 20 February 2022"), "president", ("2022-02-20", "died", set())),
        # no end: before the start, after the successor, another office, another person
        (_PRESIDENT, _state("Ann ROE resigned on 5 May 2020"), "president", ("2022-03-01/2022-06-01", "", set())),
        (_PRESIDENT, _state("Ann ROE resigned on 3 June 2022"), "president", ("2022-03-01/2022-06-01", "", set())),
        (_PRESIDENT, _state("Judge Ann ROE, Prime Minister ROE resigned on 30 May 2022"), "president", ("2022-03-01/2022-06-01", "", set())),
        (_PRESIDENT, _state("ANN Poe resigned on 30 May 2022"), "president", ("2022-03-01/2022-06-01", "", set())),
        # a head of government may have stayed
        (_PREMIER, _government("Ann ROE resigned on 30 May 2022"), "prime-minister", ("2022-03-01/2022-06-01", "", set())),
        (_PREMIER, _government("Ann ROE resigned on 20 February 2022"), "prime-minister", ("2022-03-01/2022-06-01", "", {"2022-02-20"})),
        (_PREMIER, _government("Ann ROE resigned on 20 February 2022 but stayed on, a caretaker"), "prime-minister", ("2022-03-01/2022-06-01", "", set())),
        (_PREMIER, _government("former Prime Minister Ann ROE resigned on 20 February 2022"), "prime-minister", ("2022-02-20", "resigned", set())),
        (_PREMIER, _government("Ann ROE resigned on 1 June 2022"), "prime-minister", ("2022-06-01", "resigned", set())),
        (_PREMIER, _government("Ann ROE was removed from office on 20 February 2022"), "prime-minister", ("2022-02-20", "dismissed", set())),
        (_PREMIER, _government("Ann ROE resigned on 30 May 2022", "vacant (since 30 May 2022)"), "prime-minister", ("2022-03-01/", "", {"2022-05-30"})),
        # resigned, and replaced later: between the two
        (_PREMIER, _government("Bo DOE replaced Ann ROE on 25 February 2022; Ann ROE resigned on 20 February 2022"), "prime-minister", ("2022-02-20/2022-02-25", "resigned", set())),
    ],
)  # fmt: skip
def test_an_end_is_the_day_that_a_text_tells(
    package: Path,
    tmp_path: Path,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    office: str,
    expected: tuple[str, str, set[str]],
) -> None:
    sequence = [("2022-03-01", before), ("2022-06-23", after)]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    role = roles_in(package, f"{office}-of-kenya")["Ann Roe"]
    cited = {row["reported_value"] for row in rows(package, "citations").values() if row["field"] == "end"}
    assert (role["end"], role["end_kind"], cited) == expected


def _mission(in_us: str) -> Mapping[str, Any]:
    return texts_of(in_us=in_us)


@pytest.mark.parametrize(
    ("sequence", "expected"),
    [
        ([("2021-07-01", "Ambassador Ann ROE (since 5 May 2020)"), ("2021-12-01", "Ambassador (vacant since late July 2021)")], "2021-07"),
        ([("2021-07-01", "Ambassador Ann ROE (since 5 May 2020)"), ("2021-12-01", "Ambassador (vacant); note - Ann ROE left in early August 2021")], "2021-08"),
        # the same text still names who left
        ([("2021-07-01", "Ambassador Ann ROE (since 5 May 2020); note - Ann ROE left her post on 5 June 2021"), ("2021-12-01", "Ambassador (vacant)")], "2021-06-05"),
        # named again later: that was no end
        ([("2021-07-01", "Ambassador Bo DOE (since 5 May 2021); note - Ann ROE left her post on 5 June 2020"), ("2021-12-01", "Ambassador Ann ROE (since 5 May 2020)"), ("2022-06-23", "Ambassador (vacant)")], "2022-03-01/2022-06-23"),
        # in office as far as the source reaches
        ([("2021-07-01", "Ambassador Ann ROE (since 5 May 2020); note - Ann ROE left her post on 5 June 2021")], ".."),
    ],
)  # fmt: skip
def test_a_post_ends_when_its_holder_left_or_it_was_vacant(
    package: Path, tmp_path: Path, sequence: Sequence[tuple[str, str]], expected: str
) -> None:
    archive = factbook(tmp_path / "factbook", {"ke": [(day, _mission(text)) for day, text in sequence]})
    import_factbook(package, archive)
    assert roles_in(package, "ambassador-of-kenya-to-united-states")["Ann Roe"]["end"] == expected


def test_a_note_that_is_a_field_of_its_own_tells_it_too(package: Path, tmp_path: Path) -> None:
    later = _government("")
    later["executive"]["note"] = "note: Prime Minister Ann ROE was removed from office on 20 February 2022"
    sequence = [("2022-03-01", _PREMIER), ("2022-06-23", later)]
    source = factbook(tmp_path / "factbook", {"ke": sequence})
    import_factbook(package, source)
    role = roles_in(package, "prime-minister-of-kenya")["Ann Roe"]
    assert (role["end"], role["end_kind"]) == ("2022-02-20", "dismissed")
    assert not import_factbook(package, source).files
