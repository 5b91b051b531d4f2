"""A batch: some rows of a generated table that are made at once, with what their columns are drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.world import DAYS, World
from fpdata.model.fields import Code

Columns = dict[str, list[str]]

#: How the ids of each table begin; a number of eight digits follows, so that their order is that of the numbers.
PREFIXES = {
    "actors": "actor",
    "roles": "role",
    "events": "event",
    "statements": "statement",
    "outlets": "outlet",
    "documents": "document",
    "offices": "office",
    "countries": "country",
    "relationships": "tie",
    "claims": "claim",
    "citations": "citation",
    "topics": "topic",
}


@dataclass(frozen=True)
class Batch:
    """Some rows of a table that are made at once: those with the numbers from `start` to before `stop`."""

    world: World
    draw: Random
    start: int
    stop: int

    def __len__(self) -> int:
        return self.stop - self.start

    @property
    def numbers(self) -> range:
        """The numbers of the rows."""
        return range(self.start, self.stop)

    def any_of(self, table: str) -> list[str]:
        """Return an id of another table for each row."""
        random, count, prefix = self.draw.random, self.world.rows[table], PREFIXES[table]
        return [f"{prefix}-{int(random() * count):08}" for _ in self.numbers]

    def earlier(self, table: str) -> list[str]:
        """Return an id of a row further up in the same table for each row; empty for the first."""
        random, prefix = self.draw.random, PREFIXES[table]
        return [f"{prefix}-{int(random() * number):08}" if number else "" for number in self.numbers]

    def others(self, table: str, than: list[str]) -> list[str]:
        """Return an id of another table for each row, but not the one given for it."""
        random, count, prefix = self.draw.random, self.world.rows[table], PREFIXES[table]
        steps = (1 + int(random() * (count - 1)) for _ in self.numbers)
        return [f"{prefix}-{(int(id[-8:]) + step) % count:08}" for id, step in zip(than, steps, strict=True)]

    def documents_after(self, days: list[int]) -> list[str]:
        """Return a document that appeared on a day or later for each row."""
        random, world = self.draw.random, self.world
        return [f"document-{world.document_after(day, random()):08}" for day in days]

    def codes(self, codes: type[Code], *without: Code) -> list[str]:
        """Return a code for each row."""
        return self.draw.choices([str(code) for code in codes if code not in without], k=len(self))

    def days(self) -> list[int]:
        """Return a day for each row."""
        random = self.draw.random
        return [int(random() * len(DAYS)) for _ in self.numbers]
