"""Write small sources in the layout of the real ones, with invented people, and packages to import them into."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from fpdata.generate.package import write_package
from fpdata.importers.core.findings import FindingKind, Summary
from fpdata.importers.core.run import run_import
from fpdata.importers.core.store import Store
from fpdata.importers.pocom.reader import read_pocom
from fpdata.model.table import record_key
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict

ARCHIVES = Path(__file__).parents[3] / "shared" / "sources"


def small_package(root: Path, **tables: Sequence[Mapping[str, str | None]]) -> Path:
    """Write a package with three countries, an actor and a document, and the rows of `tables`."""
    countries = [
        {"country_id": id, "name": name, "kind": "state"}
        for id, name in (("united-states", "United States"), ("ruritania", "Ruritania"), ("graustark", "Graustark"))
    ]
    states = [
        {"actor_id": "united-states", "kind": "state", "name": "United States", "sort_name": "United States"}
        | {"source_id": "by-hand"}
    ]
    documents = [{"document_id": "by-hand", "kind": "report", "title": "Notes"}]
    rows: dict[str, list[Mapping[str, str | None]]] = {
        "countries": [*countries],
        "actors": [*states],
        "documents": [*documents],
    }
    for name, more in tables.items():
        rows.setdefault(name, []).extend(more)
    write_package(root, rows)
    return root


def store_with(package: Path, **tables: Iterable[Mapping[str, str | None]]) -> Store:
    """Return the tables of a package with more rows, which no file gets."""
    store = Store(package)
    for name, more in tables.items():
        for cells in more:
            row: RowDict = dict.fromkeys(TABLES[name].names) | {column: cell or None for column, cell in cells.items()}
            store.tables[name][record_key(TABLES[name], row)] = row
    return store


def rows(root: Path, table: str) -> dict[str, dict[str, str]]:
    """Return the rows of a table by key, its parts joined with slashes."""
    with (root / "datasets" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {"/".join(row[part] for part in TABLES[table].key): row for row in csv.DictReader(file)}


def holders(root: Path) -> dict[str, str]:
    """Return the actor whom each identifier means, by scheme and value joined with a slash."""
    return {f"{row['scheme']}/{row['value']}": row["actor_id"] for row in rows(root, "identifiers").values()}


def contents(root: Path) -> Mapping[str, bytes]:
    """Return the bytes of every table by file name."""
    return {file.name: file.read_bytes() for file in sorted((root / "datasets").iterdir())}


def import_pocom(package: Path, source: Path) -> Summary:
    """Import a pocom into a package."""
    return run_import(package, read_pocom(source))


def kinds(summary: Summary) -> list[FindingKind]:
    """Return the kinds of the findings."""
    return [finding.kind for finding in summary.findings]


def replace_in_file(file: Path, old: str, new: str) -> None:
    """Replace a text in a file, which must contain it."""
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new), encoding="utf-8")


def write(file: Path, content: str) -> None:
    """Write an XML file, and its folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{content}', encoding="utf-8")


def person(id: str, forename: str, surname: str, born: str = "", died: str = "", more: str = "", old: str = "") -> str:
    """Return a <person> of pocom; `old` is a former id."""
    old_ids = f"<old-ids><old-id>{old}</old-id></old-ids>" if old else ""
    return (
        f"<person><id>{id}</id>{old_ids}<persName><surname>{surname}</surname><forename>{forename}</forename>{more}"
        f"</persName><birth>{born}</birth><death>{died}</death></person>"
    )


def appointment(
    id: str,
    who: str,
    title: str,
    *,
    appointed: str = "",
    arrived: str = "",
    started: str = "",
    ended: str = "",
    how: str = "",
    note: str = "",
    tag: str = "chief",
    territory: str = "",
) -> str:
    """Return a <chief> or <principal> of pocom; `how` is the note on its end."""
    dates = "".join(
        f"<{part}><date>{day}</date><note>{how if part == 'ended' else ''}</note></{part}>"
        for part, day in (("appointed", appointed), ("arrived", arrived), ("started", started), ("ended", ended))
    )
    where = f"<contemporary-territory-id>{territory}</contemporary-territory-id>" if territory else ""
    return (
        f"<{tag}><id>{id}</id><person-id>{who}</person-id><role-title-id>{title}</role-title-id>{where}{dates}"
        f"<note>{note}</note></{tag}>"
    )


def pocom(root: Path) -> Path:
    """Write a checkout of pocom with four people, one position and two missions."""
    write(root / "people/l/lake.xml", person("lake-ada-mary", "Ada Mary", "Lake", "1850", "1920"))
    write(root / "people/m/moor.xml", person("moor-ben", "Ben", "Moor", "1860", more="<altname>B. J. Moor</altname>"))
    write(root / "people/s/stone.xml", person("stone-eve", "Eve", "Stone", "1870", old="stone-e"))
    write(root / "people/w/wood.xml", person("wood-carl", "Carl", "Wood", "1855", more="<genName>Jr.</genName>"))
    principals = appointment(
        "secr-1889-lake", "lake-ada-mary", "secretary", appointed="1889-03-05", started="1889-03-07", ended="1892-06-04",
        tag="principal",
    ) + appointment("secr-1895-lake", "lake-ada-mary", "secretary", started="1895-06-10", tag="principal")  # fmt: skip
    write(
        root / "positions-principals/secretary.xml",
        "<principal-position><id>secretary</id><category>secretary</category>"
        "<names><singular>Secretary of State</singular></names>"
        f"<principals>{principals}</principals><other-appointees/></principal-position>",
    )
    acting = appointment(
        "inte-1892-moor",
        "moor-ben",
        "secretary-ad-interim",
        appointed="1892-06-04",
        ended="1892-06-29",
        tag="principal",
    )
    write(
        root / "positions-principals/secretary-ad-interim.xml",
        "<principal-position><id>secretary-ad-interim</id><category>secretary</category>"
        "<names><singular>Secretary of State ad interim</singular></names>"
        f"<principals>{acting}</principals></principal-position>",
    )
    chiefs = (
        appointment(
            "ru-1885-moor-01", "moor-ben", "minister-resident", appointed="1885-04-18", arrived="1885-09-01",
            started="1885-09-28", ended="1889-10-24", how="Left post about", territory="ruritania",
            note="Commissioned during a recess of the Senate; recommissioned on January 13, 1886, after confirmation.",
        )
        + appointment("ru-1890-ston-01", "stone-eve", "charge-daffaires-ad-interim", started="1890", territory="ruritania")
    )  # fmt: skip
    nominee = appointment("ru-1891-wood-01", "wood-carl", "minister-resident", appointed="1891-02-03", note="Declined.")
    mission = "<country-mission><territory-id>{}</territory-id><chiefs>{}</chiefs><other-nominees>{}</other-nominees></country-mission>"
    write(root / "missions-countries/ruritania.xml", mission.format("ruritania", chiefs, nominee))
    also = appointment(
        "gr-1885-moor-01", "moor-ben", "minister-resident", started="1885-10-20", ended="1889-10-24",
        how="Presented recall on", territory="graustark",
    )  # fmt: skip
    write(root / "missions-countries/graustark.xml", mission.format("graustark", also, ""))
    write(
        root / "concurrent-appointments/1885-moor-01.xml",
        "<concurrent-appointments><id>1885-moor-01</id><person-id>moor-ben</person-id>"
        "<chief-id>ru-1885-moor-01</chief-id><chief-id>gr-1885-moor-01</chief-id></concurrent-appointments>",
    )
    for id, name in (
        ("minister-resident", "Minister Resident"),
        ("charge-daffaires-ad-interim", "Chargé d’Affaires ad interim"),
    ):
        write(
            root / f"roles-country-chiefs/{id}.xml",
            f"<role><id>{id}</id><names><singular>{name}</singular></names></role>",
        )
    (root / "missions-orgs").mkdir(parents=True)
    return root


def trip(id: str, start: str, end: str, country: str, locale: str = "", role: str = "secretary", who: str = "lake-ada-mary") -> str:  # fmt: skip
    """Return a <trip> of travels."""
    return (
        f'<trip role="{role}" who="{who}"><id>{id}</id><start-date>{start}</start-date><end-date>{end}</end-date>'
        f'<country id="{country}">x</country><locale>{locale}</locale><remarks>Prose.</remarks></trip>'
    )


def travels(root: Path, *trips: str) -> Path:
    """Write a checkout of travels with the trips of one Secretary and none of Presidents."""
    write(root / "secretary-travels/lake-ada-mary.xml", f"<trips>{''.join(trips)}</trips>")
    (root / "president-travels").mkdir(parents=True, exist_ok=True)
    return root


def visit(id: str, start: str, end: str, visitor: str, country: str = "ruritania", description: str = "") -> str:
    """Return a <visit> of visits."""
    return (
        f"<visit><id>{id}</id><start-date>{start}</start-date><end-date>{end}</end-date><visitor>{visitor}</visitor>"
        f'<from id="{country}">x</from><description>{description}</description></visit>'
    )


def visits(root: Path, *visits: str) -> Path:
    """Write a checkout of visits with one file."""
    write(root / "data/1900.xml", f"<visits>{''.join(visits)}</visits>")
    return root


def archives() -> Iterator[str]:
    """Yield the names of the archives of the real sources, if they are next to the repository."""
    yield from sorted(file.name for file in ARCHIVES.glob("*.tar.gz"))
