"""Write pages of the White House with invented matters, and a package to import them into."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fpdata.importers.core.draft import DraftRef, Incumbent
from fpdata.importers.core.findings import Summary
from fpdata.importers.core.run import run_import
from fpdata.importers.whitehouse.reader import read_whitehouse
from fpdata.model.slugs import slug
from tests.importers import upstream
from tests.importers.upstream import rows

_PRESIDENT, _ADVISER = "president-of-the-united-states", "national-security-adviser"
_COUNTRIES = ("france", "germany", "japan", "india", "ukraine", "chile")
READOUT = "statements-releases/2022-03/2022-03-02-readout.md"


def page(title: str, body: str, date: str = "2022-03-02", time: str = "15:00:00", url: str = "", host: str = "") -> str:
    """Return a page; the address is made from date and title unless it is given."""
    host = host or "bidenwhitehouse.archives.gov/briefing-room"
    address = url or f"https://{host}/{date}/{slug(title)[:60]}/"
    head = f"date: '{date}'\npublished_time: {date} {time}-05:00\nsource_url: {address}\n"
    return f'---\n{head}tags: statements-releases\ntitle: "{title}"\n---\n \n{body}\n'


def write_pages(root: Path, pages: Mapping[str, str]) -> Path:
    """Write pages under their paths in the source."""
    for name, content in pages.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return root


def small_package(root: Path) -> Path:
    """A package with a President, an adviser, and the countries that the pages name."""
    persons = [
        {
            "actor_id": id,
            "kind": "person",
            "name": name,
            "sort_name": sort,
            "country_id": country,
            "source_id": "by-hand",
        }
        for id, name, sort, country in (
            ("joe-biden", "Joe Biden", "Biden, Joe", "united-states"),
            ("jake-sullivan", "Jacob J. Sullivan", "Sullivan, Jacob J.", "united-states"),
            ("emmanuel-macron", "Emmanuel Macron", "Macron, Emmanuel", "france"),
        )
    ]
    offices = [
        {"office_id": id, "title": id, "kind": kind, "seats": "one", "country_id": country, "source_id": "by-hand"}
        for id, kind, country in (
            (_PRESIDENT, "head-of-state", "united-states"),
            (_ADVISER, "staff", "united-states"),
            ("ambassador-to-chile", "chief-of-mission", "chile"),
            ("president-of-france", "foreign", "france"),
        )
    ]
    roles = [
        {"role_id": f"{actor}-role", "actor_id": actor, "office_id": office, "title": office, "basis": "appointed"}
        | {"start": "2017-05-14" if actor == "emmanuel-macron" else "2021-01-20", "end": "..", "source_id": "by-hand"}
        for actor, office in (
            ("joe-biden", _PRESIDENT),
            ("jake-sullivan", _ADVISER),
            ("emmanuel-macron", "president-of-france"),
        )
    ]
    countries = [{"country_id": id, "name": id.title(), "kind": "state"} for id in _COUNTRIES]
    return upstream.small_package(root, actors=persons, offices=offices, roles=roles, countries=countries)


def run(package: Path, root: Path) -> Summary:
    (batch,) = read_whitehouse(root)
    return run_import(package, batch)


def parts(package: Path, event_id: str) -> dict[str, tuple[str, str, str]]:
    """Return part, role and title of the participants of an event by actor."""
    return {
        row["actor_id"]: (row["part"], row["role_id"], row["title"])
        for row in rows(package, "participations").values()
        if row["event_id"] == event_id
    }


def names(root: Path) -> list[list[str]]:
    """Return the names of the people at each event, as the reader drafts them."""
    (batch,) = read_whitehouse(root)
    titles = {draft.ref: str(draft.cells["name"]) for draft in batch.drafts if draft.person}
    found: dict[object, list[str]] = {}
    for draft in batch.drafts:
        if draft.table == "events":
            found[draft.ref] = []
        if draft.table == "participations":
            actor = draft.cells["actor_id"]
            if isinstance(actor, DraftRef):
                found[draft.cells["event_id"]].append(titles.get(actor) or actor.locator.rpartition("/")[2])
            elif isinstance(actor, Incumbent):
                found[draft.cells["event_id"]].append(" ".join(sorted(actor.words)))
    return list(found.values())
