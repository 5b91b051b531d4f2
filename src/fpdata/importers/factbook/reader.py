"""Read the World Factbook: chiefs of mission both ways, chiefs of state and of government, from 2014 to January 2026.

How a text of upstream becomes drafts (the other modules say how each step is done):

    from_us, chief of mission          a role in ambassador-to-X: confirmed for an ambassador, acting for a chargé; one
                                       role for each state to which the note says that the envoy is accredited, too
    in_us, chief of mission            a role in an office of kind foreign, accredited to the United States
    chief of state, head of government roles in offices of kind foreign, those of deputies and representatives included
    (since …)                          the start, of kind reported; other dates of the same stay are citations that dispute
    the first text without a name      the end, as the bounds between two editions
    resigned on …, removed from office the end; a citation that disputes it, if a head of government may have stayed on
    a name                             an actor, if the package has nobody in that office, or of that name and career

A role that pocom, a page or a person entered by hand already has is cited, not doubled: the citation supports its start,
or disputes it with the date of the Factbook.

Left out: heirs; consuls; who represents a chief of state without an office of that name; in territories, the chief of
state of the country that they belong to; the executives of U.S. territories and of the European Union.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from fpdata.importers.core.draft import Cell, Draft, DraftRef, JoinedId, Person, RecordRef
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.source import ImportBatch, Source, SourceError
from fpdata.importers.core.store import Store
from fpdata.importers.factbook.archive import Factbook, read_archive
from fpdata.importers.factbook.checkout import is_checkout, read_checkout
from fpdata.importers.factbook.departure_ends import end_at_departures
from fpdata.importers.factbook.known import Known
from fpdata.importers.factbook.names import display_name, full_key, nickname, same_name, sort_name
from fpdata.importers.factbook.offices import draft_office, is_read, office_id_of
from fpdata.importers.factbook.particles import with_particles
from fpdata.importers.factbook.persons import ListedPerson, ListedPost, identify, number_tenures
from fpdata.importers.factbook.places import COUNTRY_IDS, SOVEREIGNS, envoy_title, has_executive
from fpdata.importers.factbook.promotions import end_at_promotions
from fpdata.importers.factbook.snapshots import Readings, accredited, snapshots_of, with_accredited
from fpdata.importers.factbook.spellings import other_names
from fpdata.importers.factbook.tenures import EditionText, find_tenures
from fpdata.model.edtf import known_bounds
from fpdata.model.slugs import fold, slug

SOURCE = Source(
    "factbook",
    "https://github.com/factbook/factbook.json",
    "CC0-1.0; a work of the U.S. government",
    "factbook-on-github",
    "factbook on GitHub",
    "https://github.com/factbook",
)
_SECTIONS = ("from_us", "in_us", "executive")
_SCOPES = {
    "from_us": "U.S. chiefs of mission and chargés since 2014",
    "in_us": "chiefs of foreign missions to the United States since 2014",
    "executive": "chiefs of state and government, deputies and representatives since 2014",
}
#: Editions lag; one that names somebody so long after the end that another source gives contradicts it.
_STILL_NAMED = timedelta(days=180)
#: Countries whose Monarch is chosen from several families, or by a council.
_ELECTIVE_MONARCHIES = {"cambodia", "malaysia", "united-arab-emirates"}
_MISSING = (
    "Whoever served between two editions: there is none from {gaps}; everything after the last one. "
    "Few ends are given, of most only the editions around them; editions often name somebody for months who had left."
)


def read_factbook(path: Path) -> Callable[[Store], ImportBatch]:
    """Return a function that makes the batch for a package from an archive of extracts, its parent, or a checkout.

    What persons and roles the package has already decides what is drafted. Raises SourceError if `path` is neither.
    """
    findings = ImportBatch(SOURCE)
    if (path / "countries").is_dir():
        factbook = read_archive(path, findings)
    elif (path / "factbook" / "countries").is_dir():
        factbook = read_archive(path / "factbook", findings)
    elif is_checkout(path):
        factbook = read_checkout(path, findings)
    elif is_checkout(path / "factbook.json"):
        factbook = read_checkout(path / "factbook.json", findings)
    else:
        raise SourceError(f"{path} has no folder countries and is no git checkout of factbook/factbook.json")
    posts = list(_posts(factbook, findings))

    def draft(store: Store) -> ImportBatch:
        batch = ImportBatch(SOURCE, findings=list(findings.findings), newest=factbook.last_day.isoformat())
        _Drafter(batch, factbook, Known(store, SOURCE.document_id)).draft(posts)
        return batch

    return draft


def _posts(factbook: Factbook, batch: ImportBatch) -> Iterator[ListedPost]:
    """Yield every tenure of every country, with the group of those that one envoy held together."""
    readings = Readings(batch)
    others = accredited(factbook.countries, readings)
    found: list[ListedPost] = []
    for country in factbook.countries:
        for section in _SECTIONS:
            if not is_read(country.code, section) or (section == "executive" and not has_executive(country.code)):
                continue
            if section == "from_us":
                snapshots = with_accredited(country, others.get(country.code, []), factbook, readings)
            else:
                snapshots = snapshots_of(country, section, factbook, readings)
            country_id = COUNTRY_IDS.get(country.code, "")
            tenures = find_tenures(snapshots, factbook)
            mine = [ListedPost(country.code, section, country_id, tenure) for tenure in tenures]
            end_at_departures(mine, country, section, snapshots)
            for tenure in tenures:
                if tenure.doubt:
                    record = f"{section}/{tenure.first.entry.commit}"
                    batch.report(FindingKind.DOUBTFUL, f"countries/{country.code}.json", record, tenure.doubt)
            number_tenures(mine)
            found += mine
    _group(found, {code: {mission for _, mission, _ in events} for code, events in others.items()})
    yield from found


def _group(posts: list[ListedPost], missions: dict[str, set[str]]) -> None:
    """Give the posts of one envoy in several states one group, named after the mission and the start."""
    by_code: dict[str, list[ListedPost]] = {}
    for post in posts:
        if post.section == "from_us":
            by_code.setdefault(post.code, []).append(post)
    for code, others in sorted(missions.items()):
        for mission in sorted(others):
            for post in by_code.get(code, ()):
                for main in by_code.get(mission, ()):
                    one, other = main.tenure, post.tenure
                    together = one.first.entry.day <= other.last.last and other.first.entry.day <= one.last.last
                    if one.is_acting == other.is_acting and together and same_name(one.names[0], other.names[0]):
                        main.group = main.group or slug(
                            "factbook", COUNTRY_IDS[mission], one.mentions[0][1].name, one.start
                        )
                        post.group = main.group


class _Drafter:
    """Drafts the offices, persons, roles and citations of a batch."""

    def __init__(self, batch: ImportBatch, factbook: Factbook, known: Known) -> None:
        self._batch = batch
        self._factbook = factbook
        self._known = known
        self._offices: set[str] = set()
        self._years: dict[str, list[str]] = {}

    def draft(self, posts: list[ListedPost]) -> None:
        """Add the drafts of all posts to the batch."""
        kept = [post for post in posts if self._is_kept(post)]
        for person in identify(kept):
            end_at_promotions(person.posts, self._factbook)
            actor = self._actor(person)
            for post in person.posts:
                self._post(post, actor)
        for section, days in self._years.items():
            gaps = ", ".join(f"{first} to {last}" for first, last in self._factbook.gaps) or "times before the first"
            cells: dict[str, Cell] = {"table": "roles", "scope": _SCOPES[section], "from": min(days)}
            cells |= {"to": self._factbook.last_day.isoformat(), "lag": str(_STILL_NAMED.days)}
            cells |= {"missing": _MISSING.format(gaps=gaps)}
            self._batch.drafts.append(Draft("coverage", f"factbook/coverage/{section}", cells))

    def _is_kept(self, post: ListedPost) -> bool:
        """Whether a post is in an office that the data set has, or may have."""
        if post.country_id and self._known.country(post.country_id) is None:
            return False
        office = office_id_of(post.code, post.section, post.tenure.office, post.country_id)
        row = self._known.country(post.country_id)
        is_territory = row is not None and row["kind"] == "territory"
        if post.section == "from_us":
            return self._known.has_office(office) or not is_territory
        if post.section == "in_us":
            return True
        if post.tenure.office == "Governor General of another country" or post.tenure.latest.title.startswith(
            ("New Zealand", "UK ")
        ):
            return False
        return not (is_territory and full_key(post.tenure.latest.name) in SOVEREIGNS)

    def _represents_another(self, post: ListedPost) -> bool:
        """Whether a post is that of a representative of a chief of state in a territory."""
        row = self._known.country(post.country_id)
        is_territory = row is not None and row["kind"] == "territory"
        return is_territory and any(holder.represents for _, holder in post.tenure.mentions)

    def _actor(self, person: ListedPerson) -> str | DraftRef:
        """Return the actor who is a person: one of the package, or a draft."""
        actor, doubtful = self._known.find_person(person)
        if actor:
            known = self._known.names_of(actor)
            written = [name for name in _names_of(person) if not any(_words(name) <= _words(one) for one in known)]
            self._batch.drafts += [_draft_name(actor, name, person) for name in written]
            return actor
        ref = DraftRef("actors", person.locator)
        for other in doubtful:
            message = (
                f"{display_name(person.names[0])} may be {other}: the same name, but no office or career that shows it"
            )
            self._batch.report(FindingKind.DOUBTFUL, "actors.csv", person.locator, message)
        self._batch.drafts.append(_draft_person(person, is_foreign=all(map(self._represents_another, person.posts))))
        return ref

    def _post(self, post: ListedPost, actor: str | DraftRef) -> None:
        office = office_id_of(post.code, post.section, post.tenure.office, post.country_id)
        self._years.setdefault(post.section, []).append(post.tenure.first.entry.day.isoformat())
        role = self._known.find_role(actor, post) if isinstance(actor, str) else None
        if role:
            self._batch.drafts += _citations_of_known(post, role["role_id"] or "", role)
            return
        cell: str | DraftRef = office
        if not self._known.has_office(office):
            cell = DraftRef("offices", f"factbook/offices/{office}")
            if office not in self._offices:
                self._offices.add(office)
                self._batch.drafts.append(draft_office(post.code, post.section, post.tenure.office, post.country_id))
        draft = _draft_role(post, actor, cell)
        self._batch.drafts.append(draft)
        self._batch.drafts += _other_starts(post, draft.ref)
        self._batch.drafts += _resignations(post, draft.ref)


def _names_of(person: ListedPerson) -> list[str]:
    """Return all names of a person: in the texts, the latest one first, with nicknames and those that are listed."""
    written = _spellings(person)
    listed = [other for name in written for other in other_names(person.country_id, name)]
    names = [*map(display_name, written), *map(nickname, written), *map(display_name, listed)]
    return list(dict.fromkeys(filter(None, names)))


def _spellings(person: ListedPerson) -> list[str]:
    """Return the spellings of a name, with particles in small letters where a text has the same name so."""
    return list(dict.fromkeys(with_particles(name, person.names) for name in person.names if name))


def _words(name: str) -> set[str]:
    return set(fold(name).split())


def _draft_name(actor: str, name: str, person: ListedPerson) -> Draft:
    """Return the draft of a name of a person whom the package has."""
    cells: dict[str, Cell] = {"actor_id": actor, "name": name, "kind": "alias", "language": "en"}
    return Draft("names", person.locator, cells)


def _draft_person(person: ListedPerson, *, is_foreign: bool) -> Draft:
    """Return the draft of a person; who represents another state in a territory is of a country that no text gives."""
    written = next(iter(_spellings(person)), "")
    name, *others = _names_of(person)
    cells: dict[str, Cell] = {"kind": "person", "name": name, "sort_name": sort_name(written, person.country_id)}
    cells["country_id"] = None if is_foreign else person.country_id or None
    year = person.posts[0].tenure.first.entry.day.isoformat()[:4]
    candidates: tuple[tuple[str, ...], ...] = ((name,), (name, person.country_id or "european-union"), (name, year))
    if " " not in name or person.posts[0].tenure.office == "Monarch":
        candidates = candidates[1:]
    return Draft(
        "actors", person.locator, cells, candidates, Person(name, "", person.country_id, aliases=tuple(others))
    )


def _draft_role(post: ListedPost, actor: str | DraftRef, office: str | DraftRef) -> Draft:
    tenure, holder = post.tenure, post.tenure.latest
    start = tenure.start_cell
    cells: dict[str, Cell] = {
        "actor_id": actor,
        "office_id": office,
        "title": tenure.title if post.section == "executive" else _mission_title(post),
        "basis": _basis(post),
        "start": start or None,
        "start_kind": "reported" if start else None,
        "end": tenure.end or None,
        "end_kind": "term-ended" if holder.end else post.end_kind or None,
        "country_id": "united-states" if post.section == "in_us" else post.country_id or None,
        "concurrent_group": post.group or None,
        "note": tenure.end_note or None,
    }
    year = (tenure.start or tenure.first.entry.day.isoformat())[:4]
    acting = ("acting",) if tenure.is_acting and post.section == "executive" else ()
    return Draft(
        "roles", post.locator, cells, ((actor, *acting, office, year), (actor, *acting, office, tenure.start or year))
    )


def _mission_title(post: ListedPost) -> str:
    """Return the title of a chief of mission, as the latest text with one has it."""
    if post.tenure.is_acting:
        return post.tenure.title or "Acting Chief of Mission"
    title = envoy_title(post.country_id) if post.section == "in_us" else "Ambassador"
    return f"{title}-designate" if post.tenure.latest.is_designate else title


def _basis(post: ListedPost) -> str:
    if post.tenure.is_acting:
        return "acting"
    if post.tenure.latest.is_designate:
        return "designated"
    if post.tenure.office == "Monarch" and post.country_id not in _ELECTIVE_MONARCHIES:
        return "inherited"
    return {"from_us": "confirmed", "in_us": "appointed"}.get(post.section, "unknown")


def _other_starts(post: ListedPost, role: DraftRef) -> Iterator[Draft]:
    """Yield a citation that disputes the start for each other date that a text gives."""
    for start, snapshot in post.tenure.starts.items():
        if not _agree(start, post.tenure.start):
            yield _citation(post, role, "start", start, snapshot, "disputes", (role, f"start-factbook-{start}"), role)


def _resignations(post: ListedPost, role: DraftRef) -> Iterator[Draft]:
    """Yield a citation that disputes the end for each earlier resignation after which the holder may have stayed."""
    for day, snapshot in post.resigned.items():
        note = "A resignation; whether the holder stayed until a successor came is not said."
        yield _citation(post, role, "end", day, snapshot, "disputes", (role, f"end-factbook-{day}"), role, note)


def _citations_of_known(post: ListedPost, role_id: str, row: dict[str, str | None]) -> Iterator[Draft]:
    """Yield the citations of a role that the package has from elsewhere."""
    starts = post.tenure.starts or {"": post.tenure.last}
    for start, snapshot in starts.items():
        dates = {field: row[field] for field in ("start", "appointed", "arrived") if row[field]}
        field = next((name for name, date in dates.items() if start and _agree(start, date or "")), "")
        if field or not start or not row["start"]:
            parts = (f"{role_id}-factbook" if not start else f"{role_id}-{field or 'start'}-factbook-{start}",)
            reported = "" if field or not start else start
            yield _citation(post, role_id, field or ("start" if start else ""), reported, snapshot, "supports", parts)
        else:
            parts = (f"{role_id}-start-factbook-{start}",)
            yield _citation(post, role_id, "start", start, snapshot, "disputes", parts)
    if post.tenure.is_current and row["end"] == "..":
        yield _citation(post, role_id, "end", "", post.tenure.last, "supports", (f"{role_id}-end-factbook",))
    ended, shown = known_bounds(row["end"]), post.tenure.last_shown
    if ended and ended.latest and shown and shown[0] - ended.latest > _STILL_NAMED:
        day, snapshot = shown
        yield _citation(post, role_id, "end", f"{day}/", snapshot, "disputes", (f"{role_id}-end-factbook",))


def _agree(one: str, other: str) -> bool:
    """Whether two dates may be the same day."""
    left, right = known_bounds(one), known_bounds(other.rstrip("~?%"))
    if not left or not right or not (left.earliest and left.latest and right.earliest and right.latest):
        return one == other
    return left.earliest <= right.latest and right.earliest <= left.latest


def _citation(
    post: ListedPost,
    record: RecordRef | str,
    field: str,
    reported: str,
    snapshot: EditionText,
    stance: str,
    id: tuple[str | RecordRef, ...],
    depends_on: DraftRef | None = None,
    note: str = "",
) -> Draft:
    cells: dict[str, Cell] = {
        "citation_id": JoinedId(id),
        "table": "roles",
        "record_id": record,
        "field": field or None,
        "document_id": SOURCE.document_id,
        "locator": f"{snapshot.mission or post.code}/{post.section.replace('_', '-')} at {snapshot.entry.commit}",
        "stance": stance,
        "reported_value": reported or None,
        "note": note or None,
    }
    return Draft("citations", post.locator, cells, depends_on=depends_on)
