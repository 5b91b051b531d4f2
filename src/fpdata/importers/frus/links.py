"""Check the links from names in documents to the persons of the volume's list; what is wrong is reported and not used."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from fpdata.importers.core.draft import DraftRef
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.source import ImportBatch
from fpdata.importers.frus.known_faults import DRAFTERS, NAMESAKES, WRONG_LINKS, WRONG_PERSONS, WRONG_SIDES
from fpdata.importers.frus.participants import read_participants
from fpdata.importers.frus.parties import Party
from fpdata.importers.frus.tei import TEI, Mark, marks
from fpdata.importers.frus.volume import Volume, VolumeDocument
from fpdata.model.slugs import fold

#: Words at the end of a marked text that are no names.
_NO_NAMES = ("jr", "sr", "ii", "iii", "s", "of", "and", "the")
#: Two spellings of one family name are at least so similar.
_SIMILAR = 0.75


class Links:
    """The links of a volume."""

    def __init__(self, volume: Volume, file: str, batch: ImportBatch) -> None:
        self._persons = {id: fold(name).split() for id, name in volume.persons.items()}
        self._family = {id: set(fold(name.partition(",")[0]).split()) for id, name in volume.persons.items()}
        self._file = file
        self._batch = batch
        self._by_family: dict[str, list[str]] = defaultdict(list)
        for id, name in volume.persons.items():
            self._by_family[fold(name.partition(",")[0])].append(id)

    def is_known(self, person: str) -> bool:
        """Whether the volume's list has a person."""
        return person in self._persons

    def check_parties(self, document: VolumeDocument) -> list[Party]:
        """Return the parties of a document with the persons who are meant, without those of whom it is not clear."""
        found = [self._corrected(document, party) for party in document.parties]
        for party in found:
            if party.fault:
                self._report(document, f"{party.fault}; taken as {party.part}")
        sides = [
            {party.person for party in found if party.person and party.part == part} for part in ("sender", "recipient")
        ]
        if both := sides[0] & sides[1]:
            self._report(document, f"{', '.join(sorted(both))} on both sides")
            found = [replace(party, person="") if party.person in both else party for party in found]
        return found

    def _corrected(self, document: VolumeDocument, party: Party) -> Party:
        at = (document.volume, document.id)
        if WRONG_SIDES.get(at) in (party.name, party.phrase):
            part = "recipient" if party.part == "sender" else "sender"
            party = replace(party, part=part, fault=f"{WRONG_SIDES[at]} is marked as the {party.part}")
        for title, part, person in WRONG_PERSONS.get(at, ()):
            if party.part == part and title in party.phrase:
                return replace(party, person=person)
        if party.person:
            meant = self.meant(document, party.phrase, Mark(party.name, party.person)).person
            if meant != party.person:
                return replace(party, person=meant)
            (mark,) = self.check(document, [Mark(party.name, party.person)]) or (Mark(party.name),)
            return replace(party, person=mark.person)
        return replace(party, person=self._namesake(party)) if party.name else party

    def _namesake(self, party: Party) -> str:
        """Return the person with the family name whom the title means; nobody if the list does not have that one."""
        words = fold(party.name).split()
        for title, given in NAMESAKES.get(words[-1] if words else "", ()):
            if re.search(title, party.phrase):
                return self._with_given_name(given, words[-1], party.person)
        return party.person

    def _with_given_name(self, given: str, family: str, linked: str) -> str:
        """Return the only person with a family and a given name: the linked one, if it has it; nobody if the list has none."""
        if given in self._persons.get(linked, [given] if linked else []):
            return linked
        meant = [id for id in self._by_family[family] if given in self._persons[id][1:]]
        return meant[0] if len(meant) == 1 else ""

    def meant(self, document: VolumeDocument, title: str, mark: Mark) -> Mark:
        """Return a mark with the person whom the title before the name means, if that is not the one who is linked."""
        person = self._namesake(Party("", title, mark.person, mark.text))
        if person != mark.person:
            taken = f"taken as {person}" if person else "the link is left out"
            self._report(document, f"{title} {mark.text} is linked to {mark.person}; {taken}")
        return replace(mark, person=person)

    def drafters(self, document: VolumeDocument) -> list[Mark]:
        """Return who drafted a document.

        A family name alone means the namesake whose office the head and the list of participants name, if they name no
        other's.
        """
        found = [(mark, self._drafter(document, mark)) for mark in document.drafters]
        return self.check(document, [meant for mark, meant in found if meant.person or not mark.person])

    def relinked(self, document: VolumeDocument, mark: Mark) -> Mark:
        """Return a mark with the person who is meant, if its link is known to be wrong."""
        for at in ((document.volume, document.id), (document.volume, "")):
            linked, meant = WRONG_LINKS.get(at, ("", ""))
            if linked and mark.person == linked:
                return replace(mark, person=meant)
        return mark

    def _drafter(self, document: VolumeDocument, mark: Mark) -> Mark:
        if (meant := self.relinked(document, mark)) != mark:
            return meant
        family = fold(mark.text)
        if family not in DRAFTERS or mark.person not in self._persons:
            return mark
        said = [document.title, *read_participants(document.element)[1]]
        named = [given for pattern, given in DRAFTERS[family] if any(re.search(pattern, text) for text in said)]
        person = self._with_given_name(named[0], family, mark.person) if len(named) == 1 else mark.person
        if person != mark.person:
            taken = f"taken as {person}" if person else "the link is left out"
            self._report(document, f"the drafter {mark.text} is linked to {mark.person}; {taken}")
        return replace(mark, person=person)

    def check(self, document: VolumeDocument, found: Iterable[Mark]) -> list[Mark]:
        """Return the marks whose text is a name of the linked person, or of the only person of the list whom it fits."""
        good: list[Mark] = []
        for mark in found:
            name = self._persons.get(mark.person)
            if name is None:
                self.report_unknown(document, mark)
            elif self._is_named(mark):
                good.append(mark)
            elif other := self._meant(mark.text):
                self._report(document, f"{mark.text!r} is linked to {mark.person}; taken as {other}")
                good.append(replace(mark, person=other))
            else:
                self._report(document, f"{mark.text!r} is linked to {mark.person}, whose name is another; left out")
        return good

    def _is_named(self, mark: Mark) -> bool:
        """Whether a text is a name of the linked person: with the family name, or another spelling, but no first name alone."""
        words, family, name = set(fold(mark.text).split()), self._family[mark.person], self._persons[mark.person]
        is_first_name = len(words) == 1 and not words & family and words <= set(name)
        return (bool(family) and family <= words) or (_is_name(mark.text, name) and not is_first_name)

    def report_unknown(self, document: VolumeDocument, mark: Mark) -> None:
        """Report a mark of which the link leads nowhere: who is meant is not known, so what the data set has stays."""
        message = f"{mark.text!r} is linked to {mark.person!r}, which is not in the list of persons"
        ref = DraftRef("documents", document.locator)
        self._batch.report(FindingKind.INVALID, self._file, document.id, message, ref)
        self._batch.incomplete.add(ref)

    def _meant(self, text: str) -> str:
        """Return the only person of the list with the family name, and the first name if the text has one."""
        words = fold(text).split()
        whole = [id for id, name in self._persons.items() if name == words]
        if len(whole) == 1:
            return whole[0]
        candidates = [
            id
            for id in self._by_family.get(words[-1] if words else "", ())
            if len(words) == 1 or any(word in self._persons[id] for word in words[:-1] if len(word) > 1)
        ]
        return candidates[0] if len(candidates) == 1 else ""

    def only_signer(self, document: VolumeDocument) -> str:
        """Return the only linked person who signed a document; empty if there are none or several."""
        signed = document.element.iter(f"{TEI}signed")
        people = {mark.person for one in signed for mark in marks(one) if mark.person in self._persons}
        return people.pop() if len(people) == 1 else ""

    def _report(self, document: VolumeDocument, message: str) -> None:
        self._batch.report(FindingKind.DOUBTFUL, self._file, document.id, message)


def _is_name(text: str, name: list[str]) -> bool:
    """Whether the last word of a text is in a name, or is another spelling of a word of it."""
    words = [word for word in fold(text).split() if word not in _NO_NAMES]
    if not words:
        return False
    last = words[-1]
    if (
        last in name
        or "".join(words) in "".join(name)
        or any(last in word or word in last for word in name if len(word) > 3)
    ):
        return True
    return any(SequenceMatcher(None, last, word).ratio() >= _SIMILAR for word in name)
