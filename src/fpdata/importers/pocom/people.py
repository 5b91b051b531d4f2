"""The people of pocom: an actor of each file, other names, and identifiers, the ones given up included."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from fpdata.importers.core import person_names as names
from fpdata.importers.core.draft import Draft, DraftRef, Finding, FindingKind, Imported, Person
from fpdata.importers.core.source import MalformedError, a_date, folder, required, text, texts, xml_files

#: An appointment names somebody under an id that no file has; the two have the same names in another order.
SAME_PERSON = {"wilson-huntington-francis-mairs-huntington-wilson": "wilson-francis-mairs-huntington"}


class People:
    """Everybody in people/, by id; drafts each of them on reading."""

    def __init__(self, path: Path, imported: Imported) -> None:
        self._ids = dict(SAME_PERSON)
        for name, root in xml_files(folder(path, "people"), "*/*.xml", imported.findings):
            try:
                imported.drafts.append(_person(root))
            except MalformedError as error:
                id = text(root, "id") or Path(name).stem
                place = ("actors", f"people/{id}")
                imported.findings.append(Finding(FindingKind.MALFORMED, name, id, str(error), place))
                continue
            self._ids |= {text(root, "id"): text(root, "id")}
            self._ids |= {old: self._ids.get(old, text(root, "id")) for old in texts(root, "old-ids/old-id")}

    def __getitem__(self, id: str) -> DraftRef:
        if id not in self._ids:
            raise MalformedError(f"it names the person {id!r}, who is in no file of people/")
        return DraftRef("actors", f"people/{self._ids[id]}")


def _person(root: ET.Element) -> Draft:
    id, surname = required(root, "id"), required(root, "persName/surname")
    forename, suffix = text(root, "persName/forename"), text(root, "persName/genName")
    others = [name for name in texts(root, "persName/altname") if _is_a_name_of(name, surname)]
    known_as = next((name for name in others if suffix and names.has_suffix(name)), "")
    known_as = known_as or " ".join(filter(None, (*others[:1], suffix if others else "")))
    name = names.COMMON.get(("pocom", id)) or names.common_name(forename, surname, suffix, known_as)
    born, died = a_date(text(root, "birth"), "birth"), a_date(text(root, "death"), "death")
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
            (names.full_name(forename, surname, suffix), *map(names.tidy, others)),
        ),
    )


def _is_a_name_of(name: str, surname: str) -> bool:
    """Whether another name belongs to the person: some files have that of somebody else, or two in one."""
    family = re.sub(r"\s*\(.*\)", "", surname)
    return re.search(rf"\b{re.escape(family)}(?:,? (?:[JS]r|I+V?|[23]r?[nd]?d)\.?)?$", name, re.IGNORECASE) is not None
