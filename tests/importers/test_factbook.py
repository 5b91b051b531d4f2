"""The import of the Factbook: successive texts become tenures whose ends are bounds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fpdata.importers.core.source import ImportBatch
from fpdata.importers.factbook.archive import CountryFile, Entry
from fpdata.importers.factbook.reader import SOURCE
from fpdata.importers.factbook.snapshots import Readings
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


def test_an_end_in_a_gap_has_the_start_of_the_next_as_its_last_day(package: Path, tmp_path: Path) -> None:
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": KENYA}))
    githae = roles_in(package, "ambassador-of-kenya-to-united-states")["Robinson Githae"]
    assert githae["end"] == "2017-03-28/2020-07-17"
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


@pytest.mark.parametrize(
    ("before", "after", "end"),
    [
        ("Bo DOE (since 2 May 2012)", "Cy POE (since 2 May 2012)", "2022-09-01/2023-01-19"),
        ("Bo DOE (since 2 May 2012)", "Cy POE (since 5 May 2022)", "2022-03-01/2022-05-05"),
        # Several at once: a new one is named, all are new, or one is no longer listed.
        ("Bo DOE, Di LOE (since 2 May 2012)", "Di LOE, Cy POE (since 5 May 2022)", "2022-09-01/2023-01-19"),
        ("Bo DOE, Di LOE (since 2 May 2012)", "Al MOE, Cy POE (since 5 May 2022)", "2022-03-01/2022-05-05"),
        ("Bo DOE, Di LOE (since 2 May 2012)", "Di LOE (since 2 May 2012)", "2022-09-01/"),
    ],
)
def test_a_deputy_leaves_when_the_texts_name_somebody_new(
    package: Path, tmp_path: Path, before: str, after: str, end: str
) -> None:
    government = "Prime Minister Ann ROE (since 1 May 2012); Deputy Prime Minister {}"
    sequence = [
        ("2022-03-01", texts_of(government=government.format(before))),
        ("2023-01-19", texts_of(government=government.format(after))),
    ]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    role = roles_in(package, "deputy-prime-minister-of-kenya")["Bo Doe"]
    assert role["end"] == end
    assert role["note"] == ("Named up to the edition of 2022-09-01; later ones name others." if end[-1] == "/" else "")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Head of Government Ann ROE (since 16 May 2019)", "Prime Minister Ann ROE (since 16 May 2019)"),
        ("Premier Ann ROE (since 16 May 2019)", "Prime Minister Ann ROE (since 16 May 2019)"),
    ],
)
def test_an_office_under_a_new_name_is_held_on(package: Path, tmp_path: Path, first: str, second: str) -> None:
    sequence = [("2022-03-01", texts_of(government=first)), ("2023-01-19", texts_of(government=second))]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    (role,) = (row for row in rows(package, "roles").values() if row["source_id"] == "factbook")
    assert (role["office_id"], role["start"], role["end"]) == ("prime-minister-of-kenya", "2019-05-16", "..")


def test_starts_a_few_days_apart_are_of_one_stay_whether_it_is_called_acting_or_not(
    package: Path, tmp_path: Path
) -> None:
    sequence = [
        ("2022-03-01", texts_of(state="President Ann ROE (since 5 September 2021)")),
        ("2022-06-23", texts_of(state="Transitional President Ann ROE (since 4 September 2021)")),
    ]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    (role,) = (row for row in rows(package, "roles").values() if row["source_id"] == "factbook")
    assert (role["basis"], role["title"], role["start"]) == ("acting", "Transitional President", "2021-09-04")


def test_who_acts_in_the_texts_of_most_days_acts(package: Path, tmp_path: Path) -> None:
    sequence = [
        ("2021-07-01", texts_of(state="Acting Presidents Ann ROE, Bo DOE (since 8 June 2021)")),
        ("2024-03-01", texts_of(state="Presidents Ann ROE, Bo DOE (since 8 June 2021)")),
        ("2024-06-27", texts_of(state="President Cy POE (since 8 May 2024)")),
    ]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    role = roles_in(package, "president-of-kenya")["Ann Roe"]
    assert (role["basis"], role["title"]) == ("acting", "Acting President")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ambassador (vacant); Charge d'Affaires Ann ROE (since 2 May 2024)", "Chargé d'Affaires"),
        ("Ambassador (vacant); Charge d'Affaries Ann ROE (since 2 May 2024)", "Chargé d'Affaires"),
        (
            "Ambassador (vacant); Chargé d'Affaires ad interim Ann ROE (since 2 May 2024)",
            "Chargé d'Affaires ad interim",
        ),
        ("Ambassador (vacant); Chargé d'Affaires a.i. Ann ROE (since 2 May 2024)", "Chargé d'Affaires ad interim"),
        ("Ambassador (vacant); Deputy Chief of Mission Ann ROE (since 2 May 2024)", "Deputy Chief of Mission"),
        ("Ambassador (vacant); Ann ROE, First Secretary (since 2 May 2024)", "First Secretary"),
        ("Ambassador (vacant), Ann ROE (since 2 May 2024)", "Acting Chief of Mission"),
        ("Ambassador (acting) Ann ROE (since 2 May 2024)", "Acting Ambassador"),
    ],
)
def test_who_acts_has_the_title_of_the_text(package: Path, tmp_path: Path, text: str, title: str) -> None:
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": [("2024-06-27", texts_of(text))]}))
    role = roles_in(package, "ambassador-to-kenya")["Ann Roe"]
    assert (role["title"], role["basis"]) == (title, "acting")


def test_somebody_designate_is_not_confirmed_yet(package: Path, tmp_path: Path) -> None:
    text = "Ambassador-designate Ann ROE (since 5 June 2024)"
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": [("2024-06-27", texts_of(text))]}))
    role = roles_in(package, "ambassador-to-kenya")["Ann Roe"]
    assert (role["basis"], role["title"]) == ("designated", "Ambassador-designate")


def test_a_namesake_whom_nothing_else_shows_is_told(package: Path, tmp_path: Path) -> None:
    replace_in_file(package / "datasets/roles.csv", "ambassador-to-kenya,", ",")
    text = "Ambassador Robert F. GODEC (since 5 June 2022)"
    summary = import_factbook(package, factbook(tmp_path / "factbook", {"bb": [("2024-06-27", texts_of(text))]}))
    message = "Robert F. Godec may be robert-f-godec: the same name, but no office or career that shows it"
    assert message in [one.message for one in summary.findings]
    assert roles_in(package, "ambassador-to-barbados")["Robert F. Godec"]["actor_id"] != "robert-f-godec"


def test_only_offices_of_states_of_the_package_are_read(package: Path, tmp_path: Path) -> None:
    state = "President Ann ROE (since 5 June 2022)"
    sequences = {
        "al": [("2024-06-27", texts_of(state=state))],  # a country that the package lacks
        "xx": [("2024-06-27", texts_of(state=state))],
        "us": [("2024-06-27", texts_of(state=state))],
        "ee": [("2024-06-27", texts_of(state=state))],
        "gj": [("2024-06-27", texts_of(state="Governor-General of New Zealand Ann ROE (since 5 June 2022)"))],
        "ke": [("2024-06-27", texts_of(state="President Bo DOE (since 5 June 2022)"))],
    }
    import_factbook(package, factbook(tmp_path / "factbook", sequences))
    found = [row["office_id"] for row in rows(package, "roles").values() if row["source_id"] == "factbook"]
    assert found == ["president-of-kenya"]


def test_a_text_that_names_nobody_in_a_known_office_is_told_once(package: Path, tmp_path: Path) -> None:
    state = "Minister Ann ROE (since 5 May 2020)"
    sequence = [(day, texts_of(state=f"{state}{end}")) for day, end in (("2022-06-23", ""), ("2022-09-01", " "))]
    summary = import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    (finding,) = summary.findings
    assert finding.message == f"{state!r} names nobody in an office that is known"


def test_slips_are_mended_and_mistaken_names_left_out() -> None:
    readings = Readings(ImportBatch(SOURCE))
    texts = {
        ("in_us", "chief of mission"): "Ambassador Yuri KIM",
        ("from_us", "chief of mission"): "Ambsssador Ann ROE",
    }
    entry = Entry("c1", datetime(2022, 6, 23, tzinfo=UTC), texts)
    mistaken = readings.read(CountryFile("al", "Albania", ""), entry, "in_us")
    mended = readings.read(CountryFile("ug", "Uganda", ""), entry, "from_us")
    assert mistaken
    assert mended
    assert not mistaken.holders
    assert [one.name for one in mended.holders] == ["Ann ROE"]
