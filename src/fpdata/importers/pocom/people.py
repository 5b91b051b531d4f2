"""Read the people of pocom: one actor per file, with other names, current and former ids, and career type."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from fpdata.importers.core import person_names as names
from fpdata.importers.core.draft import Draft, DraftRef, IdentifierRef, Person
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.parsing import (
    MalformedError,
    find_renamed,
    folder,
    has_all,
    parse_date,
    refuse_title,
    require_all,
    required,
    text,
    texts,
    xml_files,
)
from fpdata.importers.core.source import ImportBatch

#: An id that appointments use but no file has, and the id of the person: the same names in another order.
SAME_PERSON = {"wilson-huntington-francis-mairs-huntington-wilson": "wilson-francis-mairs-huntington"}


#: The elements that every record has, even if they are empty.
_ELEMENTS = ("id", "persName", "persName/surname", "persName/forename", "birth", "death")
#: The classification of upstream, and the code of `roles.career_type`. One person is `both`: which, depends on the role.
_CAREER_TYPES = {"career": "career", "non-career": "non-career", "pre-1915": "pre-1915", "both": None, "": None}
#: The day of the act that first made the distinction.
_FOREIGN_SERVICE_ACT = "1915-02-05"


class People:
    """The people of pocom by current or former id. Reading them adds their drafts to the batch."""

    def __init__(self, path: Path, batch: ImportBatch) -> None:
        self._ids = dict(SAME_PERSON)
        self._drafted: set[str] = set()
        self._career_types: dict[str, str | None] = {}
        files = list(xml_files(folder(path, "people"), "*/*.xml", batch.findings))
        renamed = find_renamed(batch, "people", [root for _, root in files], _ELEMENTS)
        for name, root in files:
            current = text(root, "id")
            if current:
                self._ids[current] = current
                for old in texts(root, "old-ids/old-id"):
                    self._ids.setdefault(old, current)
            if not has_all(root, renamed):
                continue
            try:
                require_all(root, _ELEMENTS)
                self._career_types[current] = _career_type(root)
                batch.drafts.append(_person(root))
            except MalformedError as error:
                id = current or Path(name).stem
                batch.report(FindingKind.MALFORMED, name, id, str(error), DraftRef("actors", f"people/{id}"))
            else:
                self._drafted.add(current)

    def __getitem__(self, id: str) -> DraftRef | IdentifierRef:
        """Return the reference to a person. Raises MalformedError if no file has that id.

        A person whose file cannot be read may be in the data set, by id.
        """
        current = self.current_id(id)
        return DraftRef("actors", f"people/{current}") if current in self._drafted else IdentifierRef("pocom", current)

    def current_id(self, id: str) -> str:
        """Return the current id of a person. Raises MalformedError if no file has that id."""
        if id not in self._ids:
            raise MalformedError(f"the person {id!r} is not in people/")
        return self._ids[id]

    def career_type(self, id: str, day: str) -> str | None:
        """Return the code of `roles.career_type` for a role of a person that began on a day, or None.

        Upstream classifies people, not roles, and nobody who served before the distinction was made.
        """
        type = self._career_types.get(self.current_id(id))
        if day and type and (day < _FOREIGN_SERVICE_ACT) != (type == "pre-1915"):
            return "pre-1915" if day < _FOREIGN_SERVICE_ACT else None
        return type


def _career_type(root: ET.Element) -> str | None:
    type = text(root, "career-type")
    if type not in _CAREER_TYPES:
        raise MalformedError(f"career-type: {type!r} is not one of {', '.join(filter(None, _CAREER_TYPES))}")
    return _CAREER_TYPES[type]


def _person(root: ET.Element) -> Draft:
    id, surname = required(root, "id"), required(root, "persName/surname")
    forename, suffix = text(root, "persName/forename"), text(root, "persName/genName")
    refuse_title(forename, "forename")
    refuse_title(surname, "surname")
    other_names = [name for name in texts(root, "persName/altname") if _has_surname(name, surname)]
    for name in other_names:
        refuse_title(name, "altname")
    known_as = next((name for name in other_names if suffix and names.has_suffix(name)), "")
    known_as = known_as or " ".join(filter(None, (*other_names[:1], suffix if other_names else "")))
    name = names.COMMON_NAMES.get(("pocom", id)) or names.common_name(forename, surname, suffix, known_as)
    born, died = parse_date(text(root, "birth"), "birth"), parse_date(text(root, "death"), "death")
    old_ids = texts(root, "old-ids/old-id")
    return Draft(
        "actors",
        f"people/{id}",
        {
            "kind": "person",
            "name": name,
            "sort_name": names.sort_name(forename, surname, suffix),
            "born": born,
            "died": died,
            "country_id": "united-states",
        },
        ((name,), (name, born or "")),
        Person(
            surname,
            forename,
            "united-states",
            born,
            (("pocom", id), *(("pocom-old", old) for old in old_ids)),
            (names.full_name(forename, surname, suffix), *map(names.normalize, other_names)),
        ),
    )


def _has_surname(name: str, surname: str) -> bool:
    """Whether a name ends with the surname; some files give a name of somebody else, or two names in one."""
    family = re.sub(r"\s*\(.*\)", "", surname)
    return re.search(rf"\b{re.escape(family)}(?:,? (?:[JS]r|I+V?|[23]r?[nd]?d)\.?)?$", name, re.IGNORECASE) is not None
