"""Which tenures in the Factbook are of one person."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.factbook import places
from tests.importers.factbook_archives import (
    EDITIONS,
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


def test_an_envoy_to_several_states_has_one_role_in_each(package: Path, tmp_path: Path) -> None:
    text = "Ambassador Roger ROE (since 19 January 2022); note - also accredited to Grenada"
    source = factbook(
        tmp_path / "factbook",
        {
            "bb": [("2022-06-23", texts_of(text))],
            "gj": [("2022-06-23", texts_of("the US does not have an embassy in Grenada"))],
        },
    )
    import_factbook(package, source)
    roles = [roles_in(package, f"ambassador-to-{country}")["Roger Roe"] for country in ("barbados", "grenada")]
    assert [(role["country_id"], role["start"]) for role in roles] == [
        ("barbados", "2022-01-19"),
        ("grenada", "2022-01-19"),
    ]
    assert roles[0]["concurrent_group"]
    assert roles[0]["concurrent_group"] == roles[1]["concurrent_group"]


def test_a_monarch_of_several_realms_is_one_person(package: Path, tmp_path: Path) -> None:
    text = "King CHARLES III (since 8 September 2022); represented by Governor General David ROE (since 1 July 2019)"
    source = factbook(
        tmp_path / "factbook",
        {
            "uk": [("2023-01-19", texts_of(state="King CHARLES III (since 8 September 2022)"))],
            "as": [("2023-01-19", texts_of(state=text))],
        },
    )
    import_factbook(package, source)
    monarchs = [roles_in(package, f"monarch-of-{country}") for country in ("united-kingdom", "australia")]
    assert len({role["actor_id"] for found in monarchs for role in found.values()}) == 1
    assert rows(package, "actors")[monarchs[0]["Charles III"]["actor_id"]]["country_id"] == "united-kingdom"
    assert "David Roe" in roles_in(package, "governor-general-of-australia")


def test_two_names_in_one_text_are_two_persons(package: Path, tmp_path: Path) -> None:
    state = "King SALIM bin Abd al-Aziz (since 23 January 2015)"
    government = "Prime Minister MUHAMMAD BIN SALIM bin Abd al-Aziz (since 27 September 2022)"
    sequence = [("2023-01-19", texts_of(state=state, government=government))]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    holders = [roles_in(package, f"{office}-of-kenya") for office in ("monarch", "prime-minister")]
    assert len({role["actor_id"] for found in holders for role in found.values()}) == 2


def test_a_longer_form_in_one_text_is_one_person(package: Path, tmp_path: Path) -> None:
    state = "President Ann ROE (since 1 July 2014); Vice President Ann ROE Doe (since 1 July 2009)"
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": [("2023-01-19", texts_of(state=state))]}))
    assert len({row["actor_id"] for row in rows(package, "roles").values() if row["source_id"] == "factbook"}) == 1


def test_americans_whose_family_names_differ_are_two_unless_the_initials_agree(package: Path, tmp_path: Path) -> None:
    sequences = {
        "ke": [("2023-01-19", texts_of("Ambassador Ann ROWLES (since 5 May 2022)"))],
        "bb": [("2023-01-19", texts_of("Charge d'Affaires Ann ROWELS (since 5 May 2021)"))],
        "gj": [("2023-06-01", texts_of("Ambassador Bo C. DOEMANN (since 5 May 2022)"))],
        "uk": [("2023-06-01", texts_of("Ambassador Bo C. DOEMAN (since 5 May 2021)"))],
    }
    import_factbook(package, factbook(tmp_path / "factbook", sequences))
    assert len({row["actor_id"] for row in rows(package, "roles").values() if row["source_id"] == "factbook"}) == 3


def test_a_person_whom_others_have_gets_the_names_of_the_texts(package: Path, tmp_path: Path) -> None:
    sequence = [
        ("2015-10-26", texts_of("Ambassador Bob GODEC (since 16 January 2013)")),
        ("2016-11-06", texts_of("Ambassador Robert F. GODEC (since 16 January 2013)")),
    ]
    source = factbook(tmp_path / "factbook", {"ke": sequence}, ("2015-10-26", *EDITIONS))
    import_factbook(package, source)
    names = [row["name"] for row in rows(package, "names").values() if row["actor_id"] == "robert-f-godec"]
    assert names == ["Bob Godec"]
    assert not import_factbook(package, source).files


def test_a_governor_who_is_listed_for_several_territories_is_one_person(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(places.SERVED_SEVERAL, "ann lee", "barbados")
    first, second = ("Governor General Ann LEE (since 1 July 2020)", "Governor General Ann LEE (since 1 March 2022)")
    texts = {
        "bb": [("2021-02-02", texts_of(state=f"King CHARLES III (since 8 September 2022); represented by {first}"))],
        "gj": [("2022-06-23", texts_of(state=f"King CHARLES III (since 8 September 2022); represented by {second}"))],
    }
    import_factbook(package, factbook(tmp_path / "factbook", texts))
    holders = {row["actor_id"] for row in rows(package, "roles").values() if "governor" in row["office_id"]}
    assert holders == {"ann-lee"}


@pytest.mark.parametrize(
    ("name", "persons"), [("Ann J. ROE", 2), ("Ann ROE", 1)], ids=["another name", "the same name"]
)
def test_two_ambassadors_whom_the_same_editions_name_differently_for_years_are_two(
    package: Path, tmp_path: Path, name: str, persons: int
) -> None:
    sequences = {
        "ke": [("2022-03-01", texts_of("Ambassador Ann ROE (since 5 February 2022)"))],
        "bb": [("2022-09-01", texts_of(f"Ambassador {name} (since 5 August 2022)"))],
        "uk": [("2024-06-27", texts_of(state="King CHARLES III (since 8 September 2022)"))],
    }
    import_factbook(package, factbook(tmp_path / "factbook", sequences))
    holders = {
        roles_in(package, f"ambassador-to-{id}")[key]["actor_id"]
        for id in ("kenya", "barbados")
        for key in roles_in(package, f"ambassador-to-{id}")
    }
    assert len(holders) == persons


def test_a_slip_in_the_latest_texts_is_not_the_name(package: Path, tmp_path: Path) -> None:
    sequence = [
        ("2021-02-02", texts_of(state="President Ann MOKHBER (since 8 August 2020)")),
        ("2024-06-27", texts_of(state="President Ann MOKHER (since 8 August 2020)")),
    ]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    assert list(roles_in(package, "president-of-kenya")) == ["Ann Mokhber"]
    assert "ann-mokhber/Ann Mokher" in rows(package, "names")


@pytest.mark.parametrize(("kind", "country"), [("territory", ""), ("state", "kenya")])
def test_a_representative_in_a_territory_is_of_no_country(
    package: Path, tmp_path: Path, kind: str, country: str
) -> None:
    replace_in_file(package / "datasets/countries.csv", "kenya,Kenya,state", f"kenya,Kenya,{kind}")
    text = "King CHARLES III (since 8 September 2022); represented by Governor Ann ROE (since 1 July 2021)"
    government = "Premier Bo DOE (since 1 July 2021)"
    sequence = [("2023-01-19", texts_of(state=text, government=government))]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    actors = rows(package, "actors")
    assert (actors["ann-roe"]["country_id"], actors["bo-doe"]["country_id"]) == (country, "kenya")


def test_who_became_president_is_no_longer_vice_president(package: Path, tmp_path: Path) -> None:
    deputy = "Vice President Ann ROE (since 1 March 2021)"
    sequence = [
        ("2021-07-01", texts_of(state=f"President Bob MOOR (since 1 March 2021); {deputy}")),
        ("2022-06-23", texts_of(state=f"President Ann ROE (since 5 March 2022); {deputy}")),
        ("2023-01-19", texts_of(state="President Ann ROE (since 5 March 2022)")),
    ]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    role = roles_in(package, "vice-president-of-kenya")["Ann Roe"]
    assert (role["end"], role["note"]) == ("2022-03-01/2022-03-05", "")


def test_who_acts_for_a_president_stays_vice_president(package: Path, tmp_path: Path) -> None:
    deputy = "Vice President Ann ROE (since 1 March 2021)"
    sequence = [
        ("2021-07-01", texts_of(state=f"President Bob MOOR (since 1 March 2021); {deputy}")),
        ("2022-06-23", texts_of(state=f"Acting President Ann ROE (since 5 March 2022); {deputy}")),
        ("2023-01-19", texts_of(state="President Cy FIELD (since 5 December 2022)")),
    ]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    assert roles_in(package, "vice-president-of-kenya")["Ann Roe"]["end"] > "2022-06"


def test_particles_are_in_small_letters_where_a_text_has_them_so(package: Path, tmp_path: Path) -> None:
    sequence = [
        ("2021-07-01", texts_of(in_us="Ambassador Ann ROE de Lake (since 1 March 2021)")),
        ("2022-06-23", texts_of(in_us="Ambassador Ann ROE DE LAKE (since 1 March 2021)")),
    ]
    import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    assert set(roles_in(package, "ambassador-of-kenya-to-united-states")) == {"Ann Roe de Lake"}


def test_a_citation_points_to_the_text_that_names_the_person(package: Path, tmp_path: Path) -> None:
    before = "Ambassador Roger ROE (since 10 January 2022); note - also accredited to Grenada"
    after = "Ambassador Roger ROE (since 19 January 2022); note - also accredited to Grenada"
    source = factbook(
        tmp_path / "factbook",
        {
            "bb": [("2022-03-01", texts_of(before)), ("2022-06-23", texts_of(after))],
            "gj": [("2022-03-01", texts_of("the US does not have an embassy in Grenada"))],
        },
    )
    import_factbook(package, source)
    cited = {row["record_id"]: row["locator"] for row in rows(package, "citations").values()}
    assert cited[roles_in(package, "ambassador-to-grenada")["Roger Roe"]["role_id"]] == "bb/from-us at c2022-03-0"
