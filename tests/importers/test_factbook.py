"""The import of the Factbook, on small archives and checkouts with invented people."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fpdata.access.tenure_queries import as_of
from fpdata.export.parquet import build
from fpdata.importers.core.findings import FindingKind, Summary
from fpdata.importers.core.run import run_import
from fpdata.importers.core.source import SourceError
from fpdata.importers.factbook import places
from fpdata.importers.factbook.executives import read_executive
from fpdata.importers.factbook.missions import read_mission
from fpdata.importers.factbook.names import display_name, same_name, sort_name
from fpdata.importers.factbook.plain_text import plain
from fpdata.importers.factbook.reader import read_factbook
from tests.helpers import app
from tests.importers.upstream import contents, kinds, rows, small_package

#: The days of the editions, with a gap of three years.
_EDITIONS = (
    *("2016-11-06", "2017-03-28", "2020-11-24", "2021-02-02", "2021-07-01", "2021-12-01", "2022-03-01", "2022-06-23"),
    *("2022-09-01", "2023-01-19", "2023-06-01", "2023-11-01", "2024-03-01", "2024-06-27"),
)


def _texts(from_us: str = "", in_us: str = "", state: str = "", government: str = "") -> dict[str, dict[str, str]]:
    """Return the texts of an entry; an empty one is missing upstream."""
    mission = "chief of mission"
    parts = {"from_us": {mission: from_us}, "in_us": {mission: in_us}}
    parts["executive"] = {"chief of state": state, "head of government": government}
    found = {name: {key: text for key, text in part.items() if text} for name, part in parts.items()}
    return {name: part for name, part in found.items() if part} | {"name": {"conventional short form": "Kenya"}}


def _write(
    root: Path, countries: Mapping[str, Sequence[tuple[str, Mapping[str, Any]]]], editions: Sequence[str] = _EDITIONS
) -> Path:
    """Write an archive: for each code, the days on which the texts changed, and the texts."""
    (root / "countries").mkdir(parents=True)
    names = {"ke": "Kenya", "bb": "Barbados", "gj": "Grenada", "uk": "United Kingdom", "as": "Australia"}
    codes = [{"code": code, "name": names[code], "iso2": code.upper()} for code in countries]
    commits = [{"commit": f"c{day}", "date": f"{day}T12:00:00+00:00", "country_files": 250} for day in editions]
    commits.append({"commit": "moved", "date": "2026-05-17T12:00:00+00:00", "country_files": 3})
    (root / "codes.json").write_text(json.dumps(codes), encoding="utf-8")
    (root / "commits.json").write_text(json.dumps(commits), encoding="utf-8")
    for code, sequence in countries.items():
        entries = [
            {"commit": f"c{day}", "date": f"{day}T12:00:00+00:00", "path": f"x/{code}.json", **texts}
            for day, texts in sequence
        ]
        content = {"code": code, "names": [names[code]], "sequence": entries}
        (root / f"countries/{code}.json").write_text(json.dumps(content), encoding="utf-8")
    return root


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with the countries of the archives, an office of pocom, and what others have recorded."""
    states = ("kenya", "barbados", "grenada", "united-kingdom", "australia")
    countries = [{"country_id": id, "name": id.replace("-", " ").title(), "kind": "state"} for id in states]
    actors = [
        {"actor_id": "us-department-of-state", "kind": "organization", "name": "Department of State"}
        | {"sort_name": "State", "source_id": "by-hand"},
        {"actor_id": "robert-f-godec", "kind": "person", "name": "Robert F. Godec", "sort_name": "Godec, Robert F."}
        | {"country_id": "united-states", "source_id": "by-hand"},
    ]
    offices = [
        {"office_id": "ambassador-to-kenya", "title": "Chief of Mission to Kenya", "kind": "chief-of-mission"}
        | {"seats": "one", "country_id": "kenya", "source_id": "by-hand"}
    ]
    roles = [
        {"role_id": "robert-f-godec-ambassador-to-kenya-2013", "actor_id": "robert-f-godec", "basis": "appointed"}
        | {"office_id": "ambassador-to-kenya", "title": "Ambassador", "start": "2013-01-16", "end": "2017-01-20"}
        | {"country_id": "kenya", "source_id": "by-hand"}
    ]
    return small_package(tmp_path / "package", countries=countries, actors=actors, offices=offices, roles=roles)


def _import(package: Path, source: Path) -> Summary:
    return run_import(package, read_factbook(source))


def _roles(package: Path, office: str) -> dict[str, dict[str, str]]:
    """Return the imported roles in an office by the name of the holder."""
    actors = rows(package, "actors")
    return {
        actors[role["actor_id"]]["name"]: role
        for role in rows(package, "roles").values()
        if role["office_id"] == office and role["source_id"] == "factbook"
    }


_KENYA = [
    (
        "2016-11-06",
        _texts(
            "Ambassador Robert F. GODEC (since 16 January 2013)", "Ambassador Robinson GITHAE (since 18 November 2014)"
        ),
    ),
    (
        "2020-11-24",
        _texts("Ambassador Kyle ROE (since 12 March 2019)", "Ambassador Lazarus AMAYO (since 17 July 2020)"),
    ),
    (
        "2022-06-23",
        _texts(
            "Ambassador (vacant); Charge d’Affaires Eric W. Kneedler (since 20 January 2021)", "Ambassador (vacant)"
        ),
    ),
    (
        "2022-09-01",
        _texts(
            "Ambassador&nbsp;(vacant); Charg&eacute; d&rsquo;Affaires Eric W. KNEEDLER (since 20 January 2021)",
            "Ambassador (vacant)",
        ),
    ),
    (
        "2023-01-19",
        _texts(
            'Ambassador Margaret "Meg" WHITMAN (since 5 August 2022)',
            "Ambassador Lazarus AMAYO (since 8 November 2022)",
        ),
    ),
]


def test_successive_texts_become_roles_whose_ends_are_bounds_between_editions(package: Path, tmp_path: Path) -> None:
    summary = _import(package, _write(tmp_path / "factbook", {"ke": _KENYA}))
    assert summary.ok
    roles = _roles(package, "ambassador-to-kenya")
    assert {name: (role["start"], role["end"], role["basis"]) for name, role in roles.items()} == {
        "Kyle Roe": ("2019-03-12", "2020-11-24/2021-01-20", "confirmed"),  # the start of the chargé is tighter
        "Eric W. Kneedler": ("2021-01-20", "2022-06-23/2022-08-05", "acting"),  # so is that of the successor
        "Margaret Whitman": ("2022-08-05", "..", "confirmed"),
    }
    assert {role["start_kind"] for role in roles.values()} == {"reported"}
    assert rows(package, "names")["margaret-whitman/Meg Whitman"]["kind"] == "alias"


def test_who_is_named_only_later_ends_a_tenure_as_well(package: Path, tmp_path: Path) -> None:
    sequence = [
        ("2022-03-01", _texts(in_us="Ambassador Ann ROE (since 15 September 2021)")),
        ("2023-06-01", _texts(in_us="vacant (Charg&eacute; d'Affaires Bo DOE since December 2022)")),
        ("2023-11-01", _texts(in_us="Ambassador (vacant); Charg&eacute; d'Affaires Bo DOE (since 2 January 2023)")),
    ]
    _import(package, _write(tmp_path / "bracket", {"ke": sequence}))
    roles = _roles(package, "ambassador-of-kenya-to-united-states")
    assert roles["Ann Roe"]["end"] == "2022-09-01/2023-01-02"
    assert roles["Bo Doe"]["start"] == "2023-01-02"


def test_a_vacancy_ends_when_who_is_named_next_began(package: Path, tmp_path: Path) -> None:
    sequence = [
        ("2022-03-01", _texts(in_us="Ambassador Ann ROE (since 15 September 2021)")),
        ("2023-06-01", _texts(in_us="Ambassador (vacant)")),
        ("2023-11-01", _texts(in_us="Ambassador (vacant); Charg&eacute; d'Affaires Bo DOE (since 2 January 2023)")),
        ("2024-03-01", _texts(in_us="Ambassador (vacant); Charg&eacute; d'Affaires Cy POE (since 5 May 2022)")),
    ]
    _import(package, _write(tmp_path / "factbook", {"ke": sequence}))
    assert _roles(package, "ambassador-of-kenya-to-united-states")["Ann Roe"]["end"] == "2022-09-01/2023-01-02"


def test_an_end_in_a_gap_has_no_last_day(package: Path, tmp_path: Path) -> None:
    _import(package, _write(tmp_path / "factbook", {"ke": _KENYA}))
    githae = _roles(package, "ambassador-of-kenya-to-united-states")["Robinson Githae"]
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
    _import(package, _write(tmp_path / "factbook", {"ke": _KENYA}))
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
    _import(package, _write(tmp_path / "factbook", {"ke": _KENYA}))
    assert rows(package, "roles")["robert-f-godec-ambassador-to-kenya-2013"] == before
    cited = [row for row in rows(package, "citations").values() if row["record_id"] == before["role_id"]]
    assert [(row["field"], row["stance"], row["document_id"]) for row in cited] == [("start", "supports", "factbook")]
    other = [("2016-11-06", _texts("Ambassador Robert F. GODEC (since 20 February 2013)"))]
    _import(package, _write(tmp_path / "other", {"ke": other}))
    disputed = [row for row in rows(package, "citations").values() if row["stance"] == "disputes"]
    assert [(row["field"], row["reported_value"]) for row in disputed] == [("start", "2013-02-20")]


def test_a_later_date_of_the_same_person_corrects_the_start(package: Path, tmp_path: Path) -> None:
    sequence = [
        ("2022-06-23", _texts("Ambassador-designate Ann ROE (since 18 May 2022)")),
        ("2022-09-01", _texts("Ambassador Ann ROE (since 2 June 2022)")),
        ("2023-01-19", _texts("Ambassador Ann ROE (since June 2022)")),
    ]
    _import(package, _write(tmp_path / "factbook", {"ke": sequence}))
    role = _roles(package, "ambassador-to-kenya")["Ann Roe"]
    assert (role["start"], role["basis"], role["title"]) == ("2022-06-02", "confirmed", "Ambassador")
    disputes = [row for row in rows(package, "citations").values() if row["record_id"] == role["role_id"]]
    assert [(row["stance"], row["reported_value"]) for row in disputes] == [("disputes", "2022-05-18")]


def test_a_new_term_is_no_new_start(package: Path, tmp_path: Path) -> None:
    sequence = [
        ("2020-11-24", _texts(state="President Ann ROE (since 12 May 2018)")),
        ("2024-06-27", _texts(state="President Ann ROE (since 9 June 2023)")),
    ]
    _import(package, _write(tmp_path / "factbook", {"ke": sequence}))
    assert _roles(package, "president-of-kenya")["Ann Roe"]["start"] == "2018-05-12"


def test_two_spellings_and_two_fields_are_one_role(package: Path, tmp_path: Path) -> None:
    first = "President Andrés LOPEZ Doe (since 1 December 2018); Vice President (vacant)"
    second = "President Andres LÓPEZ DOE (since 1 December 2018); note - the president is both"
    sequence = [
        ("2020-11-24", _texts(state=first, government=first)),
        ("2023-01-19", _texts(state=second, government=second)),
    ]
    _import(package, _write(tmp_path / "factbook", {"ke": sequence}))
    assert [(role["start"], role["end"]) for role in _roles(package, "president-of-kenya").values()] == [
        ("2018-12-01", "..")
    ]


def test_a_deputy_whom_texts_no_longer_list_has_not_left(package: Path, tmp_path: Path) -> None:
    sequence = [
        (
            "2023-01-19",
            _texts(
                state="President Ann ROE (since 13 September 2022); Deputy President Bo DOE (since 13 September 2022)"
            ),
        ),
        ("2024-06-27", _texts(state="President Ann ROE (since 13 September 2022)")),
    ]
    _import(package, _write(tmp_path / "factbook", {"ke": sequence}))
    assert _roles(package, "deputy-president-of-kenya")["Bo Doe"]["end"] == "2024-03-01/"


def test_an_envoy_to_several_states_has_one_role_in_each(package: Path, tmp_path: Path) -> None:
    text = "Ambassador Roger ROE (since 19 January 2022); note - also accredited to Grenada"
    source = _write(
        tmp_path / "factbook",
        {
            "bb": [("2022-06-23", _texts(text))],
            "gj": [("2022-06-23", _texts("the US does not have an embassy in Grenada"))],
        },
    )
    _import(package, source)
    roles = [_roles(package, f"ambassador-to-{country}")["Roger Roe"] for country in ("barbados", "grenada")]
    assert [(role["country_id"], role["start"]) for role in roles] == [
        ("barbados", "2022-01-19"),
        ("grenada", "2022-01-19"),
    ]
    assert roles[0]["concurrent_group"]
    assert roles[0]["concurrent_group"] == roles[1]["concurrent_group"]


def test_a_monarch_of_several_realms_is_one_person(package: Path, tmp_path: Path) -> None:
    text = "King CHARLES III (since 8 September 2022); represented by Governor General David ROE (since 1 July 2019)"
    source = _write(
        tmp_path / "factbook",
        {
            "uk": [("2023-01-19", _texts(state="King CHARLES III (since 8 September 2022)"))],
            "as": [("2023-01-19", _texts(state=text))],
        },
    )
    _import(package, source)
    monarchs = [_roles(package, f"monarch-of-{country}") for country in ("united-kingdom", "australia")]
    assert len({role["actor_id"] for found in monarchs for role in found.values()}) == 1
    assert rows(package, "actors")[monarchs[0]["Charles III"]["actor_id"]]["country_id"] == "united-kingdom"
    assert "David Roe" in _roles(package, "governor-general-of-australia")


def test_a_title_is_one_person_s_and_without_honorifics(package: Path, tmp_path: Path) -> None:
    state = "Chairman of the Council of Ministers Ann ROE (since 1 May 2012); Secretary of State Cardinal Bo DOE (since 2 May 2012)"
    _import(package, _write(tmp_path / "factbook", {"ke": [("2023-01-19", _texts(state=state))]}))
    titles = {row["title"] for row in rows(package, "roles").values() if row["source_id"] == "factbook"}
    assert titles == {"Chairman of the Council of Ministers", "Secretary of State"}


def test_a_deputy_beside_whom_others_follow_may_have_left(package: Path, tmp_path: Path) -> None:
    government = "Prime Minister Ann ROE (since 1 May 2012); Deputy Prime Minister {} (since 2 May 2012)"
    sequence = [
        ("2022-03-01", _texts(government=government.format("Bo DOE"))),
        ("2023-01-19", _texts(government=government.format("Cy POE"))),
    ]
    _import(package, _write(tmp_path / "factbook", {"ke": sequence}))
    role = _roles(package, "deputy-prime-minister-of-kenya")["Bo Doe"]
    assert (role["end"], role["note"]) == (
        "2022-09-01/",
        "Named up to the edition of 2022-09-01; later ones name others.",
    )


def test_two_names_in_one_text_are_two_persons(package: Path, tmp_path: Path) -> None:
    state = "King SALIM bin Abd al-Aziz (since 23 January 2015)"
    government = "Prime Minister MUHAMMAD BIN SALIM bin Abd al-Aziz (since 27 September 2022)"
    sequence = [("2023-01-19", _texts(state=state, government=government))]
    _import(package, _write(tmp_path / "factbook", {"ke": sequence}))
    holders = [_roles(package, f"{office}-of-kenya") for office in ("monarch", "prime-minister")]
    assert len({role["actor_id"] for found in holders for role in found.values()}) == 2


def test_a_longer_form_in_one_text_is_one_person(package: Path, tmp_path: Path) -> None:
    state = "President Ann ROE (since 1 July 2014); Vice President Ann ROE Doe (since 1 July 2009)"
    _import(package, _write(tmp_path / "factbook", {"ke": [("2023-01-19", _texts(state=state))]}))
    assert len({row["actor_id"] for row in rows(package, "roles").values() if row["source_id"] == "factbook"}) == 1


def test_americans_whose_family_names_differ_are_two_unless_the_initials_agree(package: Path, tmp_path: Path) -> None:
    sequences = {
        "ke": [("2023-01-19", _texts("Ambassador Ann ROWLES (since 5 May 2022)"))],
        "bb": [("2023-01-19", _texts("Charge d'Affaires Ann ROWELS (since 5 May 2021)"))],
        "gj": [("2023-06-01", _texts("Ambassador Bo C. DOEMANN (since 5 May 2022)"))],
        "uk": [("2023-06-01", _texts("Ambassador Bo C. DOEMAN (since 5 May 2021)"))],
    }
    _import(package, _write(tmp_path / "factbook", sequences))
    assert len({row["actor_id"] for row in rows(package, "roles").values() if row["source_id"] == "factbook"}) == 3


def test_a_person_whom_others_have_gets_the_names_of_the_texts(package: Path, tmp_path: Path) -> None:
    sequence = [
        ("2015-10-26", _texts("Ambassador Bob GODEC (since 16 January 2013)")),
        ("2016-11-06", _texts("Ambassador Robert F. GODEC (since 16 January 2013)")),
    ]
    source = _write(tmp_path / "factbook", {"ke": sequence}, ("2015-10-26", *_EDITIONS))
    _import(package, source)
    names = [row["name"] for row in rows(package, "names").values() if row["actor_id"] == "robert-f-godec"]
    assert names == ["Bob Godec"]
    assert not _import(package, source).files


def test_a_governor_who_is_listed_for_several_territories_is_one_person(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(places.SERVED_SEVERAL, "ann lee", "barbados")
    first, second = ("Governor General Ann LEE (since 1 July 2020)", "Governor General Ann LEE (since 1 March 2022)")
    texts = {
        "bb": [("2021-02-02", _texts(state=f"King CHARLES III (since 8 September 2022); represented by {first}"))],
        "gj": [("2022-06-23", _texts(state=f"King CHARLES III (since 8 September 2022); represented by {second}"))],
    }
    _import(package, _write(tmp_path / "factbook", texts))
    holders = {row["actor_id"] for row in rows(package, "roles").values() if "governor" in row["office_id"]}
    assert holders == {"ann-lee"}


def test_importing_twice_changes_nothing(package: Path, tmp_path: Path) -> None:
    source = _write(tmp_path / "factbook", {"ke": _KENYA})
    assert _import(package, source).files
    before = contents(package)
    assert not _import(package, source).files
    assert not _import(package, tmp_path).files  # the parent folder is accepted, too
    assert contents(package) == before


def test_a_later_archive_keeps_the_ids(package: Path, tmp_path: Path) -> None:
    _import(package, _write(tmp_path / "first", {"ke": _KENYA[:3]}, _EDITIONS[:8]))
    before = {
        role["source_locator"]: role["role_id"] for role in rows(package, "roles").values() if role["source_locator"]
    }
    _import(package, _write(tmp_path / "second", {"ke": _KENYA}))
    after = {role["source_locator"]: role["role_id"] for role in rows(package, "roles").values()}
    assert before.items() <= after.items()
    assert _roles(package, "ambassador-to-kenya")["Eric W. Kneedler"]["end"] == "2022-06-23/2022-08-05"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("countries/ke.json", ""),
        ("countries/ke.json", "{"),
        ("countries/ke.json", '{"code": "ke", "history": []}'),
        ("countries/ke.json", '{"code": "ng", "sequence": []}'),
        ("countries/ke.json", '{"code": "ke", "sequence": [{"commit": "a", "date": "soon", "from_us": {}}]}'),
        (
            "countries/ke.json",
            '{"code": "ke", "sequence": [{"commit": "a", "date": "2199-01-01T00:00:00Z", "from_us": {}}]}',
        ),
        (
            "countries/ke.json",
            '{"code": "ke", "sequence": [{"commit": "a", "date": "2022-06-23T00:00:00Z", "to_us": {}}]}',
        ),
        ("commits.json", "[1]"),
        ("codes.json", "null"),
    ],
)
def test_what_cannot_be_parsed_is_reported_and_the_rest_goes_on(
    package: Path, tmp_path: Path, name: str, content: str
) -> None:
    source = _write(
        tmp_path / "factbook",
        {"ke": _KENYA, "gj": [("2022-06-23", _texts("Ambassador Roger ROE (since 19 January 2022)"))]},
    )
    (source / name).write_text(content, encoding="utf-8")
    summary = _import(package, source)
    assert FindingKind.MALFORMED in kinds(summary)
    assert not summary.ok
    assert "Roger Roe" in _roles(package, "ambassador-to-grenada")


def test_a_byte_order_mark_is_no_fault(package: Path, tmp_path: Path) -> None:
    source = _write(tmp_path / "factbook", {"ke": _KENYA})
    file = source / "countries/ke.json"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert _import(package, source).ok


def test_a_date_that_cannot_be_true_is_left_out_and_reported(package: Path, tmp_path: Path) -> None:
    sequence = [("2022-06-23", _texts("Ambassador Ann ROE (since 4 February 2102)"))]
    summary = _import(package, _write(tmp_path / "factbook", {"ke": sequence}))
    assert _roles(package, "ambassador-to-kenya")["Ann Roe"]["start"] == "/2022-06-23"
    assert [one.message for one in summary.findings] == ["Ann ROE since 2102-02-04: the date cannot be true"]


def test_two_entries_of_one_commit_are_reported(package: Path, tmp_path: Path) -> None:
    sequence = [("2022-06-23", _texts("Ambassador Ann ROE")), ("2022-06-23", _texts("Ambassador Bo DOE"))]
    assert FindingKind.AMBIGUOUS in kinds(_import(package, _write(tmp_path / "factbook", {"ke": sequence})))


def test_texts_of_another_country_are_moved_to_it(package: Path, tmp_path: Path) -> None:
    source = _write(
        tmp_path / "factbook",
        {"ke": [("2022-06-23", _texts("Ambassador Ann ROE"))], "bb": [("2022-06-23", _texts("Ambassador Bo DOE"))]},
    )
    file = source / "countries/ke.json"
    file.write_text(
        file.read_text(encoding="utf-8").replace("x/ke.json", "caribbean/bb-barbados.json"), encoding="utf-8"
    )
    summary = _import(package, source)
    assert FindingKind.RENAMED in kinds(summary)
    assert not _roles(package, "ambassador-to-kenya")


def test_what_is_no_factbook_is_refused(package: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no folder countries"):
        read_factbook(tmp_path)


def test_the_command_imports_an_archive(package: Path, tmp_path: Path) -> None:
    source = _write(tmp_path / "factbook", {"ke": _KENYA})
    result = CliRunner().invoke(app, ["import", "factbook", str(source), "--into", str(package)])
    assert result.exit_code == 0
    assert json.loads(result.stdout)[0]["source"] == "factbook"


def _commit(repository: Path, day: str, files: Mapping[str, Mapping[str, Any] | None]) -> None:
    """Commit files on a day; None removes one."""
    for name, content in files.items():
        file = repository / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            file.unlink()
        else:
            file.write_text(json.dumps(content), encoding="utf-8")
    environment = {
        "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
        "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
        "HOME": str(repository),
        "PATH": "/usr/bin:/bin:/usr/local/bin",
    }
    for arguments in (["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", day]):
        subprocess.run(["git", "-C", str(repository), *arguments], check=True, env=environment)


def _old(name: str, chief: str) -> dict[str, Any]:
    """Return a file in the layout until January 2015."""
    representation = {"diplomatic_representation_from_the_us": {"chief_of_mission": {"text": chief}}}
    return {"govt": {"country_name": {"conventional_short_form": {"text": name}}, **representation}}


def _new(name: str, chief: str) -> dict[str, Any]:
    """Return a file in the layout since October 2015."""
    representation = {"Diplomatic representation from the US": {"chief of mission": {"text": chief}}}
    return {"Government": {"Country name": {"conventional short form": {"text": name}}, **representation}}


def test_a_checkout_is_read_with_its_history(package: Path, tmp_path: Path) -> None:
    repository = tmp_path / "factbook.json"
    subprocess.run(["git", "init", "-q", str(repository)], check=True)
    _commit(
        repository,
        "2014-07-13",
        {
            "australia-oceania/au-australia.json": _old("Australia", "Ambassador John BERRY"),
            "africa/ke-kenya.json": _old("Kenya", "Ambassador Robert F. GODEC"),
        },
    )
    files = {
        "australia-oceania/as.json": _new("Australia", "Ambassador John ROE (since 25 September 2013)"),
        "africa/ke.json": _new("Kenya", "Ambassador Robert F. GODEC (since 16 January 2013)"),
    }
    _commit(
        repository,
        "2015-10-26",
        files
        | {
            "australia-oceania/au-australia.json": None,
            "africa/ke-kenya.json": None,
            "meta/world.json": {"a": 1},
            "world/xx.json": {},
        },
    )
    _commit(repository, "2022-06-23", {"africa/ke.json": _new("Kenya", "Ambassador Ann ROE (since 5 May 2022)")})
    _commit(
        repository,
        "2022-07-01",
        {"europe/ke.json": _new("Kenya", "Ambassador Ann ROE (since 5 May 2022)"), "africa/ke.json": None},
    )
    summary = _import(package, repository)
    assert summary.ok, summary.findings
    assert _roles(package, "ambassador-to-kenya")["Ann Roe"]["end"] == ".."
    assert set(_roles(package, "ambassador-to-australia")) == {"John Berry", "John Roe"}  # joined by name: au became as
    assert not _import(package, tmp_path).files


@pytest.mark.parametrize(
    ("text", "holders", "vacant"),
    [
        ("ambassador (vacant; left in 2008 upon insistence); Charge d'Affaires Scott ROE (since 30 June 2014)", [("Scott ROE", "2014-06-30", True)], True),
        ("Ambassador (vacant), Chargé d’Affaires, Susan N’GARNIM (since 23 August 2021)", [("Susan N'GARNIM", "2021-08-23", True)], True),
        ("Ambassador (vacant) Charges d'Affairs Catherine ROE (since 11 August 2023)", [("Catherine ROE", "2023-08-11", True)], True),
        ("vacant (Chargé d'Affaires XU Xueyuan since December 2022)", [("XU Xueyuan", "2022-12", True)], True),
        ("Chargé d'Affaires Robert W. ROE (since 5 October 2020)", [("Robert W. ROE", "2020-10-05", True)], False),
        ("Charge d'Affaires Ambassador Daniel B. ROE (since 1 May 2021)", [("Daniel B. ROE", "2021-05-01", True)], False),
        ("Ambassador Lynne M. ROE (30 January 2023)", [("Lynne M. ROE", "2023-01-30", False)], False),
        ("Ambassador Ann ROE (since June 2025", [("Ann ROE", "2025-06", False)], False),
        ("Ambassador Jon M. ROE, Jr. (since 15 Sep 2021)", [("Jon M. ROE, Jr.", "2021-09-15", False)], False),
        ("Ambassador Dorothea (Doria) ROE", [("Dorothea ROE", "", False)], False),
        ("ambassador (vacant); Charge d'Affaires Ann ROE; note - Jacob DOE, nominated as ambassador, awaits confirmation", [("Ann ROE", "", True)], True),
        ("the US does not have an embassy in Bhutan; the Ambassador to India Ann ROE (since 2021) is accredited", [], False),
        ("Consul General Ann ROE (since July 2019)", [], False),
    ],
)  # fmt: skip
def test_texts_about_missions(text: str, holders: list[tuple[str, str, bool]], vacant: bool) -> None:
    reading = read_mission(plain(text))
    assert [(one.name, one.since, one.is_acting) for one in reading.holders] == holders
    assert bool(reading.vacant) is vacant


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Prime Minister ANN ROE (since 5 January 2006); Deputy Prime Ministers SAIF bin Zayid, MANSUR bin Zayid (both since 11 May 2009), and MAKTUM Al Doe (since 25 September 2021)", [("Prime Minister", "ANN ROE", "2006-01-05"), ("Deputy Prime Minister", "SAIF bin Zayid", "2009-05-11"), ("Deputy Prime Minister", "MANSUR bin Zayid", "2009-05-11"), ("Deputy Prime Minister", "MAKTUM Al Doe", "2021-09-25")]),
        ("Chairman of the Council of Ministers Ann ROE (since 1 May 2012)", [("Chairman of the Council of Ministers", "Ann ROE", "2012-05-01")]),
        ("Deputy Prime Ministers Truong Hoa ROE (since 9 April 2016), Le Minh DOE (since 8 April 2021)", [("Deputy Prime Minister", "Truong Hoa ROE", "2016-04-09"), ("Deputy Prime Minister", "Le Minh DOE", "2021-04-08")]),
        ("King HAMAD bin Isa (since 6 March 1999); Crown Prince SALMAN bin Hamad (born 21 October 1969)", [("Monarch", "HAMAD bin Isa", "1999-03-06")]),
        ("Interim President Col. Mamady ROE (since 1 October 2021)note: he took power", [("President", "Mamady ROE", "2021-10-01")]),
        ("President Ann ROE (since 24 July 2012; re-elected 2016); former President Bo DOE resigned on 1 May 2012", [("President", "Ann ROE", "2012-07-24")]),
        ("State Affairs Commission President KIM Jong Un (since 17 December 2011)", [("President of State Affairs", "KIM Jong Un", "2011-12-17")]),
        ("co-chiefs of state Captain Regent Ann ROE and Captain Regent Bo DOE (for the period 1 October 2021 - 1 April 2022)", [("Captain Regent", "Ann ROE", "2021-10-01"), ("Captain Regent", "Bo DOE", "2021-10-01")]),
    ],
)  # fmt: skip
def test_texts_about_executives(text: str, holders: list[tuple[str, str, str]]) -> None:
    assert [(one.office, one.name, one.since) for one in read_executive(plain(text)).holders] == holders


def test_names_are_written_as_usual_and_sorted_by_the_name_in_use() -> None:
    written = (
        "Ian McCARY",
        "XIE Feng",
        "Fayiz al-SARAJ",
        "MUHAMMAD BIN SALMAN bin Roe",
        "Jon M. HUNTSMAN, Jr.",
    )
    assert list(map(display_name, written[:5])) == [
        "Ian McCary",
        "Xie Feng",
        "Fayiz al-Saraj",
        "Muhammad bin Salman bin Roe",
        "Jon M. Huntsman Jr.",
    ]
    assert list(map(sort_name, written[:2])) == ["McCary, Ian", "Xie Feng"]
    assert same_name("Ann B. ROE", "Ann Beth ROE")
    assert not same_name("Idriss DEBY", "Mahamat Idriss DEBY")


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
    _import(package, _write(tmp_path / "factbook", {"ke": _KENYA}))
    build(package, tmp_path / "export")
    found = as_of(day, office="ambassador-to-kenya", path=tmp_path / "export").to_pylist()
    expected = {name: certainty for name, certainty in answer.items() if certainty}
    assert {row["actor_name"]: row["certainty"] for row in found} == expected
