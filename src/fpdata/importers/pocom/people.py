"""Read the people of pocom: one actor per file, with other names and with current and former ids."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from fpdata.importers.core import person_names as names
from fpdata.importers.core.draft import Draft, DraftRef, Person
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.parsing import MalformedError, folder, parse_date, required, text, texts, xml_files
from fpdata.importers.core.source import ImportBatch

#: An id that appointments use but no file has, and the id of the person: the same names in another order.
SAME_PERSON = {"wilson-huntington-francis-mairs-huntington-wilson": "wilson-francis-mairs-huntington"}


class People:
    """The people of pocom by current or former id. Reading them adds their drafts to the batch."""

    def __init__(self, path: Path, batch: ImportBatch) -> None:
        self._ids = dict(SAME_PERSON)
        for name, root in xml_files(folder(path, "people"), "*/*.xml", batch.findings):
            try:
                batch.drafts.append(_person(root))
            except MalformedError as error:
                id = text(root, "id") or Path(name).stem
                batch.report(FindingKind.MALFORMED, name, id, str(error), DraftRef("actors", f"people/{id}"))
                continue
            current = text(root, "id")
            self._ids[current] = current
            for old in texts(root, "old-ids/old-id"):
                self._ids.setdefault(old, current)

    def __getitem__(self, id: str) -> DraftRef:
        """Return the reference to a person. Raises MalformedError if no file has that id."""
        if id not in self._ids:
            raise MalformedError(f"the person {id!r} is not in people/")
        return DraftRef("actors", f"people/{self._ids[id]}")


def _person(root: ET.Element) -> Draft:
    id, surname = required(root, "id"), required(root, "persName/surname")
    forename, suffix = text(root, "persName/forename"), text(root, "persName/genName")
    other_names = [name for name in texts(root, "persName/altname") if _has_surname(name, surname)]
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
