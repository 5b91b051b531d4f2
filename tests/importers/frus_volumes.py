"""Write volumes of Foreign Relations with invented documents, and a package to import them into."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fpdata.importers.core.findings import Summary
from fpdata.importers.core.run import run_imports
from fpdata.importers.frus.reader import read_frus
from tests.importers import upstream
from tests.importers.upstream import rows, write

PERSONS = {
    "p_RR1": "Rassendyll, Rudolf",
    "p_SF1": "Sapt, Fritz",
    "p_TF1": "Tarlenheim, Fritz von",
    "p_SE1": "Sapt, Emil",
}
_ACTORS = {
    "rudolf-rassendyll": "Rassendyll, Rudolf", "fritz-sapt": "Sapt, Fritz", "fritz-von-tarlenheim": "Tarlenheim, Fritz von",
    "ada-long": "Long, Ada", "emil-sapt": "Sapt, Emil",
}  # fmt: skip


def document(id: str, head: str, *, body: str = "", date: str = '<date when="1961-03-04">March 4, 1961</date>') -> str:
    """Return the <div> of a document dated in Washington."""
    number = id.lstrip("d")
    line = f"<dateline><placeName>Washington</placeName>, {date}.</dateline>" if date else ""
    return f'<div type="document" xml:id="{id}" n="{number}"><head>{number}. {head}</head>{line}{body}</div>'


def participants(*items: str, head: str = "PARTICIPANTS") -> str:
    """Return a list of participants."""
    return f'<list type="participants"><head>{head}</head>{"".join(f"<item>{item}</item>" for item in items)}</list>'


def name(person: str, text: str, side: str = "") -> str:
    """Return a marked name."""
    return f'<persName corresp="#{person}"{f""" type="{side}" """ if side else ""}>{text}</persName>'


def frus(root: Path, volumes: Mapping[str, list[str]]) -> Path:
    """Write volumes in the layout of upstream."""
    for id, documents in volumes.items():
        persons = "".join(
            f'<item><persName xml:id="{key}">{text}</persName>, an officer</item>' for key, text in PERSONS.items()
        )
        write(
            root / f"volumes/{id}.xml",
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc><titleStmt>'
            f'<title type="complete">Foreign Relations, {id}</title></titleStmt><publicationStmt><date>1990</date>'
            f'</publicationStmt></fileDesc></teiHeader><text><list>{persons}</list><div type="compilation">'
            f"{''.join(documents)}</div></text></TEI>",
        )
    return root


def small_package(root: Path) -> Path:
    """A package with the persons of two volumes, and a Secretary of State and a President."""
    actors = [
        {"actor_id": id, "kind": "person", "name": " ".join(reversed(sort.split(", "))), "sort_name": sort, "source_id": "by-hand"}
        for id, sort in _ACTORS.items()
    ]  # fmt: skip
    persons = dict(zip(PERSONS, ("rudolf-rassendyll", "fritz-sapt", "fritz-von-tarlenheim", "emil-sapt"), strict=True))
    identifiers = [
        {"scheme": "frus", "value": f"{volume}/{person}", "actor_id": actor}
        for volume in ("frus1961-63v01", "frus1961-63v02")
        for person, actor in persons.items()
    ]
    offices = [
        {"office_id": "secretary-of-state", "title": "Secretary of State", "kind": "cabinet"},
        {"office_id": "president-of-the-united-states", "title": "President", "kind": "head-of-state"},
        {"office_id": "ambassador-to-ruritania", "title": "Chief of Mission to Ruritania", "kind": "chief-of-mission"},
    ]
    roles = [
        ("ada-long", "secretary-of-state", "1961-01-21", "1965-01-20"),
        ("rudolf-rassendyll", "president-of-the-united-states", "1961-01-20", "1963-11-22"),
        ("fritz-sapt", "ambassador-to-ruritania", "1961-02-01", "1962-02-01"),
    ]
    return upstream.small_package(
        root,
        actors=actors,
        identifiers=identifiers,
        offices=[one | {"seats": "one", "source_id": "by-hand"} for one in offices],
        roles=[
            {"role_id": f"{actor}-{office}", "actor_id": actor, "office_id": office, "title": office, "basis": "confirmed"}
            | {"start": start, "end": end, "source_id": "by-hand"}
            for actor, office, start, end in roles
        ],
    )  # fmt: skip


def run(package: Path, source: Path) -> Summary:
    """Import volumes into a package."""
    return run_imports(package, read_frus(source))


def parties(package: Path, document: str) -> set[tuple[str, str, str]]:
    """Return part, actor and role of all contributions to a document."""
    return {
        (row["part"], row["actor_id"], row["role_id"])
        for row in rows(package, "contributions").values()
        if row["document_id"] == document
    }
