"""What a page says to machines: JSON-LD in the terms of schema.org."""

from __future__ import annotations

import re
from typing import Any

from fpdata.site.store import RecordStore, Row

#: The addresses at which other registers have a person, by the scheme of the identifier.
REGISTERS = {
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "bioguide": "https://bioguide.congress.gov/search/bio/{}",
    "govtrack": "https://www.govtrack.us/congress/members/{}",
    "cspan": "https://www.c-span.org/person/?{}",
    "opensecrets": "https://www.opensecrets.org/members-of-congress/summary?cid={}",
    "votesmart": "https://justfacts.votesmart.org/candidate/{}",
    "fec": "https://www.fec.gov/data/candidate/{}/",
    "pocom": "https://history.state.gov/departmenthistory/people/{}",
}
_ACTOR_TYPES = {"person": "Person", "unnamed": "Person", "state": "Country"}
_DOCUMENT_TYPES = {
    "article": "NewsArticle",
    "book": "Book",
    "dataset": "Dataset",
    "law": "Legislation",
    "report": "Report",
}
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def linked_data(store: RecordStore, table: str, row: Row, address: str) -> dict[str, Any]:
    """Return a record in the terms of schema.org; dates only if they are exactly known, for it has no others."""
    values = {"@context": "https://schema.org", "@id": address} | _DESCRIBE[table](store, row)
    return {name: value for name, value in values.items() if value}


def _actor(store: RecordStore, row: Row) -> dict[str, Any]:
    identifiers = store["identifiers"].rows_with("actor_id", row["actor_id"])
    return {
        "@type": _ACTOR_TYPES.get(row["kind"], "Organization"),
        "name": row["name"],
        "alternateName": [name["name"] for name in store["names"].rows_with("actor_id", row["actor_id"])],
        "birthDate": _day(row["born"]) if row["kind"] == "person" else None,
        "deathDate": _day(row["died"]) if row["kind"] == "person" else None,
        "description": row["description"],
        "sameAs": [
            REGISTERS[known["scheme"]].format(known["value"]) for known in identifiers if known["scheme"] in REGISTERS
        ],
    }


def _office(store: RecordStore, row: Row) -> dict[str, Any]:
    return {
        "@type": "DefinedTerm",
        "name": row["title"],
        "inDefinedTermSet": store.name("actors", row["organization_id"]) if row["organization_id"] else None,
    }


def _country(_store: RecordStore, row: Row) -> dict[str, Any]:
    wikidata = row["wikidata"] and REGISTERS["wikidata"].format(row["wikidata"])
    return {"@type": "Country", "name": row["name"], "identifier": row["iso_alpha3"], "sameAs": wikidata}


def _event(store: RecordStore, row: Row) -> dict[str, Any]:
    first, last = (_day(row[side]) for side in ("date_min", "date_max"))
    place = ", ".join(
        filter(None, [row["place"], store.name("countries", row["country_id"]) if row["country_id"] else None])
    )
    return {
        "@type": "Event",
        "name": row["name"],
        "startDate": first,
        "endDate": last if last != first else None,
        "location": {"@type": "Place", "name": place} if place else None,
        "description": row["summary"],
    }


def _document(store: RecordStore, row: Row) -> dict[str, Any]:
    return {
        "@type": _DOCUMENT_TYPES.get(row["kind"], "CreativeWork"),
        "name": row["title"],
        "datePublished": _day(row["date"]),
        "url": row["url"],
        "publisher": {"@type": "Organization", "name": store.name("outlets", row["outlet_id"])}
        if row["outlet_id"]
        else None,
        "inLanguage": row["language"],
        "license": row["license"],
    }


def _statement(store: RecordStore, row: Row) -> dict[str, Any]:
    document = store["documents"].row(row["document_id"]) or {}
    return {
        "@type": "Quotation" if row["quote"] else "CreativeWork",
        "text": row["quote"],
        "abstract": row["summary"],
        "creator": store.name("actors", row["speaker_id"]),
        "dateCreated": _day(row["date"]),
        "isPartOf": {"@type": "CreativeWork", "name": document.get("title"), "url": document.get("url")},
    }


def _topic(_store: RecordStore, row: Row) -> dict[str, Any]:
    return {"@type": "DefinedTerm", "name": row["name"], "description": row["description"]}


def _outlet(_store: RecordStore, row: Row) -> dict[str, Any]:
    return {"@type": "Organization", "name": row["name"], "url": row["url"], "description": row["description"]}


def _day(date: str | None) -> str | None:
    return date if date and _DAY.fullmatch(date) else None


_DESCRIBE = {
    "actors": _actor,
    "offices": _office,
    "countries": _country,
    "events": _event,
    "documents": _document,
    "statements": _statement,
    "topics": _topic,
    "outlets": _outlet,
}
