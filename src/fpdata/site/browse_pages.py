"""Lists of records to browse: offices, countries, topics and outlets, actors by letter, events by year."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from fpdata.site.claims import day_of
from fpdata.site.page import SitePage
from fpdata.site.store import RecordStore, Row

#: A page lists so many records.
_MOST = 400


class BrowseList(NamedTuple):
    """Records of a table on one page: how they are called together, and the ids under each heading."""

    name: str
    label: str
    groups: list[tuple[str, list[tuple[str, str]]]]
    """Headings, each with ids and what is shown after the name."""


def browse_pages(store: RecordStore) -> Iterator[SitePage]:
    """Yield the pages of lists, each with the way to the others of its table."""
    for table, heading, make in _LISTS:
        lists = list(make(store))
        # The first list is that of the table, so that its address does not depend on what the table holds.
        addresses = [_address(table, part.name if place else "") for place, part in enumerate(lists)]
        siblings = [(address, part.label) for address, part in zip(addresses, lists, strict=True)]
        for address, part in zip(addresses, lists, strict=True):
            title = f"{heading}: {part.label}" if len(lists) > 1 else heading
            yield SitePage(
                address, "browse.html", {"title": title, "table": table, "groups": part.groups, "siblings": siblings}
            )


def first_address(table: str) -> str:
    """Return the address of the first list of a table.

    >>> first_address("actors")
    'browse/actors.html'
    """
    return _address(table, "")


def _address(table: str, name: str) -> str:
    return f"browse/{table}{f'-{name}' if name else ''}.html"


def _grouped(rows: Sequence[Row], id: str, heading: Callable[[Row], str]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(name, [(row[id], "") for row in part]) for name, part in groupby(sorted(rows, key=heading), key=heading)]


def _offices(store: RecordStore) -> Iterator[BrowseList]:
    """The offices of the United States; those of other countries are on the pages of these."""
    rows = [row for row in store["offices"].rows if row["kind"] != "foreign"]
    rows.sort(key=lambda row: (row["precedence"] or 9999, row["title"]))
    yield BrowseList("", "all", _grouped(rows, "office_id", lambda row: str(row["kind"])))


def _countries(store: RecordStore) -> Iterator[BrowseList]:
    rows = sorted(store["countries"].rows, key=lambda row: str(row["name"]))
    yield BrowseList("", "all", _grouped(rows, "country_id", lambda row: _letter(row["name"])))


def _topics(store: RecordStore) -> Iterator[BrowseList]:
    rows = sorted(store["topics"].rows, key=lambda row: str(row["name"]))
    yield BrowseList("", "all", [("", [(row["topic_id"], "") for row in rows])])


def _outlets(store: RecordStore) -> Iterator[BrowseList]:
    rows = sorted(store["outlets"].rows, key=lambda row: str(row["name"]))
    yield BrowseList("", "all", _grouped(rows, "outlet_id", lambda row: _letter(row["name"])))


def _actors(store: RecordStore) -> Iterator[BrowseList]:
    rows = [row for row in store["actors"].rows if store.has_page("actors", row["actor_id"])]
    rows.sort(key=lambda row: (_letter(row["sort_name"]), _folded(row["sort_name"])))
    for letter, part in groupby(rows, key=lambda row: _letter(row["sort_name"])):
        yield from _cut("other" if letter == "#" else letter.lower(), letter, [(row["actor_id"], "") for row in part])


def _events(store: RecordStore) -> Iterator[BrowseList]:
    """The events by year, the latest first."""
    rows = sorted(store["events"].rows, key=day_of, reverse=True)
    dated = [(str(row["date_min"] or row["date_max"])[:4], row) for row in rows if row["date_min"] or row["date_max"]]
    for year, part in groupby(dated, key=lambda pair: pair[0]):
        yield from _cut(year, year, [(row["event_id"], row["date"]) for _, row in part])


def _cut(name: str, label: str, ids: list[tuple[str, str]]) -> Iterator[BrowseList]:
    """Yield a list, in parts if it is long."""
    yield BrowseList(name, label, [("", ids[:_MOST])])
    for number, start in enumerate(range(_MOST, len(ids), _MOST), 2):
        yield BrowseList(f"{name}-{number}", f"{label} ({number})", [("", ids[start : start + _MOST])])


def _letter(name: str) -> str:
    """Return the letter under which a name is listed.

    >>> _letter("Åland"), _letter("1newsday")
    ('A', '#')
    """
    first = _folded(name)[:1].upper()
    return first if "A" <= first <= "Z" else "#"


def _folded(name: str) -> str:
    """Return a name without accents and case."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign)).casefold()


_LISTS = (
    ("offices", "Offices", _offices),
    ("countries", "Countries", _countries),
    ("topics", "Topics", _topics),
    ("outlets", "Outlets", _outlets),
    ("actors", "Actors", _actors),
    ("events", "Events", _events),
)
#: The tables that can be browsed.
LISTED = tuple(table for table, *_ in _LISTS)
