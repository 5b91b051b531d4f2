"""Tell which tenures are of one person: by country, full name and office, never by the name alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from fpdata.importers.factbook.names import family_tokens, full_key, given_tokens, may_be_same, same_name
from fpdata.importers.factbook.places import SERVED_SEVERAL, SOVEREIGNS
from fpdata.importers.factbook.tenures import EditionText, ListedTenure
from fpdata.model.slugs import slug

#: Texts lag behind: for a shorter time two posts that they list may be of one envoy, one after the other.
_AT_ONCE = timedelta(days=365)
#: So many times as long a text has the usual spelling of a name as it has a slip.
_TIMES = 3


@dataclass
class ListedPost:
    """A tenure, where it was held."""

    code: str
    section: str
    country_id: str
    """The country of the office; of a U.S. mission, the one to which it is accredited."""
    tenure: ListedTenure
    group: str = ""
    end_kind: str = ""
    """What happened at the end, if a text says it."""
    resigned: dict[str, EditionText] = field(default_factory=dict)
    """The days of a resignation before the end, each with the snapshot that tells it: the person may have stayed."""

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
class ListedPerson:
    """A person with all of their tenures."""

    country_id: str
    posts: list[ListedPost] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The spellings of the name, the latest one first, unless it is a slip: most editions have another one."""
        days: Counter[str] = Counter()
        for post in self.posts:
            for snapshot, holder in post.tenure.mentions:
                days[full_key(holder.name)] += (snapshot.last - snapshot.entry.day).days + 1
        names = dict.fromkeys(name for post in reversed(self.posts) for name in post.tenure.names)
        latest = next(map(full_key, names), "")
        usual = max(days, key=lambda key: days[key], default="")
        is_slip = days[usual] > _TIMES * days[latest] and len(usual.split()) == len(latest.split())
        return sorted(names, key=lambda name: is_slip and full_key(name) != usual)

    @property
    def locator(self) -> str:
        """Where the person is in the source: the country and the first post."""
        return self.posts[0].locator.replace("factbook/", "factbook/persons/", 1)


def number_tenures(posts: Iterable[ListedPost]) -> None:
    """Number the tenures of one place that would have one locator, in order."""
    seen: dict[str, int] = {}
    for post in sorted(posts, key=lambda post: post.tenure.first.entry.at):
        locator = post.locator
        seen[locator] = seen.get(locator, 0) + 1
        post.tenure.number = seen[locator]


def identify(posts: Iterable[ListedPost]) -> list[ListedPerson]:
    """Return the persons who held the posts, in the order of their first text."""
    persons: list[ListedPerson] = []
    by_country: dict[str, list[ListedPerson]] = {}
    everywhere: dict[tuple[str, str], ListedPerson] = {}
    for post in sorted(posts, key=lambda post: (post.tenure.first.entry.at, post.code, post.locator)):
        country = _country_of(post)
        known = by_country.setdefault(country, [])
        # A Monarch of several realms, or a governor of several islands: the same name since the same day.
        keys = [(full_key(name), post.tenure.start) for name in post.tenure.names if len(post.tenure.start) == 10]
        is_executive = post.section == "executive"
        person = next((everywhere[key] for key in keys if key in everywhere), None) if is_executive else None
        person = person or _find(known, post)
        if person is None:
            person = ListedPerson(country)
            known.append(person)
            persons.append(person)
        person.posts.append(post)
        if is_executive:
            everywhere.update(dict.fromkeys(keys, person))
    return persons


def _country_of(post: ListedPost) -> str:
    if post.section == "from_us":
        return "united-states"
    if post.section == "executive":  # a Monarch of several realms is one person
        key = full_key(post.tenure.mentions[0][1].name)
        return SOVEREIGNS.get(key) or SERVED_SEVERAL.get(key) or post.country_id
    return post.country_id


def _find(persons: Iterable[ListedPerson], post: ListedPost) -> ListedPerson | None:
    """Return the person who holds a post: the only one with the name, or one in the same place with the same start."""
    names = post.tenure.names
    others = [one for one in persons if not any(_are_two(other, post) for other in one.posts)]
    found = [one for one in others if any(_is_one(one, post, mine, name) for mine in one.names for name in names)]
    exact = [one for one in found if {full_key(name) for name in one.names} & {full_key(name) for name in names}]
    if len(exact) == 1 or len(found) == 1:
        return (exact if len(exact) == 1 else found)[0]
    if found or post.section == "from_us":
        return None
    starts = set(post.tenure.starts)
    for person in others:
        for other in person.posts:
            if (
                other.section == post.section == "executive"
                and other.tenure.office != post.tenure.office
                and starts & set(other.tenure.starts)
                and any(may_be_same(mine, name, same_start=False) for mine in other.tenure.names for name in names)
            ):
                return person
    return None


def _is_one(person: ListedPerson, post: ListedPost, one: str, other: str) -> bool:
    """Whether two names are of one person; of Americans in two missions, other family names only with the same initials."""
    if not same_name(one, other):
        return False
    left, right = family_tokens(one), family_tokens(other)
    is_here = any(mine.code == post.code for mine in person.posts)
    if post.section != "from_us" or is_here or left <= right or right <= left:
        return True
    initials = [tuple(word[0] for word in given_tokens(name)[:2]) for name in (one, other)]
    return initials[0] == initials[1] and len(initials[0]) > 1


def _are_two(one: ListedPost, other: ListedPost) -> bool:
    """Whether one text names the holders of two offices differently: a father and a son, a King and a Crown Prince."""
    if one.section == other.section == "from_us" and one.code != other.code:
        return _are_two_envoys(one, other)
    if (one.code, one.section) != (other.code, other.section):
        return False
    names = {snapshot.entry.commit: holder.name for snapshot, holder in one.tenure.mentions}
    return any(
        snapshot.entry.commit in names and not _is_longer_form(names[snapshot.entry.commit], holder.name)
        for snapshot, holder in other.tenure.mentions
    )


def _are_two_envoys(one: ListedPost, other: ListedPost) -> bool:
    """Whether the same editions name two ambassadors in two states, over a year and never by the same name."""
    if one.group and one.group == other.group:
        return False
    if any(holder.is_acting for post in (one, other) for _, holder in post.tenure.mentions):
        return False
    together = min(one.tenure.last.last, other.tenure.last.last) - max(
        one.tenure.first.entry.day, other.tenure.first.entry.day
    )
    names = [{full_key(name) for name in post.tenure.names} for post in (one, other)]
    return together > _AT_ONCE and not names[0] & names[1]


def _is_longer_form(one: str, other: str) -> bool:
    """Whether two names have the same name in use, and one of them has all the words of the other."""
    words = [set(full_key(name).split()) for name in (one, other)]
    is_part = words[0] <= words[1] or words[1] <= words[0]
    return words[0] == words[1] or (is_part and family_tokens(one) == family_tokens(other))
