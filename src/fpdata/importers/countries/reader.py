"""Read countries and territories from gsh and country-codes.

How an upstream record becomes a draft:

    country-codes.csv       one row → one country, with ISO codes and Wikidata item
    data/territories/*.xml  <territory> → name of that country; name and years of a historical state
    data/countries-old/     <country> → which country id has which ISO code
    overrides.py            one historical state → one country without ISO codes
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fpdata.importers.core.draft import Cell, Draft, DraftRef
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.parsing import MalformedError, folder, present, read_rows, required, text, texts, xml_files
from fpdata.importers.core.source import ImportBatch, Source, SourceError
from fpdata.importers.countries.crosswalk import country_id
from fpdata.importers.countries.overrides import DISPUTED, HISTORICAL_STATES, ISO_CODES, NAMES
from fpdata.model.slugs import slug

COUNTRY_CODES = Source.on_github("datasets/country-codes", "PDDL-1.0", outlet_id="datasets-github")
GSH = Source.on_github("HistoryAtState/gsh", "CC0-1.0", outlet_id="history-at-state")


#: The columns of country-codes that are read.
_COLUMNS = ("ISO3166-1-Alpha-2", "ISO3166-1-Alpha-3", "CLDR display name", "is_independent", "wikidata_id")


class _Territory(NamedTuple):
    """A territory of gsh: its short name, and its first and last year, which may be unknown."""

    id: str
    name: str
    start: str | None
    end: str | None
    exists_today: bool


def read_countries(gsh: Path, country_codes: Path) -> list[ImportBatch]:
    """Return two batches: the countries with an ISO code, then those without (historical states, Kosovo).

    Raises SourceError if a folder does not contain its source.
    """
    coded, uncoded = ImportBatch(COUNTRY_CODES), ImportBatch(GSH)
    territories = _read_territories(gsh, uncoded)
    current = {country_id(territory.id): territory for territory in territories.values() if territory.exists_today}
    ids_by_code = _ids_by_iso_code(gsh, uncoded)
    rows = read_rows(_country_codes_file(country_codes))
    missing = [column for column in _COLUMNS if rows and column not in rows[0]]
    for column in missing:
        coded.report(FindingKind.MALFORMED, "country-codes.csv", "", f"there is no column {column}")
    for row in () if missing else rows:
        code = row["ISO3166-1-Alpha-2"]
        if len(code) == 2:
            coded.drafts.append(_coded_country(code, row, ids_by_code, current))
        else:
            coded.report(FindingKind.MALFORMED, "country-codes.csv", code, "the ISO 3166 code is missing")
    uncoded.drafts += _historical_states(territories)
    uncoded.drafts.append(_kosovo(current))
    return [coded, uncoded]


def _read_territories(gsh: Path, batch: ImportBatch) -> dict[str, _Territory]:
    """Return the territories of gsh by their id; report malformed ones."""
    territories: dict[str, _Territory] = {}
    for name, root in xml_files(folder(gsh, "data"), "territories/*.xml", batch.findings):
        try:
            territory = _parse_territory(root)
            territories[territory.id] = territory
        except MalformedError as error:
            id = text(root, "id")
            batch.report(FindingKind.MALFORMED, name, id, str(error), DraftRef("countries", f"territories/{id}"))
    return territories


def _coded_country(
    code: str, row: dict[str, str], ids_by_code: dict[str, str], current: dict[str, _Territory]
) -> Draft:
    display_name = _common_name(row["CLDR display name"])
    id = ids_by_code.get(code) or slug(display_name)
    territory = current.get(id)
    name = NAMES.get(id) or (territory.name if territory else display_name)
    is_state = row["is_independent"] == "Yes" and id not in DISPUTED
    return Draft(
        "countries",
        f"iso-3166/{code}",
        {
            "name": name if "," not in name else display_name,
            "kind": "state" if is_state else "territory",
            "iso_alpha2": code,
            "iso_alpha3": row["ISO3166-1-Alpha-3"] or None,
            "wikidata": row["wikidata_id"].rpartition("/")[2] or None,
            # No start: the years for which gsh lists a state of today are not those of the state. What another source
            # gives stays.
            "end": ".." if is_state else None,
            "successor_id": None,
        },
        ((id,),),
        reuse_existing=True,
    )


def _historical_states(territories: dict[str, _Territory]) -> Iterator[Draft]:
    for id in sorted(HISTORICAL_STATES, key=lambda state: (_successions(state), state)):
        state = HISTORICAL_STATES[id]
        cells: dict[str, Cell] = {"name": state.name, "kind": "historical-state", "successor_id": state.successor_id}
        if territory := territories.get(state.territory or ""):
            cells |= {"start": territory.start, "end": territory.end}
        elif state.territory is None:
            cells |= {"start": None, "end": None}
        yield Draft("countries", f"territories/{state.territory or id}", cells, ((id,),), reuse_existing=True)


def _successions(id: str) -> int:
    """Return how many states lie between a state and that of today. A successor is drafted before its predecessors."""
    state = HISTORICAL_STATES.get(id)
    return 1 + _successions(state.successor_id) if state else 0


def _kosovo(current: dict[str, _Territory]) -> Draft:
    """Return the draft of Kosovo, the one country of today without an ISO code."""
    kosovo = current.get("kosovo")
    start = kosovo.start if kosovo else None
    cells = {"name": "Kosovo", "kind": "territory", "start": start, "end": None, "successor_id": None}
    return Draft("countries", "territories/kosovo", cells, (("kosovo",),), reuse_existing=True)


def _parse_territory(root: ET.Element) -> _Territory:
    id, name = required(root, "id"), present(root, "short-form-name")
    start, end = (_year(present(root, part)) for part in ("valid-since", "valid-until"))
    return _Territory(id, name, start, end, present(root, "exists-on-todays-map") == "true")


def _year(value: str) -> str | None:
    """Return a year as four digits; None if it is unknown, which gsh writes as 9999 for an end."""
    return value.zfill(4) if value.isdigit() and 0 < int(value) < 9999 else None


def _ids_by_iso_code(gsh: Path, batch: ImportBatch) -> dict[str, str]:
    """Return the country id of each ISO 3166 code that gsh or the overrides have."""
    ids = {code: id for id, code in ISO_CODES.items()} | {"PS": "palestinian-territories"}
    for name, root in xml_files(folder(gsh, "data"), "countries-old/*.xml", batch.findings):
        try:
            upstream, code = texts(root, "id"), present(root, "iso2").upper()
        except MalformedError as error:
            batch.report(FindingKind.MALFORMED, name, text(root, "id"), str(error))
            continue
        if upstream and upstream[0] not in ISO_CODES:
            ids.setdefault(code, country_id(upstream[0]))
    return ids


def _country_codes_file(path: Path) -> Path:
    """Return the CSV file in a checkout of country-codes, or in an archive with the file at the top level."""
    for file in (path / "data" / "country-codes.csv", path / "country-codes.csv"):
        if file.is_file():
            return file
    raise SourceError(f"{path} has no country-codes.csv; give the path of a checkout or an extracted archive")


def _common_name(name: str) -> str:
    full = {"UK": "United Kingdom", "US": "United States"}.get(name)
    return full or name.replace("&", "and").replace("St. ", "Saint ")
