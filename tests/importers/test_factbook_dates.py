"""The import of the Factbook: which starts and ends its texts show, and what is certain between two editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from fpdata.access.tenure_queries import as_of
from fpdata.export.parquet import build
from tests.importers.factbook_archives import (
    KENYA,
    factbook,
    import_factbook,
    roles_in,
    small_package,
    texts_of,
)
from tests.importers.upstream import replace_in_file, rows


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package")


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2018-06", {"Kyle Roe": None, "Robert F. Godec": None}),
        ("2020-12", {"Kyle Roe": "possible"}),
        ("2020-11", {"Kyle Roe": "presumed"}),  # still named by the edition of 2020-11-24
        ("2020-05", {"Kyle Roe": "certain"}),
        ("2021-12", {"Eric W. Kneedler": "certain"}),
        ("2022-03", {"Eric W. Kneedler": "presumed"}),
        ("2022-07", {"Eric W. Kneedler": "possible"}),
        ("2022-09", {"Margaret Whitman": "presumed"}),
        ("2025-01", {"Margaret Whitman": "presumed"}),
    ],
)
def test_editions_that_lag_or_lack_make_nothing_certain(
    package: Path, tmp_path: Path, day: str, answer: dict[str, str | None]
) -> None:
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": KENYA}))
    build(package, tmp_path / "export")
    found = as_of(day, office="ambassador-to-kenya", path=tmp_path / "export").to_pylist()
    expected = {name: certainty for name, certainty in answer.items() if certainty}
    assert {row["actor_name"]: row["certainty"] for row in found} == expected


@pytest.mark.parametrize(
    ("sequence", "office", "holder", "expected"),
    [
        (  # the year is mistaken: another one who began later was named before
            [
                ("2016-11-06", texts_of("Ambassador Bo DOE (since 5 May 2015)")),
                ("2022-06-23", texts_of("Ambassador Ann ROE (since 5 May 2010)")),
            ],
            "ambassador-to-kenya",
            "Ann Roe",
            ("/2022-06-23", ".."),
        ),
        (  # an end that the text itself gives
            [("2022-03-01", texts_of(state="Captain Regent Ann ROE (for the period 1 October 2021 - 1 April 2022)"))],
            "captain-regent-of-kenya",
            "Ann Roe",
            ("2021-10-01", "2022-04-01"),
        ),
        (  # who was announced before beginning left after that
            [
                ("2022-03-01", texts_of("Ambassador Ann ROE (since 1 April 2022)")),
                ("2022-06-23", texts_of("Ambassador Bo DOE (since 5 May 2022)")),
            ],
            "ambassador-to-kenya",
            "Ann Roe",
            ("2022-04-01", "2022-04-01/2022-05-05"),
        ),
        (  # no text before the successor's start names the holder
            [
                ("2022-06-23", texts_of("Ambassador Ann ROE")),
                ("2022-09-01", texts_of("Ambassador Bo DOE (since 5 May 2022)")),
            ],
            "ambassador-to-kenya",
            "Ann Roe",
            ("", "/2022-05-05"),
        ),
        (  # a successor without a start
            [
                ("2022-06-23", texts_of("Ambassador Ann ROE (since 5 May 2021)")),
                ("2022-09-01", texts_of("Ambassador Bo DOE")),
            ],
            "ambassador-to-kenya",
            "Ann Roe",
            ("2021-05-05", "2022-06-23/2022-09-01"),
        ),
        (  # somebody designate does not show that the holder has left
            [
                ("2022-06-23", texts_of("Ambassador Ann ROE (since 5 May 2021)")),
                ("2022-09-01", texts_of("Ambassador-designate Bo DOE (since 5 August 2022)")),
            ],
            "ambassador-to-kenya",
            "Ann Roe",
            ("2021-05-05", "2022-06-23/"),
        ),
        (  # nor does a chargé who was beside the ambassador
            [
                (
                    "2022-06-23",
                    texts_of("Ambassador Ann ROE (since 5 May 2021); Charge d'Affaires Bo DOE (since 5 June 2021)"),
                ),
                ("2022-09-01", texts_of("Charge d'Affaires Bo DOE (since 5 June 2021)")),
            ],
            "ambassador-to-kenya",
            "Ann Roe",
            ("2021-05-05", "2022-06-23/"),
        ),
        (  # one field gives the start, the other does not
            [("2022-06-23", texts_of(state="President Ann ROE", government="President Ann ROE (since 5 May 2020)"))],
            "president-of-kenya",
            "Ann Roe",
            ("2020-05-05", ".."),
        ),
        (  # a name without a title, which another text has
            [
                ("2022-06-23", texts_of(state="President Ann ROE (since 5 May 2020)")),
                ("2022-09-01", texts_of(state="Ann ROE (since 5 May 2020); Bo DOE (since 5 May 2021)")),
            ],
            "president-of-kenya",
            "Ann Roe",
            ("2020-05-05", ".."),
        ),
    ],
)
def test_start_and_end_are_what_the_texts_show(
    package: Path,
    tmp_path: Path,
    sequence: Sequence[tuple[str, Mapping[str, Any]]],
    office: str,
    holder: str,
    expected: tuple[str, str],
) -> None:
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    role = roles_in(package, office)[holder]
    assert (role["start"], role["end"]) == expected


def test_a_start_that_cannot_be_of_this_tenure_is_told(package: Path, tmp_path: Path) -> None:
    sequence = [
        ("2016-11-06", texts_of("Ambassador Bo DOE (since 5 May 2015)")),
        ("2022-06-23", texts_of("Ambassador Ann ROE (since 5 May 2010)")),
    ]
    summary = import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    assert [one.message for one in summary.findings] == [
        "Ann ROE since 2010-05-05: Bo DOE is named by the text of 2016-11-06, since 2015-05-05"
    ]


@pytest.mark.parametrize(
    ("sequence", "office"),
    [
        (
            [
                ("2017-03-28", texts_of("Ambassador Ann ROE (since 5 May 2013)")),
                ("2020-11-24", texts_of("Ambassador Ann ROE (since 5 May 2019)")),
            ],
            "ambassador-to-kenya",
        ),
        (
            [
                ("2016-11-06", texts_of(state="President Ann ROE")),
                ("2017-03-28", texts_of(state="President Bo DOE")),
                ("2022-06-23", texts_of(state="President Ann ROE")),
            ],
            "president-of-kenya",
        ),
    ],
)
def test_who_is_named_again_after_a_gap_came_back(
    package: Path, tmp_path: Path, sequence: Sequence[tuple[str, Mapping[str, Any]]], office: str
) -> None:
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    held = [role for role in rows(package, "roles").values() if role["office_id"] == office]
    assert [role["actor_id"] for role in held].count("ann-roe") == 2


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Ambassador Robert F. GODEC", "2016-11-06", {("end", "disputes", "2020-11-24/"), ("", "supports", "")}),
        ("Ambassador Robert F. GODEC (since 16 January 2013)", "2016-11-06", {("end", "disputes", "2020-11-24/")}),
    ],
)
def test_an_edition_that_still_names_who_had_left_disputes_the_end(
    package: Path, tmp_path: Path, text: str, day: str, expected: set[tuple[str, str, str]]
) -> None:
    sequence = [(day, texts_of(text)), ("2021-02-02", texts_of("Ambassador Ann ROE (since 1 February 2021)"))]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    cited = {(row["field"], row["stance"], row["reported_value"]) for row in rows(package, "citations").values()}
    assert expected <= cited


def test_a_text_that_lags_behind_disputes_no_end(package: Path, tmp_path: Path) -> None:
    sequence = [
        ("2016-11-06", texts_of("Ambassador Robert F. GODEC (since 16 January 2013)")),
        ("2021-02-02", texts_of("Ambassador Ann ROE (since 1 February 2017)")),
    ]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    assert {row["field"] for row in rows(package, "citations").values()} == {"start"}


def test_the_newest_edition_supports_that_somebody_is_in_office(package: Path, tmp_path: Path) -> None:
    replace_in_file(package / "datasets/roles.csv", "2017-01-20", "..")
    text = "Ambassador Robert F. GODEC (since 16 January 2013)"
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": [("2024-06-27", texts_of(text))]}))
    cited = {(row["field"], row["stance"]) for row in rows(package, "citations").values()}
    assert cited == {("start", "supports"), ("end", "supports")}
