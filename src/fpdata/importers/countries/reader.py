"""One crosswalk of countries for all sources: what each upstream calls a country, and the row it becomes.

The State Department's data sets share ids of countries (``korea-south``), and use several for some of
them. `country_id` says which of our countries an upstream id means. The rows come from gsh, which knows
names and years, and from datasets/country-codes, which knows ISO codes and Wikidata items.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fpdata.importers.core.draft import Draft, Finding, FindingKind, Imported, Source
from fpdata.importers.core.source import SourceError, folder, read_rows, text, texts, xml_files
from fpdata.model.slugs import slug

CODES = Source(
    "country-codes",
    "https://github.com/datasets/country-codes",
    "PDDL-1.0",
    "datasets-github",
    "datasets on GitHub",
    "https://github.com/datasets",
)
GSH = Source(
    "gsh",
    "https://github.com/HistoryAtState/gsh",
    "CC0-1.0",
    "history-at-state",
    "HistoryAtState on GitHub",
    "https://github.com/HistoryAtState",
)

#: The same country under several ids; and a misspelt one.
_SAME = {
    "antigua-barbuda": "antigua-and-barbuda",
    "albania-1946": "albania-1912-1946",
    "bosnia-herzegovina": "bosnia-and-herzegovina",
    "congo-brazzaville": "congo-republic",
    "congo-kinshasa": "congo-democratic-republic",
    "czech-republic": "czechia",
    "czechoslovakia-1993": "czechoslovakia",
    "east-germany-1990": "german-democratic-republic",
    "joseon-dynasty-1910": "joseon-korea",
    "kingdom-of-hawaii-1898": "hawaii",
    "kingdom-of-two-sicilies-1861": "two-sicilies",
    "korea": "south-korea",
    "korea-north": "north-korea",
    "korea-south": "south-korea",
    "macedonia": "north-macedonia",
    "micronesia-federated-states-of": "micronesia",
    "netherlands-antilles-2010": "netherlands-antilles",
    "palestinian-authority": "palestinian-territories",
    "republic-of-texas-1845": "texas",
    "saint-kitts-nevis": "saint-kitts-and-nevis",
    "saint-vincent-grenadines": "saint-vincent-and-grenadines",
    "socialist-federal-republic-of-yugoslavia-1992": "socialist-federal-republic-of-yugoslavia",
    "somoa": "samoa",
    "south-vietnam-1975": "south-vietnam",
    "state-of-vietnam-1955": "state-of-vietnam",
    "swaziland": "eswatini",
    "turkiye": "turkey",
    "vietnam-south": "south-vietnam",
    "west-bank": "palestinian-territories",
    "yugoslavia-1946": "kingdom-of-yugoslavia",
}

#: ISO 3166 codes that gsh lacks or has otherwise (cook-islands has Curaçao's, burma one withdrawn in 1989).
_CODE = {
    "antarctica": "AQ",
    "burma": "MM",
    "cook-islands": "CK",
    "estonia": "EE",
    "french-polynesia": "PF",
    "macau": "MO",
    "new-caledonia": "NC",
    "niue": "NU",
}

#: Names where neither source has the common one.
_NAME = {
    "congo-democratic-republic": "Democratic Republic of the Congo",
    "congo-republic": "Republic of the Congo",
    "czechia": "Czechia",
    "eswatini": "Eswatini",
    "holy-see": "Holy See",
    "north-korea": "North Korea",
    "north-macedonia": "North Macedonia",
    "palestinian-territories": "Palestinian Territories",
    "south-korea": "South Korea",
    "united-states": "United States",
}

#: Statehood is disputed, whatever the sources call them.
_DISPUTED = {"kosovo", "palestinian-territories", "taiwan", "western-sahara"}


class _Historical(NamedTuple):
    """A state that is gone: its name, the territory of gsh that has its years, its main successor."""

    name: str
    territory: str | None
    successor: str
    years: tuple[str, str] | None = None
    """Where gsh has no single territory for it."""


_HISTORICAL = {
    "albania-1912-1946": _Historical("Albania, 1912 to 1946", "albania-1946", "albania"),
    "austria-hungary": _Historical("Austria-Hungary", "austria-hungary-1918", "austria"),
    "czechoslovakia": _Historical("Czechoslovakia", "czechoslovakia-1993", "czechia"),
    "german-democratic-republic": _Historical("German Democratic Republic", "east-germany-1990", "germany"),
    "gran-colombia": _Historical("Gran Colombia", "gran-colombia-1830", "colombia"),
    "hawaii": _Historical("Hawaii", "kingdom-of-hawaii-1898", "united-states"),
    "joseon-korea": _Historical("Korea under the Joseon dynasty", "joseon-dynasty-1910", "south-korea"),
    "netherlands-antilles": _Historical("Netherlands Antilles", "netherlands-antilles-2010", "curacao"),
    "socialist-federal-republic-of-yugoslavia": _Historical(
        "Socialist Federal Republic of Yugoslavia", "socialist-federal-republic-of-yugoslavia-1992", "serbia"
    ),
    "kingdom-of-yugoslavia": _Historical(
        "Kingdom of Yugoslavia", "yugoslavia-1946", "socialist-federal-republic-of-yugoslavia"
    ),
    "ottoman-empire": _Historical("Ottoman Empire", "ottoman-empire-1922", "turkey"),
    "papal-states": _Historical("Papal States", "papal-states-1929", "holy-see"),
    "serbia-and-montenegro": _Historical("Serbia and Montenegro", "serbia-and-montenegro-2006", "serbia"),
    "south-vietnam": _Historical("South Vietnam", "south-vietnam-1975", "vietnam"),
    "soviet-union": _Historical("Soviet Union", "soviet-union-1991", "russia"),
    "state-of-vietnam": _Historical("State of Vietnam", "state-of-vietnam-1955", "south-vietnam"),
    "texas": _Historical("Texas", "republic-of-texas-1845", "united-states"),
    "two-sicilies": _Historical("Two Sicilies", "kingdom-of-two-sicilies-1861", "italy"),
    "united-arab-republic": _Historical("United Arab Republic", "united-arab-republic-1971", "egypt"),
    "yugoslavia": _Historical("Yugoslavia", None, "serbia", ("1918", "2003")),
}


def country_id(upstream: str) -> str:
    """Return the id of our country that an upstream id means; whether the row exists, the merge checks."""
    return _SAME.get(upstream, upstream)


class _Territory(NamedTuple):
    name: str
    since: str | None
    until: str | None


def read_countries(gsh: Path, country_codes: Path) -> list[Imported]:
    """Return the drafts of all countries: those with an ISO code, then those that are gone or have none.

    Raises SourceError where the folders are not those of upstream.
    """
    coded, others = Imported(CODES), Imported(GSH)
    known = _territories(gsh, others)
    codes = _codes(gsh, others)
    for row in read_rows(_table(country_codes)):
        code = row.get("ISO3166-1-Alpha-2", "")
        if len(code) != 2:
            coded.findings.append(Finding(FindingKind.MALFORMED, "country-codes.csv", code, "it has no ISO 3166 code"))
            continue
        id = codes.get(code) or slug(_common(row["CLDR display name"]))
        territory = known.get(id)
        name = _NAME.get(id) or (territory.name if territory else _common(row["CLDR display name"]))
        is_state = row["is_independent"] == "Yes" and id not in _DISPUTED
        coded.drafts.append(
            Draft(
                "countries",
                f"iso-3166/{code}",
                {
                    "name": name if "," not in name else _common(row["CLDR display name"]),
                    "kind": "state" if is_state else "territory",
                    "iso_alpha2": code,
                    "iso_alpha3": row["ISO3166-1-Alpha-3"] or None,
                    "wikidata": row["wikidata_id"].rpartition("/")[2] or None,
                    "start": territory.since if territory else None,
                    "end": ".." if is_state else None,
                    "successor_id": None,
                },
                ((id,),),
                adopts=True,
            )
        )
    others.drafts += _without_code(gsh, known)
    return [coded, others]


def _without_code(gsh: Path, known: dict[str, _Territory]) -> Iterator[Draft]:
    years = {text(root, "id"): _territory(root) for _, root in xml_files(gsh / "data", "territories/*.xml", [])}
    for id, state in _HISTORICAL.items():
        territory = years.get(state.territory or "")
        start, end = state.years or (territory.since if territory else None, territory.until if territory else None)
        cells = {"name": state.name, "kind": "historical-state", "start": start, "end": end}
        yield Draft(
            "countries",
            f"territories/{state.territory or id}",
            cells | {"successor_id": state.successor},
            ((id,),),
            adopts=True,
        )
    kosovo = known.get("kosovo")
    cells = {"name": "Kosovo", "kind": "territory", "start": kosovo.since if kosovo else None, "end": None}
    yield Draft("countries", "territories/kosovo", cells | {"successor_id": None}, (("kosovo",),), adopts=True)


def _territories(gsh: Path, imported: Imported) -> dict[str, _Territory]:
    """Return what gsh says of the territories of today's map, by our id."""
    return {
        country_id(text(root, "id")): _territory(root)
        for _, root in xml_files(folder(gsh, "data"), "territories/*.xml", imported.findings)
        if text(root, "exists-on-todays-map") == "true"
    }


def _territory(root: ET.Element) -> _Territory:
    since, until = (_year(text(root, part)) for part in ("valid-since", "valid-until"))
    return _Territory(text(root, "short-form-name"), since, until)


def _year(value: str) -> str | None:
    return value.zfill(4) if value.isdigit() and 0 < int(value) < 9999 else None


def _codes(gsh: Path, imported: Imported) -> dict[str, str]:
    """Return our country of each ISO code, as far as gsh or the table above has one."""
    codes = {code: id for id, code in _CODE.items()} | {"PS": "palestinian-territories"}
    for _, root in xml_files(folder(gsh, "data"), "countries-old/*.xml", imported.findings):
        upstream = texts(root, "id")
        if upstream and upstream[0] not in _CODE:
            codes.setdefault(text(root, "iso2").upper(), country_id(upstream[0]))
    return codes


def _table(path: Path) -> Path:
    """Return the table of country-codes: as upstream lays it out, or beside the folder's licence."""
    for file in (path / "data" / "country-codes.csv", path / "country-codes.csv"):
        if file.is_file():
            return file
    raise SourceError(f"{path} has no country-codes.csv; name a checkout or an extracted archive of country-codes")


def _common(name: str) -> str:
    return {"UK": "United Kingdom", "US": "United States"}.get(name) or name.replace("&", "and").replace(
        "St. ", "Saint "
    )
