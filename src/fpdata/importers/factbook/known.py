"""What the package has already: persons in the same office, and roles of other sources that the Factbook repeats."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property

from fpdata.importers.core.store import Store, is_imported
from fpdata.importers.factbook.names import ARTICLES, display_name, given_alike, given_tokens, likeness, name_in_use
from fpdata.importers.factbook.offices import office_id_of
from fpdata.importers.factbook.persons import ListedPerson, ListedPost
from fpdata.importers.factbook.spellings import is_only_here, known_as
from fpdata.model.edtf import Bounds, known_bounds
from fpdata.model.offices import ONLY_NAMED
from fpdata.model.slugs import fold
from fpdata.package.csv_writer import RowDict

#: Starts of one role in two sources are this close: credentials and arrival are weeks apart.
_SAME_START = timedelta(days=75)
#: A career in diplomacy, in years.
_CAREER = timedelta(days=36 * 365)
_AT_THE_TIME = timedelta(days=366)
#: How long somebody may have stayed in office in a gap between two editions.
_UNSEEN = timedelta(days=400)
#: Offices whose holders may become chiefs of mission.
_AMERICAN_KINDS = {
    "chief-of-mission",
    "principal-officer",
    "envoy",
    "staff",
    "rank",
    "agency-head",
    "legislator",
    "cabinet",
}
#: Titles of visitors to the United States, and the offices that they mean.
_VISITOR_OFFICES = {
    "president": ("President", "President of State Affairs", "Chairman of the Presidency"),
    "prime minister": (
        "Prime Minister",
        "Chairman of the Council of Ministers",
        "President of the Government",
        "Premier",
    ),
    "president of the council of ministers": ("Prime Minister",),
    "president of the government": ("President of the Government",),
    "chancellor": ("Chancellor",),
    "premier": ("Premier",),
    "taoiseach": ("Taoiseach",),
    "vice president": ("Vice President",),
    "deputy prime minister": ("Deputy Prime Minister",),
    **dict.fromkeys(("king", "queen", "emperor", "sultan", "emir", "amir", "prince", "grand duke"), ("Monarch",)),
    "pope": ("Pope",),
}
_ALIKE = 0.6
_CLEARLY = 0.08
#: Names of two Americans in one office at the same time, of which one has a slip of the keyboard.
_SAME_IN_OFFICE = 0.9


class Known:
    """The actors and roles of a package that are not from the Factbook."""

    def __init__(self, store: Store, source_id: str) -> None:
        self._store = store
        self._source_id = source_id
        self._offices = {row["office_id"]: row for row in store.rows("offices")}

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        """The names of each person."""
        names: dict[str, set[str]] = defaultdict(set)
        for row in self._store.rows("actors"):
            if row["kind"] == "person" and not self._is_own(row):
                names[row["actor_id"] or ""].update((row["name"] or "", _natural(row["sort_name"] or "")))
        for row in self._store.rows("names"):
            if row["actor_id"] in names and row["source_id"] != self._source_id:
                names[row["actor_id"] or ""].add(row["name"] or "")
        return names

    @cached_property
    def _by_word(self) -> dict[tuple[str, str], set[str]]:
        """The persons by country and by each word of their names."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for actor, names in self._names.items():
            country = self._actor(actor)["country_id"] or ""
            for name in names:
                for word in fold(name).split():
                    found[country, word].add(actor)
        return found

    @cached_property
    def _roles(self) -> dict[str, list[RowDict]]:
        """The roles by actor that are not from the Factbook."""
        roles: dict[str, list[RowDict]] = defaultdict(list)
        for row in self._store.rows("roles"):
            if not self._is_own(row):
                roles[row["actor_id"] or ""].append(row)
        return roles

    @cached_property
    def own_roles(self) -> dict[str, RowDict]:
        """The roles that earlier imports added, by locator."""
        return self._store.imported_rows("roles", self._source_id)

    @cached_property
    def _visits(self) -> dict[str, list[tuple[Bounds, str]]]:
        """The visits to the United States by visitor: days and title."""
        visits: dict[str, list[tuple[Bounds, str]]] = defaultdict(list)
        for row in self._store.rows("participations"):
            if row["part"] == "visitor" and row["title"]:
                event = self._store.get("events", row["event_id"] or "") or {}
                if days := known_bounds(event.get("date")):
                    visits[row["actor_id"] or ""].append((days, row["title"]))
        return visits

    def _is_own(self, row: RowDict) -> bool:
        return row["source_id"] == self._source_id and is_imported(row)

    def _actor(self, actor_id: str) -> RowDict:
        return self._store.tables["actors"][actor_id,]

    def has_office(self, office_id: str) -> bool:
        """Whether the package has an office that is not from the Factbook."""
        row = self._offices.get(office_id)
        return row is not None and not self._is_own(row)

    def country(self, country_id: str) -> RowDict | None:
        """Return the row of a country."""
        return self._store.get("countries", country_id)

    def names_of(self, actor: str) -> set[str]:
        """Return the names of a person, those that the Factbook alone has aside."""
        return self._names[actor]

    def find_person(self, person: ListedPerson) -> tuple[str | None, list[str]]:
        """Return the actor who is a person, if one certainly is, and otherwise those who may be."""
        if any(is_only_here(person.country_id, name) for name in person.names):
            return None, []
        for name in person.names:
            if (listed := known_as(person.country_id, name)) in self._names:
                return listed, []
        for post in person.posts:  # as the last import had it, or somebody merged it
            if (row := self.own_roles.get(post.locator)) and (actor := row["actor_id"]) in self._names:
                return actor, []
        find = self._is_american if person.country_id == "united-states" else self._is_foreigner
        candidates = self._candidates(person)
        certain = [actor for actor in candidates if find(actor, person)]
        if len(certain) > 1:
            certain = [actor for actor in certain if self._held_one_of(actor, person)] or certain
        if len(certain) > 1:
            certain = self._most_alike(certain, person)
        if len(certain) == 1:
            return certain[0], []
        same = [
            actor
            for actor in candidates
            if any(fold(display_name(name)) in {fold(known) for known in self._names[actor]} for name in person.names)
            and self._may_be_alive(actor, person)
        ]
        return None, certain or same

    def _most_alike(self, actors: list[str], person: ListedPerson) -> list[str]:
        """Return the actor whose name is clearly more like the person's than those of the others; else all."""
        scores = sorted(((self._likeness(actor, person), actor) for actor in actors), reverse=True)
        return [scores[0][1]] if scores[0][0] - scores[1][0] > _CLEARLY else actors

    def _likeness(self, actor: str, person: ListedPerson) -> float:
        return max(likeness(name, known) for name in map(display_name, person.names) for known in self._names[actor])

    def _candidates(self, person: ListedPerson) -> list[str]:
        words = {word for name in person.names for word in fold(display_name(name)).split() if len(word) > 2}
        found = {actor for word in words for actor in self._by_word.get((person.country_id, word), ())}
        if person.country_id != "united-states":  # transcriptions may share no word
            found |= self._visitors.get(person.country_id, set())
        return sorted(found)

    @cached_property
    def _visitors(self) -> dict[str, set[str]]:
        """The visitors to the United States by country."""
        visitors: dict[str, set[str]] = defaultdict(set)
        for actor in self._visits:
            if actor in self._names:
                visitors[self._actor(actor)["country_id"] or ""].add(actor)
        return visitors

    def _is_american(self, actor: str, person: ListedPerson) -> bool:
        """Whether an actor with the same surname and first name held this office, or served in diplomacy at the time."""
        first = _first_day(person)
        if not self._may_be_alive(actor, person):
            return False
        if self._held_one_of(actor, person) and any(
            _may_be_american(name, known) or likeness(display_name(name), known) >= _SAME_IN_OFFICE
            for name in person.names
            for known in self._names[actor]
        ):
            return True
        if not any(_same_american(name, known) for name in person.names for known in self._names[actor]):
            return False
        if not self._roles[actor] and self._is_in_register(actor) and self._has_initials(actor, person):
            return True
        for row in self._roles[actor]:
            kind = (self._offices.get(row["office_id"]) or {}).get("kind")
            days = known_bounds(row["start"] or row["appointed"])
            begun = days and (days.earliest or days.latest)
            if kind in _AMERICAN_KINDS and begun and first - _CAREER < begun < first + _CAREER:
                return True
            if kind in _AMERICAN_KINDS and not begun and self._has_initials(actor, person):
                return True  # a nominee, of whom no date is recorded
        return False

    def _is_in_register(self, actor: str) -> bool:
        """Whether an actor is from pocom, which has nobody but principal officers, chiefs of mission and nominees."""
        return (self._actor(actor)["source_locator"] or "").startswith("people/")

    def _has_initials(self, actor: str, person: ListedPerson) -> bool:
        """Whether the names agree in more than surname and first name."""
        return any(
            _same_american(name, known) and min(len(fold(known).split()), len(fold(display_name(name)).split())) > 2
            for name in person.names
            for known in self._names[actor]
        )

    def _held_one_of(self, actor: str, person: ListedPerson) -> bool:
        return any(self._is_role_of(row, post) for post in person.posts for row in self._roles[actor])

    def _is_foreigner(self, actor: str, person: ListedPerson) -> bool:
        """Whether an actor held the office at the time, or visited Washington with its title."""
        is_named = any(_same_foreigner(name, known) for name in person.names for known in self._names[actor])
        if not is_named and (
            (not self._visits[actor] and not self._roles[actor]) or self._likeness(actor, person) < _ALIKE
        ):
            return False
        for post in person.posts:
            first, last = _days(post)
            last += _UNSEEN if post.tenure.end.endswith("/") else timedelta(0)
            for visit, title in self._visits[actor]:
                offices = _VISITOR_OFFICES.get(title.lower().removeprefix("acting ").partition("-")[0], ())
                if (
                    visit.earliest
                    and post.section == "executive"
                    and post.tenure.office in offices
                    and first <= visit.earliest <= last
                ):
                    return True
            if any(self._is_role_of(row, post) for row in self._roles[actor]):
                return True
        if not is_named:
            return False
        spans = [_days(post) for post in person.posts]
        dates = [days.earliest for days, _ in self._visits[actor] if days.earliest]
        dates += [days.earliest for row in self._roles[actor] if (days := known_bounds(row["start"])) and days.earliest]
        words = {frozenset(fold(display_name(name)).split()) for name in person.names}
        is_exact = any(
            len(known.split()) > 1 and frozenset(fold(known).split()) in words for known in self._names[actor]
        )
        margin = (30 if is_exact else 15) * _AT_THE_TIME
        return any(len(fold(known).split()) > 1 for known in self._names[actor]) and any(
            first - margin <= day <= last + margin for day in dates for first, last in spans
        )

    def _may_be_alive(self, actor: str, person: ListedPerson) -> bool:
        row = self._actor(actor)
        born, died = known_bounds(row["born"]), known_bounds(row["died"])
        first = _first_day(person)
        if died and died.latest and died.latest < first:
            return False
        return not (born and born.earliest and not 20 <= first.year - born.earliest.year <= 95)

    def find_role(self, actor: str, post: ListedPost) -> RowDict | None:
        """Return the role of another source, or by hand, that a post is."""
        found = [row for row in self._roles[actor] if self._is_role_of(row, post)]
        return min(found, key=lambda row: (_distance(row, post), row["role_id"] or ""), default=None)

    def _is_role_of(self, row: RowDict, post: ListedPost) -> bool:
        if not row["office_id"] or row["office_id"] != office_id(post) or row["basis"] in ONLY_NAMED:
            return False
        is_acting = row["basis"] == "acting" or (row["title"] or "").startswith("Charg")
        if is_acting != post.tenure.is_acting:
            return False
        first, last = _days(post)
        start, end = known_bounds(row["start"]), known_bounds(row["end"])
        if _distance(row, post) <= _SAME_START:
            return True
        begun = start and (start.earliest or start.latest)
        left = end and (end.latest or end.earliest)
        if post.tenure.start and start and (start.earliest or start.latest):
            # Another date of the same stay: a later one, before the other source says that it ended, or within the year.
            if left and begun and begun <= first < left:
                return True
            return _distance(row, post) <= _AT_THE_TIME and (left is None or first <= left) and begun is not None
        return (begun is None or begun <= last) and (left is None or left >= first - 3 * _AT_THE_TIME)


def office_id(post: ListedPost) -> str:
    """Return the id of the office of a post."""
    return office_id_of(post.code, post.section, post.tenure.office, post.country_id)


def _natural(sort_name: str) -> str:
    """Return a name to sort by in natural order: all of its forenames in full."""
    family, _, rest = sort_name.partition(", ")
    given, _, suffix = rest.partition(", ")
    return " ".join(filter(None, (given, family, suffix)))


def _same_american(written: str, known: str) -> bool:
    """Whether a written name and one of the package share surname, first name and initials."""
    ours, theirs = fold(display_name(written)).split(), fold(known).split()
    ours, theirs = _without_suffix(ours), _without_suffix(theirs)
    if not ours or not theirs:
        return False
    if "".join(ours) == "".join(theirs):
        return True
    family = fold(" ".join(name_in_use(written))).split()
    if theirs[-len(family) :] != family or len(theirs) <= len(family):
        return False
    left, right = (
        ours[: -len(family)] if ours[-len(family) :] == family else list(given_tokens(written)),
        theirs[: -len(family)],
    )
    if not left or not right:
        return False
    if not given_alike(left[0], right[0]):
        return False
    return len(left) < 2 or len(right) < 2 or left[1][:1] == right[1][:1]


def _may_be_american(written: str, known: str) -> bool:
    """Whether the names of two holders of one office share a family name and the first letter."""
    ours, theirs = fold(display_name(written)).split(), fold(known).split()
    family = {word for word in fold(" ".join(name_in_use(written))).split() if len(word) > 3} or set(ours[-1:])
    if not family & set(theirs) or not ours or not theirs:
        return False
    return ours[0][0] == theirs[0][0] or bool({word for word in ours if len(word) > 2} & set(theirs) - family)


def _without_suffix(words: list[str]) -> list[str]:
    return [word for word in words if word not in ("jr", "sr", "ii", "iii", "iv")]


def _same_foreigner(written: str, known: str) -> bool:
    """Whether a written name is one of the package: all words of the shorter, two at least, in the longer, in order."""
    left, right = fold(display_name(written)).split(), fold(known).split()
    if set(left) == set(right):
        return True
    short, long = sorted(([word for word in words if word not in ARTICLES] for words in (left, right)), key=len)
    rest = iter(long)
    return len(set(short)) > 1 and all(word in rest for word in short) and given_alike(left[0], right[0])


def _days(post: ListedPost) -> tuple[date, date]:
    """Return the first and the last day that the Factbook shows, give or take."""
    tenure = post.tenure
    start = known_bounds(tenure.start)
    first = (start and start.earliest) or tenure.first.entry.day
    return min(first, tenure.first.entry.day), max(tenure.last.last, first)


def _first_day(person: ListedPerson) -> date:
    return min(_days(post)[0] for post in person.posts)


def _distance(row: RowDict, post: ListedPost) -> timedelta:
    """Return how far the dates of a role are from the starts that texts give."""
    gaps = []
    for mine in post.tenure.starts:
        for theirs in filter(None, (row["start"], row["appointed"], row["arrived"])):
            one, other = known_bounds(mine), known_bounds(theirs)
            if one and other and one.earliest and one.latest and other.earliest and other.latest:
                gaps.append(max(one.earliest - other.latest, other.earliest - one.latest, timedelta(0)))
    return min(gaps, default=timedelta.max)
