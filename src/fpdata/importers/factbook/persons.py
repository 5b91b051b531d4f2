"""Tell which tenures are of one person: by country, full name and office, never by the name alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from fpdata.importers.factbook.names import full_key, may_be_same, same_name
from fpdata.importers.factbook.places import SERVED_SEVERAL, SOVEREIGNS
from fpdata.importers.factbook.tenures import Tenure
from fpdata.model.slugs import slug


@dataclass
class Post:
    """A tenure, where it was held."""

    code: str
    section: str
    country_id: str
    """The country of the office; of a U.S. mission, the one to which it is accredited."""
    tenure: Tenure
    group: str = ""

    @property
    def locator(self) -> str:
        """Where the tenure is in the source: code, section, office and the first spelling of the name.

        Entries are only ever added at the end, so that the first spelling stays the first.
        """
        office = "" if self.section != "executive" else f"/{slug(self.tenure.office)}"
        section = self.section.replace("_", "-")
        kind = "/acting" if self.tenure.mentions[0][1].is_acting else ""
        name = slug(self.tenure.mentions[0][1].name)
        number = f"/{self.tenure.first.entry.day.isoformat()}" if self.tenure.number > 1 else ""
        return f"factbook/{self.code}/{section}{office}/{name}{kind}{number}"


@dataclass
class Person:
    """A person with all of their tenures."""

    country_id: str
    posts: list[Post] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The spellings of the name; the latest one first."""
        return list(dict.fromkeys(name for post in reversed(self.posts) for name in post.tenure.names))

    @property
    def locator(self) -> str:
        """Where the person is in the source: the country and the first post."""
        return self.posts[0].locator.replace("factbook/", "factbook/persons/", 1)


def number_tenures(posts: Iterable[Post]) -> None:
    """Number the tenures of one place that would have one locator, in order."""
    seen: dict[str, int] = {}
    for post in sorted(posts, key=lambda post: post.tenure.first.entry.at):
        locator = post.locator
        seen[locator] = seen.get(locator, 0) + 1
        post.tenure.number = seen[locator]


def identify(posts: Iterable[Post]) -> list[Person]:
    """Return the persons who held the posts, in the order of their first text."""
    persons: list[Person] = []
    by_country: dict[str, list[Person]] = {}
    everywhere: dict[tuple[str, str], Person] = {}
    for post in sorted(posts, key=lambda post: (post.tenure.first.entry.at, post.code, post.locator)):
        country = _country_of(post)
        known = by_country.setdefault(country, [])
        # A Monarch of several realms, or a governor of several islands: the same name since the same day.
        keys = [(full_key(name), post.tenure.start) for name in post.tenure.names if len(post.tenure.start) == 10]
        is_executive = post.section == "executive"
        person = next((everywhere[key] for key in keys if key in everywhere), None) if is_executive else None
        person = person or _find(known, post)
        if person is None:
            person = Person(country)
            known.append(person)
            persons.append(person)
        person.posts.append(post)
        if is_executive:
            everywhere.update(dict.fromkeys(keys, person))
    return persons


def _country_of(post: Post) -> str:
    if post.section == "from_us":
        return "united-states"
    if post.section == "executive":  # a Monarch of several realms is one person
        key = full_key(post.tenure.mentions[0][1].name)
        return SOVEREIGNS.get(key) or SERVED_SEVERAL.get(key) or post.country_id
    return post.country_id


def _find(persons: Iterable[Person], post: Post) -> Person | None:
    """Return the person who holds a post: the only one with the name, or one in the same place with the same start."""
    names = post.tenure.names
    found = [one for one in persons if any(same_name(mine, name) for mine in one.names for name in names)]
    exact = [one for one in found if {full_key(name) for name in one.names} & {full_key(name) for name in names}]
    if len(exact) == 1 or len(found) == 1:
        return (exact if len(exact) == 1 else found)[0]
    if found or post.section == "from_us":
        return None
    starts = set(post.tenure.starts)
    for person in persons:
        for other in person.posts:
            if (
                other.section == post.section == "executive"
                and other.tenure.office != post.tenure.office
                and starts & set(other.tenure.starts)
                and any(may_be_same(mine, name, same_start=False) for mine in other.tenure.names for name in names)
            ):
                return person
    return None
