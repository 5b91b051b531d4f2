"""The import of the Factbook: successive texts become tenures whose ends are bounds."""

from __future__ import annotations

from pathlib import Path

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
from tests.importers.upstream import rows


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package")


def test_successive_texts_become_roles_whose_ends_are_bounds_between_editions(package: Path, tmp_path: Path) -> None:
    summary = import_factbook(package, factbook(tmp_path / "factbook", {"ke": KENYA}))
    assert summary.ok
    roles = roles_in(package, "ambassador-to-kenya")
    assert {name: (role["start"], role["end"], role["basis"]) for name, role in roles.items()} == {
        "Kyle Roe": ("2019-03-12", "2020-11-24/2021-01-20", "confirmed"),  # the start of the chargé is tighter
        "Eric W. Kneedler": ("2021-01-20", "2022-06-23/2022-08-05", "acting"),  # so is that of the successor
        "Margaret Whitman": ("2022-08-05", "..", "confirmed"),
    }
    assert {role["start_kind"] for role in roles.values()} == {"reported"}
    assert rows(package, "names")["margaret-whitman/Meg Whitman"]["kind"] == "alias"


def test_who_is_named_only_later_ends_a_tenure_as_well(package: Path, tmp_path: Path) -> None:
    sequence = [
        ("2022-03-01", texts_of(in_us="Ambassador Ann ROE (since 15 September 2021)")),
        ("2023-06-01", texts_of(in_us="vacant (Charg&eacute; d'Affaires Bo DOE since December 2022)")),
        ("2023-11-01", texts_of(in_us="Ambassador (vacant); Charg&eacute; d'Affaires Bo DOE (since 2 January 2023)")),
    ]
    import_factbook(package, factbook(tmp_path / "bracket", {"ke": sequence}))
    roles = roles_in(package, "ambassador-of-kenya-to-united-states")
    assert roles["Ann Roe"]["end"] == "2022-09-01/2023-01-02"
    assert roles["Bo Doe"]["start"] == "2023-01-02"


def test_a_vacancy_ends_when_who_is_named_next_began(package: Path, tmp_path: Path) -> None:
    sequence = [
        ("2022-03-01", texts_of(in_us="Ambassador Ann ROE (since 15 September 2021)")),
        ("2023-06-01", texts_of(in_us="Ambassador (vacant)")),
        ("2023-11-01", texts_of(in_us="Ambassador (vacant); Charg&eacute; d'Affaires Bo DOE (since 2 January 2023)")),
        ("2024-03-01", texts_of(in_us="Ambassador (vacant); Charg&eacute; d'Affaires Cy POE (since 5 May 2022)")),
    ]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    assert roles_in(package, "ambassador-of-kenya-to-united-states")["Ann Roe"]["end"] == "2022-09-01/2023-01-02"


def test_an_end_in_a_gap_has_no_last_day(package: Path, tmp_path: Path) -> None:
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": KENYA}))
    githae = roles_in(package, "ambassador-of-kenya-to-united-states")["Robinson Githae"]
    assert githae["end"] == "2017-03-28/"
    assert "2020-11-24" in githae["note"]
    assert githae["country_id"] == "united-states"
    office = rows(package, "offices")["ambassador-of-kenya-to-united-states"]
    assert (office["kind"], office["country_id"], office["title"]) == (
        "foreign",
        "kenya",
        "Ambassador of Kenya to the United States",
    )


def test_who_comes_back_after_others_has_a_second_role(package: Path, tmp_path: Path) -> None:
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": KENYA}))
    held = [
        role for role in rows(package, "roles").values() if role["office_id"] == "ambassador-of-kenya-to-united-states"
    ]
    amayo = [role for role in held if role["actor_id"] == "lazarus-amayo"]
    assert sorted((role["start"], role["end"]) for role in amayo) == [
        ("2020-07-17", "2022-03-01/2022-06-23"),
        ("2022-11-08", ".."),
    ]
    assert len({role["source_locator"] for role in held}) == 3


def test_a_role_that_others_have_is_cited_and_stays_as_it_is(package: Path, tmp_path: Path) -> None:
    before = rows(package, "roles")["robert-f-godec-ambassador-to-kenya-2013"]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": KENYA}))
    assert rows(package, "roles")["robert-f-godec-ambassador-to-kenya-2013"] == before
    cited = [row for row in rows(package, "citations").values() if row["record_id"] == before["role_id"]]
    assert [(row["field"], row["stance"], row["document_id"]) for row in cited] == [("start", "supports", "factbook")]
    other = [("2016-11-06", texts_of("Ambassador Robert F. GODEC (since 20 February 2013)"))]
    import_factbook(package, factbook(tmp_path / "other", {"ke": other}))
    disputed = [row for row in rows(package, "citations").values() if row["stance"] == "disputes"]
    assert [(row["field"], row["reported_value"]) for row in disputed] == [("start", "2013-02-20")]


def test_a_later_date_of_the_same_person_corrects_the_start(package: Path, tmp_path: Path) -> None:
    sequence = [
        ("2022-06-23", texts_of("Ambassador-designate Ann ROE (since 18 May 2022)")),
        ("2022-09-01", texts_of("Ambassador Ann ROE (since 2 June 2022)")),
        ("2023-01-19", texts_of("Ambassador Ann ROE (since June 2022)")),
    ]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    role = roles_in(package, "ambassador-to-kenya")["Ann Roe"]
    assert (role["start"], role["basis"], role["title"]) == ("2022-06-02", "confirmed", "Ambassador")
    disputes = [row for row in rows(package, "citations").values() if row["record_id"] == role["role_id"]]
    assert [(row["stance"], row["reported_value"]) for row in disputes] == [("disputes", "2022-05-18")]


def test_a_new_term_is_no_new_start(package: Path, tmp_path: Path) -> None:
    sequence = [
        ("2020-11-24", texts_of(state="President Ann ROE (since 12 May 2018)")),
        ("2024-06-27", texts_of(state="President Ann ROE (since 9 June 2023)")),
    ]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    assert roles_in(package, "president-of-kenya")["Ann Roe"]["start"] == "2018-05-12"


def test_two_spellings_and_two_fields_are_one_role(package: Path, tmp_path: Path) -> None:
    first = "President Andrés LOPEZ Doe (since 1 December 2018); Vice President (vacant)"
    second = "President Andres LÓPEZ DOE (since 1 December 2018); note - the president is both"
    sequence = [
        ("2020-11-24", texts_of(state=first, government=first)),
        ("2023-01-19", texts_of(state=second, government=second)),
    ]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    assert [(role["start"], role["end"]) for role in roles_in(package, "president-of-kenya").values()] == [
        ("2018-12-01", "..")
    ]


def test_a_deputy_whom_texts_no_longer_list_has_not_left(package: Path, tmp_path: Path) -> None:
    sequence = [
        (
            "2023-01-19",
            texts_of(
                state="President Ann ROE (since 13 September 2022); Deputy President Bo DOE (since 13 September 2022)"
            ),
        ),
        ("2024-06-27", texts_of(state="President Ann ROE (since 13 September 2022)")),
    ]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    assert roles_in(package, "deputy-president-of-kenya")["Bo Doe"]["end"] == "2024-03-01/"


def test_a_title_is_one_person_s_and_without_honorifics(package: Path, tmp_path: Path) -> None:
    state = "Chairman of the Council of Ministers Ann ROE (since 1 May 2012); Secretary of State Cardinal Bo DOE (since 2 May 2012)"
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": [("2023-01-19", texts_of(state=state))]}))
    titles = {row["title"] for row in rows(package, "roles").values() if row["source_id"] == "factbook"}
    assert titles == {"Chairman of the Council of Ministers", "Secretary of State"}


def test_a_deputy_beside_whom_others_follow_may_have_left(package: Path, tmp_path: Path) -> None:
    government = "Prime Minister Ann ROE (since 1 May 2012); Deputy Prime Minister {} (since 2 May 2012)"
    sequence = [
        ("2022-03-01", texts_of(government=government.format("Bo DOE"))),
        ("2023-01-19", texts_of(government=government.format("Cy POE"))),
    ]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    role = roles_in(package, "deputy-prime-minister-of-kenya")["Bo Doe"]
    assert (role["end"], role["note"]) == (
        "2022-09-01/",
        "Named up to the edition of 2022-09-01; later ones name others.",
    )


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
