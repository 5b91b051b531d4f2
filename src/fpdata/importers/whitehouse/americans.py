"""Which Americans on the pages are one person: a name may be short, long, or a nickname, but the post tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from fpdata.importers.core.draft import Draft, DraftRef, Person
from fpdata.importers.core.likely_persons import agree
from fpdata.model.slugs import fold


class Americans:
    """The drafts of Americans by locator; several names of one person become one draft."""

    def __init__(self) -> None:
        self._drafts: dict[DraftRef, Draft] = {}
        self._posts: dict[DraftRef, set[str]] = defaultdict(set)

    def add(self, draft: Draft, posts: Iterable[str]) -> None:
        """Add a draft of a person who held, or was named to, some posts."""
        known = self._drafts.get(draft.ref)
        self._posts[draft.ref] |= set(posts)
        self._drafts[draft.ref] = _merge(known, draft) if known else draft

    def drafts(self) -> tuple[list[Draft], dict[DraftRef, DraftRef]]:
        """Return one draft for each person, and the drafts that stand for another."""
        aliases: dict[DraftRef, DraftRef] = {}
        by_surname: dict[str, list[Draft]] = defaultdict(list)
        for draft in sorted(self._drafts.values(), key=lambda draft: (-len(_name(draft)), draft.locator)):
            surname = fold(_person(draft).surname)
            same = [one for one in by_surname[surname] if self._is_same(one, draft)]
            found = same[0] if len(same) == 1 else None
            if found is None:
                by_surname[surname].append(draft)
                continue
            aliases[draft.ref] = found.ref
            self._posts[found.ref] |= self._posts[draft.ref]
            self._drafts[found.ref] = _merge(self._drafts[found.ref], draft)
        kept = [
            draft for ref, draft in sorted(self._drafts.items(), key=lambda pair: pair[0].locator) if ref not in aliases
        ]
        return kept, aliases

    def _is_same(self, one: Draft, other: Draft) -> bool:
        """Whether two persons of one surname are one: their names agree, or they had the same post under similar names."""
        first, second = _person(one), _person(other)
        if fold(first.forename).split()[:1] == fold(second.forename).split()[:1] and agree(_name(one), _name(other)):
            return True
        shared = self._posts[one.ref] & self._posts[other.ref] - {"ambassador-at-large"}
        is_of_the_house = any(post in _HOUSE_POSTS for post in shared)
        return bool(shared) and (is_of_the_house or fold(first.forename)[:1] == fold(second.forename)[:1])


#: Posts that one person has at a time, and whose holders pages name with and without a nickname.
_HOUSE_POSTS = {"Homeland Security Adviser", "National Security Adviser to the Vice President"}


def _person(draft: Draft) -> Person:
    if draft.person is None:
        raise TypeError(f"the draft {draft.locator} is no person")
    return draft.person


def _name(draft: Draft) -> str:
    return str(draft.cells["name"])


def _merge(one: Draft, other: Draft) -> Draft:
    """Return a draft with what another says of the same person."""
    first, second = _person(one), _person(other)
    seen = max(filter(None, (first.seen, second.seen)), default=None)
    person: Person = replace(
        first,
        names=tuple(dict.fromkeys((*first.names, *second.names))),
        offices=tuple(dict.fromkeys((*first.offices, *second.offices))),
        seen=seen,
        is_career=first.is_career or second.is_career,
    )
    return replace(one, person=person)
