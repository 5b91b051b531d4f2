"""The sections in which holders of offices are listed for a person, and what an office is called in each."""

from __future__ import annotations

from typing import Any, NamedTuple

Row = dict[str, Any]

#: The titles of most heads of missions.
_USUAL_TITLES = ("Ambassador", "Envoy Extraordinary and Minister Plenipotentiary")


class Section(NamedTuple):
    """A part of the answer: its heading, the kinds of offices in it, and the option that lists it if it is only counted."""

    heading: str
    kinds: frozenset[str | None]
    option: str = ""


SECTIONS = (
    Section(
        "Principals",
        frozenset({"head-of-state", "cabinet", "principal-officer", "agency-head", "staff", "military"}),
    ),
    Section("Envoys and special missions", frozenset({"envoy"})),
    Section("Without an office", frozenset({None})),
    Section("Other states", frozenset({"foreign"}), "--foreign"),
    Section("Missions in Washington", frozenset(), "--foreign"),
    Section("Missions abroad", frozenset({"chief-of-mission"}), "--missions"),
    Section("Congress", frozenset({"legislator"}), "--all"),
    Section("Ranks and other offices", frozenset({"rank", "party", "private"}), "--all"),
)
_PRINCIPALS, _STATES, _WASHINGTON, _MISSIONS = (
    next(section for section in SECTIONS if section.heading == heading)
    for heading in ("Principals", "Other states", "Missions in Washington", "Missions abroad")
)
#: What ends the title of an office in a foreign mission to the United States: "Ambassador of Mexico to the United States".
_TO_WASHINGTON = " to the United States"
#: The sections in which a reader looks for a country.
BY_COUNTRY = (_STATES, _WASHINGTON, _MISSIONS)


def section_of(row: Row) -> Section:
    """Return the section of a role."""
    if row["precedence"] is not None:
        return _PRINCIPALS
    if row["office_kind"] == "foreign" and row["office_title"].endswith(_TO_WASHINGTON):
        return _WASHINGTON
    return next(section for section in SECTIONS if row["office_kind"] in section.kinds)


def office_words(row: Row, asked: str | None = None) -> str:
    """Return what was held; where a reader looks for the country, the country first, without a title that is usual there.

    The country that was `asked` for goes without saying.
    """
    section, title = section_of(row), _short(row["title"])
    if section not in BY_COUNTRY:
        return title
    country = _country(row)
    if section is _STATES:
        title = title.removesuffix(f" of {country}")
    if country == asked:
        return title
    if section is not _STATES and title.startswith(_USUAL_TITLES):
        return country
    # What heads a mission to an organization is called what its office is.
    return f"{country}: {title}" if country not in ("", title) else title


def _country(row: Row) -> str:
    """Return the state or organization that an office belongs to, or to which it is accredited."""
    title = str(row["office_title"])
    section = section_of(row)
    if section is _WASHINGTON:
        return title.removesuffix(_TO_WASHINGTON).partition(" of ")[2]
    return _short(title) if section is _MISSIONS else str(row["country_name"] or "")


def by_country(row: Row) -> tuple[str, str]:
    """Return what sorts roles by country and title: The Gambia is under G."""
    from fpdata.model.slugs import fold

    return fold(_country(row).removeprefix("The ")), office_words(row)


def _short(title: str) -> str:
    """Return a title without what the page says anyway."""
    return title.removeprefix("Acting ").removeprefix("Chief of Mission to ").removesuffix(" of the United States")
