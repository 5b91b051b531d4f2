"""What the data set is called, its version, day, license and address, each from the one place that has it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from fpdata.access.errors import DataNotFoundError
from fpdata.generate.repository_address import repository_address

_PACKAGE = Path(__file__).parents[1]
_CITATION = "CITATION.cff"


@dataclass(frozen=True)
class DataSetAbout:
    """The data set as it is cited."""

    title: str
    version: str
    released: str | None
    """The day of the release of that version (YYYY-MM-DD); None for another version than the installed one."""
    license: str
    authors: tuple[str, ...]
    address: str


def about_data_set(version: str | None = None) -> DataSetAbout:
    """Return what CITATION.cff says of the data set, or what it is in another version.

    Raises DataNotFoundError if the file is missing from the installation.
    """
    about = _read_about()
    if version in (None, about.version):
        return about
    return replace(about, version=str(version), released=None)


@cache
def _read_about() -> DataSetAbout:
    checkout = _PACKAGE.parents[1]
    for file in (_PACKAGE / "data" / _CITATION, checkout / _CITATION):
        if file.is_file():
            text = file.read_text("utf-8")
            break
    else:
        raise DataNotFoundError(f"{file} is missing; install fpdata again")
    # The few lines of YAML that the file has; PyYAML is an extra.
    values = dict(re.findall(r"(?m)^([a-z-]+): (.+)$", text))
    authors = re.findall(r"(?m)^  - name: (.+)$", text)
    return DataSetAbout(
        title=_scalar(values["title"]),
        version=_scalar(values["version"]),
        released=_scalar(values["date-released"]),
        license=_scalar(values["license"]),
        authors=tuple(map(_scalar, authors)),
        address=repository_address(_PACKAGE),
    )


def _scalar(text: str) -> str:
    return str(json.loads(text)) if text.startswith('"') else text.strip()
