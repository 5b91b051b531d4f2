"""Read the pages of the White House since January 2021, as github.com/brian14708/wh-briefings keeps them.

How a page becomes drafts (`kinds` tells by its title which it is); domestic pages are left out:

    each page                    a document; a copy in another section is a citation of it
    Readout of X's Call with Y   an event (call, meeting, trip, talks, summit), with both sides in their roles that day
    Statement on X's Travel      the same; an announcement is `planned`, unless a later page tells of the event
    Remarks by X and Y           the event of the readout of that day, or a meeting or press conference of its own
    Statement by X on MATTER     a statement of X; a title without a matter makes a document only
    Remarks by X on MATTER       a statement of X, in a speech
    Joint statement              a document with its states and unions as authors, cited for the meeting of that day
    Press Briefing by X          an event of kind press-conference, with its speakers
    Nominations Sent …           an event and a role for each nominee to an office of foreign policy
    Presidential Delegation      an event of kind trip, with the members in public office
    Executive order, notice …    a document that names what it amends or revokes; sanctions are an event
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from fpdata.importers.core.draft import (
    Cell,
    Draft,
    DraftRef,
    NameOf,
    RoleFor,
    RoleHeld,
    TextTemplate,
)
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.source import ImportBatch, Source
from fpdata.importers.whitehouse import authors, briefings, delegations, nominations, statements
from fpdata.importers.whitehouse.americans import Americans
from fpdata.importers.whitehouse.countries import countries_in
from fpdata.importers.whitehouse.documents import (
    cite,
    contribute,
    document_kind,
    draft_document,
    draft_outlet,
    draft_states,
    state_ref,
)
from fpdata.importers.whitehouse.gathering_drafts import draft_gathering
from fpdata.importers.whitehouse.gatherings import Gatherings, only_country
from fpdata.importers.whitehouse.kinds import PageKind, deed_of, kind_of
from fpdata.importers.whitehouse.leaders import Leaders, Mention, draft_leader, leaders_in
from fpdata.importers.whitehouse.officials import draft_official, split_officials
from fpdata.importers.whitehouse.orders import OrderIndex, note_of, proclamations_revised_by, revisions_of
from fpdata.importers.whitehouse.pages import Page, read_pages
from fpdata.importers.whitehouse.single_party import parties_in

SOURCE = Source.on_github("brian14708/wh-briefings", "CC0-1.0", outlet_id="brian14708")

#: Kinds of pages whose first sentences name foreign leaders in full.
_NAMING = (PageKind.READOUT, PageKind.ACTIVITY, PageKind.REMARKS, PageKind.JOINT_STATEMENT, PageKind.STATEMENT)
#: How much of a page is searched for the full names of those whom titles name by family name.
_SEARCHED = 1500
_SANCTION = re.compile(r"\b(?:Blocking (?:Property|Certain)|Sanctions)\b", re.IGNORECASE)
_NO_SANCTION = re.compile(
    r"^(?:Press Release|A?\s?Memorandum|Notice|Letters?|Message|Text|National Security)\b|\bDelegation\b|Sanctions-Related"
)
_MISSING = (
    "Pages on domestic matters; calls, meetings and statements that have no page here. Of the term that began in January "
    "2025 there are few readouts, no briefings, and transcripts until April 2025; the term before 2021 is absent."
)


def read_whitehouse(path: Path) -> list[ImportBatch]:
    """Return the drafts of all pages in a checkout of wh-briefings, as one batch.

    Import pocom, legislators and visits first: people are looked up. Raises SourceError if `path` has no pages.
    """
    batch = ImportBatch(SOURCE)
    pages, copies = read_pages(path, batch)
    _Reading(batch, pages, copies).draft()
    return [batch]


class _Reading:
    """The pages of a source, sorted by kind, and the drafts that they become."""

    def __init__(self, batch: ImportBatch, pages: list[Page], copies: list[tuple[Page, Page]]) -> None:
        self._batch = batch
        self._copies = copies
        self._kinds = {page: kind_of(page) for page in pages}
        self._pages = [page for page in pages if self._kinds[page] is not PageKind.OTHER]
        self._all = pages
        self._americans = Americans()
        self._states: set[str] = set()
        self._bodies: set[str] = set()
        self._events: list[Draft] = []
        self._statements: list[Draft] = []
        self._authors: list[Draft] = []

    def draft(self) -> None:
        """Add all drafts to the batch."""
        self._count_domestic()
        leaders = Leaders(self._mentions())
        gatherings = self._gather(leaders)
        for page in self._pages:
            self._batch.track_newest(page.date)
        self._nominations()
        self._delegations()
        self._briefings()
        self._sayings()
        orders, documents = self._documents()
        people = self._people(gatherings)
        roles = nominations.draft_roles(self._nominated, self._aliases)
        drafts = [*draft_outlet(), *people, *draft_states(self._states), *authors.draft_bodies(self._bodies)]
        drafts += [*documents, *self._events, *roles, *self._statements]
        drafts += [*orders, *self._authors, *self._copy_citations(), *self._coverage()]
        self._batch.drafts += self._resolve_aliases(drafts)

    def _of(self, *kinds: PageKind) -> Iterator[Page]:
        return (page for page in self._pages if self._kinds[page] in kinds)

    def _count_domestic(self) -> None:
        counts = Counter(page.section for page in self._all if self._kinds[page] is PageKind.OTHER)
        for page in self._all:
            if self._kinds[page] is PageKind.OTHER:
                self._batch.left_out |= {
                    DraftRef(table, page.locator) for table in ("documents", "events", "statements")
                }
        for section, count in sorted(counts.items()):
            self._batch.report(FindingKind.LEFT_OUT, section, "", f"{count:,} pages on domestic matters")

    def _mentions(self) -> Iterator[Mention]:
        for page in self._of(*_NAMING):
            for text, country in ((page.title, only_country(page.title)), (page.text[:_SEARCHED], "")):
                _, rest = split_officials(text, page.date)
                yield from leaders_in(rest, page.date, country)
        for page in self._of(PageKind.READOUT, PageKind.ACTIVITY):
            if deed := deed_of(page, self._kinds[page]):
                yield from parties_in(split_officials(deed.whom, page.date)[1], page.date)

    def _gather(self, leaders: Leaders) -> Gatherings:
        gatherings = Gatherings(leaders)
        for page in self._of(PageKind.READOUT, PageKind.ACTIVITY):
            gatherings.add_readout(page, self._kinds[page])
        for page in self._of(PageKind.REMARKS):
            if gatherings.add_remarks(page):
                self._kinds[page] = PageKind.BESIDE
        for page in self._of(PageKind.STATEMENT):
            gatherings.add_call(page)
        self._announcements = {one.page for one in gatherings.all if one.status == "planned"}
        gatherings.settle()
        for page in self._of(PageKind.JOINT_STATEMENT):
            issuers = authors.authors_of(page, leaders)
            self._states |= set(issuers.states)
            self._bodies |= set(issuers.bodies)
            self._authors += authors.draft_authors(page, issuers)
            gatherings.attach(page, page.date, issuers.states)
        unnamed: dict[str, list[str]] = defaultdict(list)
        for page, mention in gatherings.unresolved:
            unnamed[page.file.rpartition("/")[0]].append(f"{mention.title} {mention.name}")
        for folder, names in sorted(unnamed.items()):
            message = f"{len(names)} participants are known by family name only, and are left out: {'; '.join(names)}"
            self._batch.report(FindingKind.UNRESOLVED, folder, "", message)
        for one in gatherings.all:
            self._states |= set(one.states)
            self._events += draft_gathering(one)
        return gatherings

    def _nominations(self) -> None:
        read = [
            one for page in self._of(PageKind.NOMINATIONS) for one in nominations.read_nominations(page, self._batch)
        ]
        self._nominated = settled = nominations.settle(read)
        drafts = list(nominations.draft_nominations(settled))
        posts: dict[DraftRef, set[str]] = defaultdict(set)
        for one in settled:
            posts[one.nominee] |= {office.key for office in one.offices}
        for draft in drafts:
            if draft.person:
                self._americans.add(draft, posts[draft.ref])
            else:
                self._events.append(draft)
        named = {page for one in read for page in (one.page,)}
        for page in self._of(PageKind.NOMINATIONS):
            if page not in named:
                self._kinds[page] = PageKind.OTHER
                self._batch.left_out.add(page.document)
        self._pages = [page for page in self._pages if self._kinds[page] is not PageKind.OTHER]

    def _delegations(self) -> None:
        private = 0
        known: dict[tuple[Cell, ...], DraftRef] = {}
        for page in self._of(PageKind.DELEGATION):
            members, others = delegations.members_of(page)
            private += others
            for one in members:
                draft = delegations.draft_member(one)
                self._americans.add(draft, delegations.posts_of(one))
            if members:
                drafts = list(delegations.draft_delegation(page, members))
                event = drafts[0]
                first = known.setdefault((event.cells["date"], event.cells["name"]), event.ref)
                self._events += drafts if first == event.ref else [cite("events", first, page)]
        if private:
            message = f"{private} members of presidential delegations hold no public office, and are not named"
            self._batch.report(FindingKind.LEFT_OUT, "presidential delegations", "", message)

    def _briefings(self) -> None:
        for page in self._of(PageKind.BRIEFING):
            self._events += briefings.draft_briefing(page)

    def _sayings(self) -> None:
        announcing = [page for page in self._of(PageKind.ACTIVITY) if page in self._announcements]
        for page in (*self._of(PageKind.STATEMENT, PageKind.REMARKS), *announcing):
            medium = "speech" if self._kinds[page] is PageKind.REMARKS else "official-release"
            if saying := statements.saying_of(page, medium):
                if page in self._announcements:
                    saying = replace(saying, act="announce")
                self._statements += statements.draft_statement(page, saying)

    def _documents(self) -> tuple[list[Draft], list[Draft]]:
        """Return the sanctions and signatures of orders, and all documents."""
        index = OrderIndex(self._all, self._of(PageKind.ORDER))
        documents, others = [], []
        for page in self._pages:
            kind = self._kinds[page]
            draft = draft_document(page, kind)
            if kind is PageKind.ORDER:
                revisions, first = revisions_of(page, index)
                earlier = index.document(first) if first and index.date_of(first) < page.date else None
                cells: dict[str, Cell] = {
                    "number": index.numbers.get(page),
                    "note": note_of(revisions, proclamations_revised_by(page)),
                    "revises_id": earlier,
                }
                draft = replace(draft, cells={**draft.cells, **cells})
                signer = statements.president(page)
                part = "sender" if document_kind(page, kind) == "letter" else "signatory"
                others.append(contribute(page, signer.actor, part, 1, signer.role()))
                others += self._sanction(page)
            documents.append(draft)
        return others, documents

    def _sanction(self, page: Page) -> Iterator[Draft]:
        if not _SANCTION.search(page.title) or _NO_SANCTION.search(page.title):
            return
        ref = DraftRef("events", page.locator)
        countries = countries_in(page.title)
        title = re.sub(r"^Executive Order on ", "", page.title)
        cells: dict[str, Cell] = {
            "kind": "sanction",
            "name": TextTemplate((f"Sanctions: {title}",)),
            "date": page.date,
            "status": "held",
            "document_id": page.document,
        }
        yield Draft("events", ref.locator, cells, ((page.date, "sanctions", *countries[:2]),))
        self._states |= set(countries)
        for country in countries:
            part: dict[str, Cell] = {"event_id": ref, "actor_id": state_ref(country), "part": "subject"}
            yield Draft("participations", ref.locator, part | {"presence": "confirmed"}, depends_on=ref)
        yield cite("events", ref, page)

    def _people(self, gatherings: Gatherings) -> list[Draft]:
        """Return the drafts of all persons who appear in other drafts."""
        used = {leader for one in gatherings.all for leader, _ in one.leaders}
        found = [draft_leader(leader) for leader in sorted(used, key=lambda leader: leader.ref.locator)]
        officials = [official for one in gatherings.all for official in (*one.officials, *one.also)]
        for page in self._of(PageKind.STATEMENT, PageKind.REMARKS, PageKind.ACTIVITY, PageKind.BRIEFING):
            officials += split_officials(page.title, page.date)[0]
        wanted = {cell for draft in (*self._events, *self._statements) for cell in draft.cells.values()}
        for official in officials:
            if official.actor in wanted and (draft := draft_official(official)):
                self._americans.add(draft, [official.title])
        americans, self._aliases = self._americans.drafts()
        return [*americans, *found]

    def _resolve_aliases(self, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts with the draft of the person in place of that of another of the person's names."""

        def replaced(cell: Any) -> Any:
            match cell:
                case DraftRef():
                    return self._aliases.get(cell, cell)
                case NameOf():
                    return NameOf(cell.table, replaced(cell.record))
                case RoleHeld() | RoleFor():
                    return replace(cell, actor=replaced(cell.actor))
                case TextTemplate():
                    return TextTemplate(tuple(replaced(part) for part in cell.parts))
            return cell

        result, seen = [], set()
        for draft in drafts:
            cells = {column: replaced(cell) for column, cell in draft.cells.items()}
            candidates = tuple(tuple(replaced(part) for part in candidate) for candidate in draft.id_candidates)
            if draft.table == "participations":
                key = (cells["event_id"], cells["actor_id"], cells["part"])
                if key in seen:
                    continue
                seen.add(key)
            result.append(replace(draft, cells=cells, id_candidates=candidates))
        return result

    def _copy_citations(self) -> Iterator[Draft]:
        """Yield a citation for each copy of a page, with the place of the copy in the source."""
        for copy, page in self._copies:
            if self._kinds.get(page, PageKind.OTHER) is not PageKind.OTHER:
                draft = cite("documents", page.document, copy, "copy")
                yield replace(draft, cells={**draft.cells, "document_id": SOURCE.document_id, "locator": copy.file})

    def _coverage(self) -> Iterator[Draft]:
        if not self._pages:
            return
        first, last = self._all[0].date, self._all[-1].date
        for table, scope in {
            "documents": "pages of the White House on foreign policy",
            "events": "calls, meetings and announcements on pages of the White House",
            "statements": "statements on pages of the White House",
        }.items():
            cells: dict[str, Cell] = {"table": table, "scope": scope, "from": first, "to": last, "missing": _MISSING}
            yield Draft("coverage", f"pages/coverage/{table}", cells)
