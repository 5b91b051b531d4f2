"""What the questions on imported sources share: SQL by printed address, and people and countries by their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import fpdata

HISTORY = "https://history.state.gov/historicaldocuments/"
BIDEN = "https://bidenwhitehouse.archives.gov/briefing-room/"
TRUMP = "https://www.whitehouse.gov/"
#: An event is known by its sources: the document that tells it, further ones that are cited, and those of who took part.
_SEEN = """
create view seen as
select distinct d.url, e.event_id, e.kind, e.date, e.date_min, e.date_max, e.status, e.place, e.country_id
from documents d
join (
    select event_id, source_id as document_id from events
    union all select event_id, document_id from events
    union all select event_id, source_id from participations
    union all select record_id, document_id from citations where "table" = 'events' and field is null
) s on s.document_id = d.document_id
join events e on e.event_id = s.event_id
"""
_THERE = """
create view there as
select s.url, s.event_id, s.kind, s.date, p.actor_id, p.part
from (select distinct url, event_id, kind, date from seen) s
join participations p on p.event_id = s.event_id
join actors a on a.actor_id = p.actor_id and a.kind = 'person'
where p.part not in ('absent', 'subject', 'publisher')
"""
_SIDES = """
create view sides as
select d.url, c.part, c.actor_id, c.sequence
from documents d join contributions c on c.document_id = d.document_id
"""


def _words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return set(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain)))


class Answers:
    """The data set in SQL, with views by address, and names as the sources write them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sql = fpdata.connect(path=folder)
        for view in (_SEEN, _THERE, _SIDES):
            self.sql.execute(view)
        self.names: dict[str, list[set[str]]] = {}
        names = "select actor_id, name from actors union all select actor_id, sort_name from actors union all select actor_id, name from names"
        for actor, name in self.rows(names):
            self.names.setdefault(actor, []).append(_words(name))

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self.sql.execute(sql, values).fetchall()

    def ids(self, sql: str, *values: object) -> list[str]:
        """Return the first column, each value once, in order."""
        return list(dict.fromkeys(row[0] for row in self.rows(sql, *values)))

    def is_named(self, actor: str, name: str) -> bool:
        """Tell whether one of the names of an actor has all these words."""
        return any(_words(name) <= words for words in self.names[actor])

    def called(self, actors: Iterable[str], names: Iterable[str]) -> list[str]:
        """Return what the answer calls each actor, so that a name that is missing or too many can be seen.

        An actor whom the answer does not name keeps the id.
        """
        names = list(names)
        return [next((name for name in names if self.is_named(actor, name)), actor) for actor in actors]

    def persons(self, name: str) -> list[str]:
        """Return the persons who have a name with all these words."""
        return [
            actor
            for (actor,) in self.rows("select actor_id from actors where kind = 'person' order by 1")
            if self.is_named(actor, name)
        ]
