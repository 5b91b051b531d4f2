"""The made-up world that every table of a generated package is about.

Nothing is kept: who a record refers to, and on which day a thing happened, is computed from its number, so that
any table can be written without another one at hand, and a package of any size needs no memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

_FIRST = date(1985, 1, 2)
_LAST = date(2025, 10, 30)

#: The days on which things happen, as text. The first and last day of a year are left out: in a role they may be
#: taken for placeholders, and the check would warn.
DAYS: tuple[str, ...] = tuple(
    day.isoformat()
    for day in (_FIRST + timedelta(n) for n in range((_LAST - _FIRST).days))
    if (day.month, day.day) not in {(1, 1), (12, 31)}
)
#: How many of DAYS one term of an office takes.
TERM = len(DAYS) // 8
#: How many terms of an office there are; roles are numbered office by office, term by term.
TERMS = 8


def mix(number: int, salt: int) -> int:
    """Return a number of 32 bits that looks random and depends on nothing but the two."""
    mixed = (number * 0x9E3779B1 + salt * 0x85EBCA77) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 15)) * 0x2C1B3C6D) & 0xFFFFFFFF
    return mixed ^ (mixed >> 13)


@dataclass(frozen=True)
class World:
    """The size of everything, given the number of statements, and what the tables must agree on."""

    statements: int
    seed: int = 0

    @cached_property
    def rows(self) -> dict[str, int]:
        """How many rows each table has: 2.25 times as many as statements, together."""
        n = self.statements
        actors = max(300, n // 100)
        roles = actors * 12 // 10
        return {
            "actors": actors,
            "roles": roles,
            "events": max(40, n // 20),
            "statements": n,
            "outlets": min(max(50, n // 1000), 5000),
            "documents": max(80, n // 4),
            "offices": -(-roles // TERMS),
            "countries": 200,
            "participations": max(40, n // 20) * 2,
            "relationships": max(20, n // 200),
            "statement_links": n // 10,
            "addressees": n // 50,
            "claims": n // 2,
            "citations": n // 5,
            "contributions": n // 80,
            "names": actors * 3 // 2,
            "identifiers": actors,
            "topics": min(max(20, n // 2000), 500),
            "redirects": max(4, n // 2000),
            "corrections": max(4, n // 2000),
            "judgements": max(4, n // 2000),
            "coverage": 12,
        }

    def outer(self, statement: int) -> int | None:
        """Return the statement within which a statement is reported, None where it stands alone.

        Chains are at most three deep: a statement whose number ends in 1, 2 or 3 may stand in one that ends in one less.
        """
        block, last = divmod(statement, 10)
        blocks = self.statements // 10
        if blocks and (last == 1 or (last == 2 and block % 2 == 0) or (last == 3 and block % 4 == 0)):
            return mix(statement, self.seed + 11) % blocks * 10 + last - 1
        return None

    def day_of_statement(self, statement: int) -> int:
        """Return on which of DAYS a statement was made; one that is reported in another, not after it."""
        outer = self.outer(statement)
        if outer is None:
            return mix(statement, self.seed + 13) % len(DAYS)
        return max(0, self.day_of_statement(outer) - statement % 7)

    def day_of_document(self, document: int) -> int:
        """Return on which of DAYS a document appeared: documents are numbered in this order, so that copies are younger."""
        return document * (len(DAYS) - 1) // (self.rows["documents"] - 1)

    def document_after(self, day: int, chance: float) -> int:
        """Return a document that appeared on one of DAYS or later: one of the first for a chance of 0, the last for 1.

        It has an odd number, but for the last. Verdicts rest on even ones: not on the document that they judge.
        """
        last = self.rows["documents"] - 1
        first = -(-day * last // (len(DAYS) - 1))
        return min((first + int(chance * (last + 1 - first))) | 1, last)

    def judge(self, chance: float) -> int:
        """Return a document on which a verdict may rest, for a chance between 0 and 1."""
        return 2 * int(chance * ((self.rows["documents"] - 1) // 2))

    @staticmethod
    def day_of_event(event: int) -> int:
        """Return on which of DAYS an event took place; five in a row on the same, of which the first is the whole."""
        return mix(event // 5, 43) % len(DAYS)

    def living(self, actor: int) -> int:
        """Return an actor, or the one before if the actor has died."""
        return actor - 1 if self.is_dead(actor) else actor

    def is_dead(self, actor: int) -> bool:
        """Whether an actor has died, in the last quarter of the time covered."""
        return actor % 20 == 7

    def actor_of_role(self, role: int) -> int:
        """Return who holds a role; late terms are not those of actors who died."""
        actor = mix(role, self.seed + 17) % self.rows["actors"]
        late = role % TERMS >= TERMS // 2
        return self.living(actor) if late else actor

    @staticmethod
    def first_day_of_role(role: int) -> int:
        """Return on which of DAYS a role begins; one term of an office after another."""
        return role % TERMS * TERM + mix(role, 31) % 40

    def is_over(self, role: int, day: int) -> bool:
        """Whether a role may have ended before one of DAYS."""
        return day > self.first_day_of_role(role) + TERM - 60

    def witness(self, number: int) -> int:
        """Return a document that was read after everything happened (see `is_witness`)."""
        return mix(number, self.seed + 19) % (self.rows["documents"] // 8) * 8 + 3

    @staticmethod
    def is_witness(document: int) -> bool:
        """Whether a document was read after everything happened, so that what it says goes on does."""
        return document % 8 == 3
