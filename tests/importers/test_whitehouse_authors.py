"""Whose statement a joint statement is: by its title, or by its first sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.core.draft import DraftRef
from fpdata.importers.whitehouse.countries import countries_in
from fpdata.importers.whitehouse.reader import read_whitehouse
from tests.importers.whitehouse_pages import page, write_pages

_NAMED = page("Readout of President Biden's Call with President Emmanuel Macron of France", "They spoke today.")


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("United States-Japan Joint Leaders' Statement", "They met.", {"united-states", "japan"}),
        ("U.S.-Chile Joint Statement", "They met.", {"united-states", "chile"}),
        (
            "U.S.-EU Joint Statement of the Council",
            "The Council met in Liège, Belgium.",
            {"united-states", "european-union"},
        ),
        (
            "Joint Statement by President Biden and President Macron on the Border of Israel",
            "Israel should settle.",
            {"united-states", "france"},
        ),
        (
            "Joint Statement between the United States and the European Commission on Energy",
            "Russia uses gas as a weapon.",
            {"united-states", "european-commission"},
        ),
        (
            "Joint Statement from the United States and Chile Endorsing a Corridor to Gaza",
            "They agree.",
            {"united-states", "chile"},
        ),
        (
            "Joint Statement from Mexico, Canada, and the United States",
            "They met.",
            {"united-states", "mexico", "canada"},
        ),
        (
            "Joint Statement on Planes for Ukraine from U.S. President Joseph R. Biden and French President Emmanuel Macron",
            "They will fly.",
            {"united-states", "france"},
        ),
        (
            "G7 Leaders' Statement on Syria",
            "We, the Leaders of the G7, condemn Syria.",
            {"united-states", "group-of-seven"},
        ),
        (
            "Joint Statement on Framework for United States-Chile Agreement on Trade",
            "They have a free trade agreement with Peru.",
            {"united-states", "chile"},
        ),
        (
            "Joint Declaration by the President of Chile and the President of Peru on Peace",
            "We, witnessed by the United States, agree.",
            {"chile", "peru"},
        ),
        (
            "Joint Declaration on the Partnership",
            "1. We, the governments of Chile, Peru, and the United States, share a goal with Brazil.",
            {"united-states", "chile", "peru"},
        ),
    ],
)
def test_authors_are_those_whom_the_title_names_before_the_matter(
    tmp_path: Path, title: str, text: str, expected: set[str]
) -> None:
    pages = {
        "statements-releases/2022-03/2022-03-02-readout.md": _NAMED,
        "statements-releases/2022-03/2022-03-03-joint.md": page(title, text, "2022-03-03"),
    }
    (batch,) = read_whitehouse(write_pages(tmp_path / "wh", pages))
    authors = [draft.cells["actor_id"] for draft in batch.drafts if draft.cells.get("part") == "author"]
    assert {one.locator.rpartition("/")[2] for one in authors if isinstance(one, DraftRef)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S.-Japan Alliance", ["japan"]),
        ("United States-Chile-Peru talks", ["chile", "peru"]),
        ("anti-Russian and pro-China voices", []),
        ("Mexico, Missouri", []),
        ("Mexico, Canada", ["mexico", "canada"]),
    ],
)
def test_a_hyphen_joins_states_unless_it_makes_another_word(text: str, expected: list[str]) -> None:
    assert countries_in(text) == expected
