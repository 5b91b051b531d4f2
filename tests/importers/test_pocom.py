"""Reading pocom: what becomes of its records, and of defects in them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fpdata.checks.api import check
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.source import SourceError
from fpdata.importers.pocom.reader import read_pocom
from fpdata.importers.pocom.states import state_of_the_time
from tests.importers.upstream import (
    appointment,
    contents,
    holders,
    import_pocom,
    kinds,
    person,
    replace_in_file,
    rows,
    write,
)


def test_a_position_becomes_an_office_and_each_principal_a_role(package: Path, pocom: Path) -> None:
    assert import_pocom(package, pocom).ok
    assert rows(package, "offices")["secretary-of-state"]["kind"] == "cabinet"
    first, second = (rows(package, "roles")[f"ada-m-lake-secretary-of-state-{year}"] for year in ("1889", "1895"))
    assert (first["start"], first["start_kind"], first["appointed"], first["end"]) == (
        "1889-03-07",
        "took-office",
        "1889-03-05",
        "1892-06-04",
    )
    assert second["end"] == ""  # unknown: never shown as still in office


def test_an_acting_position_becomes_roles_in_the_office_itself(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    acting = rows(package, "roles")["b-j-moor-acting-secretary-of-state-1892"]
    assert (acting["office_id"], acting["basis"], acting["title"]) == (
        "secretary-of-state",
        "acting",
        "Secretary of State ad interim",
    )


def test_a_chief_becomes_a_role_with_four_dates_and_a_kind_of_end(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    role = rows(package, "roles")["b-j-moor-ambassador-to-ruritania-1885"]
    assert [role[part] for part in ("appointed", "arrived", "start", "start_kind", "end", "end_kind")] == [
        "1885-04-18",
        "1885-09-01",
        "1885-09-28",
        "credentials",
        "1889-10-24~",
        "left-post",
    ]
    assert role["basis"] == "recess-appointed"
    assert role["country_id"] == "ruritania"
    assert rows(package, "roles")["eve-stone-ambassador-to-ruritania-1890"]["basis"] == "acting"


def test_a_nominee_becomes_a_role_that_was_not_served(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    assert rows(package, "roles")["carl-wood-jr-ambassador-to-ruritania-1891"]["basis"] == "nominated-not-served"


def test_concurrent_appointments_share_a_group(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    grouped = [id for id, role in rows(package, "roles").items() if role["concurrent_group"] == "1885-moor-01"]
    assert grouped == ["b-j-moor-ambassador-to-graustark-1885", "b-j-moor-ambassador-to-ruritania-1885"]


def test_old_ids_become_identifiers_and_other_names_aliases(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    assert holders(package)["pocom-old/stone-e"] == "eve-stone"
    assert rows(package, "names")["b-j-moor/Ben Moor"]["kind"] == "alias"


def test_the_imported_package_is_valid(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    assert not [issue for issue in check(package).errors if issue.code != "package-descriptor"]


def test_an_appointment_id_used_for_two_people_makes_two_roles(package: Path, pocom: Path) -> None:
    twin = appointment("gr-1885-moor-01", "wood-carl", "minister-resident", started="1886-01-02", territory="graustark")
    replace_in_file(pocom / "missions-countries/graustark.xml", "</chiefs>", f"{twin}</chiefs>")
    import_pocom(package, pocom)
    held = [
        role["actor_id"] for role in rows(package, "roles").values() if role["office_id"] == "ambassador-to-graustark"
    ]
    assert sorted(held) == ["b-j-moor", "carl-wood-jr"]
    before = contents(package)
    import_pocom(package, pocom)
    assert contents(package) == before


def test_duplicate_appointments_become_one_role(package: Path, pocom: Path) -> None:
    twin = appointment("gr-1885-moor-01", "moor-ben", "minister-resident", started="1885-10-20", territory="graustark")
    replace_in_file(pocom / "missions-countries/graustark.xml", "<chiefs>", f"<chiefs>{twin}")
    summary = import_pocom(package, pocom)
    assert kinds(summary).count(FindingKind.DUPLICATE) == 1
    assert rows(package, "roles")["b-j-moor-ambassador-to-graustark-1885"]["end"] == "1889-10-24"


def test_a_malformed_record_is_reported_and_the_others_are_imported(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    before = rows(package, "roles")
    replace_in_file(pocom / "positions-principals/secretary.xml", "1892-06-04", "June 1892")
    replace_in_file(pocom / "missions-countries/graustark.xml", "1889-10-24", "1889-10-25")
    summary = import_pocom(package, pocom)
    (found,) = [one for one in summary.findings if one.kind is FindingKind.MALFORMED]
    assert (found.file, found.record) == ("positions-principals/secretary.xml", "secr-1889-lake")
    assert "June 1892" in found.message
    assert not summary.ok
    after = rows(package, "roles")
    assert after["ada-m-lake-secretary-of-state-1889"] == before["ada-m-lake-secretary-of-state-1889"]
    assert after["b-j-moor-ambassador-to-graustark-1885"]["end"] == "1889-10-25"
    assert FindingKind.GONE not in kinds(summary)


def test_a_broken_file_is_reported_and_its_records_do_not_count_as_gone(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    before = contents(package)
    (pocom / "positions-principals/secretary.xml").write_text("<principal-position><id>", encoding="utf-8")
    summary = import_pocom(package, pocom)
    assert [one.file for one in summary.findings if one.kind is FindingKind.MALFORMED] == [
        "positions-principals/secretary.xml"
    ]
    assert FindingKind.GONE not in kinds(summary)
    assert contents(package)["roles.csv"] == before["roles.csv"]


def test_a_document_type_declaration_is_rejected(package: Path, pocom: Path) -> None:
    bomb = '<!DOCTYPE person [<!ENTITY a "aaaa">]><person><id>&a;</id></person>'
    write(pocom / "people/z/z.xml", bomb)
    (found,) = [one for one in import_pocom(package, pocom).findings if one.kind is FindingKind.MALFORMED]
    assert "document type" in found.message


def test_an_appointment_of_an_unknown_person_is_reported(package: Path, pocom: Path) -> None:
    replace_in_file(pocom / "missions-countries/graustark.xml", "moor-ben", "nobody-at-all")
    (found,) = [one for one in import_pocom(package, pocom).findings if one.kind is FindingKind.MALFORMED]
    assert (found.record, "nobody-at-all" in found.message) == ("gr-1885-moor-01", True)


def test_a_folder_without_pocom_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="has no folder"):
        read_pocom(tmp_path)


def test_a_missing_folder_of_pocom_is_an_error(package: Path, pocom: Path) -> None:
    shutil.rmtree(pocom / "missions-orgs")
    with pytest.raises(SourceError, match="missions-orgs"):
        read_pocom(pocom)


@pytest.mark.parametrize(
    ("type", "role", "code"),
    [
        ("career", "eve-stone-ambassador-to-ruritania-1920", "career"),
        ("non-career", "eve-stone-ambassador-to-ruritania-1920", "non-career"),
        ("career", "eve-stone-ambassador-to-ruritania-1890", "pre-1915"),
        ("pre-1915", "eve-stone-ambassador-to-ruritania-1920", ""),
        ("both", "eve-stone-ambassador-to-ruritania-1920", ""),
    ],
)
def test_a_role_has_the_career_type_of_its_holder_since_there_is_one(
    package: Path, pocom: Path, type: str, role: str, code: str
) -> None:
    replace_in_file(pocom / "people/s/stone.xml", "</person>", f"<career-type>{type}</career-type></person>")
    later = appointment("ru-1920-ston-01", "stone-eve", "minister-resident", started="1920-05-01")
    replace_in_file(pocom / "missions-countries/ruritania.xml", "</chiefs>", f"{later}</chiefs>")
    assert import_pocom(package, pocom).ok
    assert rows(package, "roles")[role]["career_type"] == code


def test_a_title_is_the_one_held_then(package: Path, pocom: Path) -> None:
    position = "under-secretary-for-global-affairs"
    held = "".join(
        appointment(f"glob-{start[:4]}-{who[:4]}", who, position, started=start, note=note, tag="principal")
        for who, start, note in (
            ("stone-eve", "1994-05-16", ""),
            ("moor-ben", "2013-01-01", ""),
            ("wood-carl", "2014-01-01", "Commissioned as Envoy of the U.S. for the Moon; left in May."),
            ("wood-carl", "2016-01-01", "Held the title of Chair for Rights, with rank equivalent to an envoy."),
        )
    )
    write(
        pocom / f"positions-principals/{position}.xml",
        f"<principal-position><id>{position}</id><category>under-secretary</category>"
        f"<names><singular>Under Secretary for Rights</singular></names><principals>{held}</principals>"
        "</principal-position>",
    )
    import_pocom(package, pocom)
    titles = {
        role["start"][:4]: role["title"] for role in rows(package, "roles").values() if "rights" in role["role_id"]
    }
    assert titles == {
        "1994": "Under Secretary of State for Global Affairs",
        "2013": "Under Secretary for Rights",
        "2014": "Envoy of the U.S. for the Moon",
        "2016": "Chair for Rights",
    }


@pytest.mark.parametrize(
    ("mission", "contemporary", "day", "country"),
    [
        ("russia", "russia", "1916-05-05", "russian-empire"),
        ("russia", "russia", "1919", "russia"),
        ("russia", "russia", "1962-09-27", "soviet-union"),
        ("russia", "russia", "1993-05-21", "russia"),
        ("turkey", "turkey", "1916~", "ottoman-empire"),
        ("egypt", "egypt", "1960-03-22", "united-arab-republic"),
        ("vietnam-south", "south-vietnam-1975", "1965-08-25", "south-vietnam"),
        ("yugoslavia", "socialist-federal-republic-of-yugoslavia-1992", "1996-08", "federal-republic-of-yugoslavia"),
        ("austria", "austria", "1867-11-29", "austrian-empire"),
        ("austria", "austria", "1868-09-25", "austria-hungary"),
        ("yugoslavia", "socialist-federal-republic-of-yugoslavia-1992", "1992-05", "federal-republic-of-yugoslavia"),
        ("syria", "syria", "1958-01-16", "syria"),
        ("syria", "syria", "1961-10-10", "syria"),
        ("guatemala", "guatemala", "1826-05-03", "united-provinces-of-central-america"),
        ("guatemala", "guatemala", "1849-01-31~", "guatemala"),
        ("holy-see", "holy-see", "1858-11-27", "papal-states"),
        ("china", "china", "1946-07-19", "republic-of-china"),
        ("china", "china", "1953-04-02", "taiwan"),
        ("china", "china", "1974-10-21", "china"),
        ("russia", "", "", "russia"),
    ],
)
def test_an_envoy_is_accredited_to_the_state_of_the_time(
    mission: str, contemporary: str, day: str, country: str
) -> None:
    assert state_of_the_time(mission, contemporary, day) == country


def test_the_envoy_to_taipei_is_not_the_one_to_beijing() -> None:
    assert state_of_the_time("china", "china", "1974-05-25", "Resident at Taipei.") == "taiwan"


@pytest.mark.parametrize(
    ("dates", "note", "basis"),
    [
        ({"started": "1904-05-09", "ended": "1905-07-13"}, "", "appointed"),
        ({"started": "1904-05-09"}, "Commissioned during a recess of the Senate.", "recess-appointed"),
        ({"arrived": "1904-05-01"}, "", "appointed"),
        ({"ended": "1904-06-16", "how": "Died at post on"}, "Had not presented credentials.", "appointed"),
        ({"started": "1904-05-09"}, "Took oath, but did not proceed to post.", "nominated-not-served"),
        ({"ended": "1904-06-16", "how": "Appointment terminated"}, "", "nominated-not-served"),
    ],
)
def test_a_nominee_who_was_in_office_did_serve(
    package: Path, pocom: Path, dates: dict[str, str], note: str, basis: str
) -> None:
    also = appointment("ru-1904-moor-01", "moor-ben", "minister-resident", appointed="1904-01-05", note=note, **dates)
    replace_in_file(pocom / "missions-countries/ruritania.xml", "<other-nominees>", f"<other-nominees>{also}")
    import_pocom(package, pocom)
    role = rows(package, "roles")["b-j-moor-ambassador-to-ruritania-1904"]
    assert (role["basis"], role["source_locator"]) == (basis, "missions/ruritania/nominees/ru-1904-moor-01")


@pytest.mark.parametrize(
    ("note", "how"),
    [
        ("Commission (issued during a recess of the Senate) not of record.", ""),
        ("Recommissioned during a recess of the Senate.", ""),
        ("", "Recess appointment expired. Left post."),
    ],
)
def test_a_recess_appointment_is_recognized_in_other_words(package: Path, pocom: Path, note: str, how: str) -> None:
    also = appointment(
        "ru-1904-moor-01", "moor-ben", "minister-resident", started="1904-01-05", ended="1905", note=note, how=how
    )
    replace_in_file(pocom / "missions-countries/ruritania.xml", "</chiefs>", f"{also}</chiefs>")
    import_pocom(package, pocom)
    assert rows(package, "roles")["b-j-moor-ambassador-to-ruritania-1904"]["basis"] == "recess-appointed"


def test_who_was_only_left_in_charge_presented_no_credentials(package: Path, pocom: Path) -> None:
    held = "".join(
        appointment(f"ru-{year}-ston-01", "stone-eve", "charge-daffaires", appointed=day, started=f"{year}-02-01", territory="ruritania")
        for year, day in ((1904, ""), (1906, "1905-12-01"))
    )  # fmt: skip
    replace_in_file(pocom / "missions-countries/ruritania.xml", "</chiefs>", f"{held}</chiefs>")
    role = "<role><id>charge-daffaires</id><names><singular>Chargé d’Affaires</singular></names></role>"
    (pocom / "roles-country-chiefs/charge-daffaires.xml").write_text(role, encoding="utf-8")
    import_pocom(package, pocom)
    kinds = {role["start"][:4]: role["start_kind"] for role in rows(package, "roles").values()}
    assert (kinds["1904"], kinds["1906"]) == ("took-office", "credentials")


def test_two_roles_of_one_person_in_one_year_get_two_ids(package: Path, pocom: Path) -> None:
    """First in charge, then accredited, then accredited again: three roles in one office and one year."""
    held = "".join(
        appointment(f"ru-1904-ston-0{number}", "stone-eve", title, started=start, territory="ruritania")
        for number, (title, start) in enumerate(
            [
                ("charge-daffaires-ad-interim", "1904-02-01"),
                ("minister-resident", "1904-05-01"),
                ("minister-resident", "1904-05-01"),
            ]
        )
    )
    replace_in_file(pocom / "missions-countries/ruritania.xml", "</chiefs>", f"{held}</chiefs>")
    for _ in range(2):
        assert import_pocom(package, pocom).ok
        ids = {
            role["source_locator"].rpartition("/")[2]: id
            for id, role in rows(package, "roles").items()
            if role["start"].startswith("1904")
        }
        assert ids == {
            "ru-1904-ston-00": "eve-stone-ambassador-to-ruritania-1904",
            "ru-1904-ston-01": "eve-stone-ambassador-to-ruritania-1904-05-01",
            "ru-1904-ston-02": "eve-stone-ambassador-to-ruritania-1904-2",
        }


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("positions-principals/x.xml", "<principal-position><id>x</id></principal-position>", "the id or the name is missing"),
        ("missions-countries/x.xml", "<country-mission/>", "the territory-id is missing"),
        ("missions-orgs/x.xml", "<org-mission><id>x</id></org-mission>", "the id or the name is missing"),
        ("missions-countries/x.xml", "<country-mission><territory-id>ruritania</territory-id></country-mission>", "it has none of"),
        ("roles-country-chiefs/x.xml", "<role><id>x</id></role>", "names/singular is missing"),
        ("concurrent-appointments/x.xml", "<concurrent-appointments><id>x</id></concurrent-appointments>", "person-id is missing"),
        ("people/x/x.xml", person("x", "Ada", "Lake", more="<x/>").replace("</person>", "<career-type>odd</career-type></person>"), "career-type: 'odd' is not one of"),
    ],
)  # fmt: skip
def test_a_file_that_lacks_what_names_it_is_reported(
    package: Path, pocom: Path, file: str, content: str, message: str
) -> None:
    write(pocom / file, content)
    summary = import_pocom(package, pocom)
    assert [one.kind for one in summary.findings if message in one.message] == [FindingKind.MALFORMED]
    assert "ada-m-lake-secretary-of-state-1889" in rows(package, "roles")


def test_a_title_that_is_not_listed_is_reported(package: Path, pocom: Path) -> None:
    replace_in_file(pocom / "missions-countries/graustark.xml", "minister-resident", "minister-of-all")
    summary = import_pocom(package, pocom)
    assert "the role-title-id 'minister-of-all' names no role" in [one.message for one in summary.findings]


def test_a_mission_to_an_organization_is_an_office_without_its_rank(package: Path, pocom: Path) -> None:
    chief = appointment("na-1950-wood", "wood-carl", "minister-resident", started="1890-01-02")
    title = "Representative to the League, with the rank of Ambassador"
    write(
        pocom / "missions-orgs/league.xml",
        f"<org-mission><id>representative-to-league</id><names><singular>{title}</singular></names><chiefs>{chief}</chiefs>"
        "</org-mission>",
    )
    assert import_pocom(package, pocom).ok
    office = rows(package, "offices")["representative-to-league"]
    assert (office["title"], office["kind"]) == ("Representative to the League", "chief-of-mission")
    assert [
        row["actor_id"] for row in rows(package, "roles").values() if row["office_id"] == "representative-to-league"
    ] == ["carl-wood-jr"]
