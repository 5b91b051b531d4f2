"""Write archives of the Factbook with invented people, and a package to import them into."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fpdata.importers.core.findings import Summary
from fpdata.importers.core.run import run_import
from fpdata.importers.factbook.reader import read_factbook
from tests.importers import upstream
from tests.importers.upstream import rows

#: The days of the editions, with a gap of three years.
EDITIONS = (
    *("2016-11-06", "2017-03-28", "2020-11-24", "2021-02-02", "2021-07-01", "2021-12-01", "2022-03-01", "2022-06-23"),
    *("2022-09-01", "2023-01-19", "2023-06-01", "2023-11-01", "2024-03-01", "2024-06-27"),
)


def texts_of(from_us: str = "", in_us: str = "", state: str = "", government: str = "") -> dict[str, dict[str, str]]:
    """Return the texts of an entry; an empty one is missing upstream."""
    mission = "chief of mission"
    parts = {"from_us": {mission: from_us}, "in_us": {mission: in_us}}
    parts["executive"] = {"chief of state": state, "head of government": government}
    found = {name: {key: text for key, text in part.items() if text} for name, part in parts.items()}
    return {name: part for name, part in found.items() if part} | {"name": {"conventional short form": "Kenya"}}


def factbook(
    root: Path, countries: Mapping[str, Sequence[tuple[str, Mapping[str, Any]]]], editions: Sequence[str] = EDITIONS
) -> Path:
    """Write an archive: for each code, the days on which the texts changed, and the texts."""
    (root / "countries").mkdir(parents=True)
    names = {"ke": "Kenya", "bb": "Barbados", "gj": "Grenada", "uk": "United Kingdom", "as": "Australia"}
    codes = [{"code": code, "name": names.get(code, code), "iso2": code.upper()} for code in countries]
    commits = [{"commit": f"c{day}", "date": f"{day}T12:00:00+00:00", "country_files": 250} for day in editions]
    commits.append({"commit": "moved", "date": "2026-05-17T12:00:00+00:00", "country_files": 3})
    (root / "codes.json").write_text(json.dumps(codes), encoding="utf-8")
    (root / "commits.json").write_text(json.dumps(commits), encoding="utf-8")
    for code, sequence in countries.items():
        entries = [
            {"commit": f"c{day}", "date": f"{day}T12:00:00+00:00", "path": f"x/{code}.json", **texts}
            for day, texts in sequence
        ]
        content = {"code": code, "names": [names.get(code, code)], "sequence": entries}
        (root / f"countries/{code}.json").write_text(json.dumps(content), encoding="utf-8")
    return root


def small_package(root: Path) -> Path:
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
    return upstream.small_package(root, countries=countries, actors=actors, offices=offices, roles=roles)


def import_factbook(package: Path, source: Path) -> Summary:
    return run_import(package, read_factbook(source))


def roles_in(package: Path, office: str) -> dict[str, dict[str, str]]:
    """Return the imported roles in an office by the name of the holder."""
    actors = rows(package, "actors")
    return {
        actors[role["actor_id"]]["name"]: role
        for role in rows(package, "roles").values()
        if role["office_id"] == office and role["source_id"] == "factbook"
    }


KENYA = [
    (
        "2016-11-06",
        texts_of(
            "Ambassador Robert F. GODEC (since 16 January 2013)", "Ambassador Robinson GITHAE (since 18 November 2014)"
        ),
    ),
    (
        "2020-11-24",
        texts_of("Ambassador Kyle ROE (since 12 March 2019)", "Ambassador Lazarus AMAYO (since 17 July 2020)"),
    ),
    (
        "2022-06-23",
        texts_of(
            "Ambassador (vacant); Charge d’Affaires Eric W. Kneedler (since 20 January 2021)", "Ambassador (vacant)"
        ),
    ),
    (
        "2022-09-01",
        texts_of(
            "Ambassador&nbsp;(vacant); Charg&eacute; d&rsquo;Affaires Eric W. KNEEDLER (since 20 January 2021)",
            "Ambassador (vacant)",
        ),
    ),
    (
        "2023-01-19",
        texts_of(
            'Ambassador Margaret "Meg" WHITMAN (since 5 August 2022)',
            "Ambassador Lazarus AMAYO (since 8 November 2022)",
        ),
    ),
]
