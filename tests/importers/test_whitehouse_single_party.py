"""Who met an official under an office that has no usual name."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.whitehouse.single_party import parties_in
from tests.importers.whitehouse_pages import READOUT, names, page, write_pages


@pytest.mark.parametrize(
    ("whom", "expected"),
    [
        (
            " with Ada van Lake, Foreign Affairs and Defense Advisor to the Prime Minister of the Netherlands",
            [
                (
                    "Foreign Affairs and Defense Advisor to the Prime Minister of the Netherlands",
                    "Ada van Lake",
                    "netherlands",
                )
            ],
        ),
        (" with Dr. Ada Lake of Chile", [("", "Ada Lake", "chile")]),
        (
            " with South African National Security Advisor Ada Lake",
            [("National Security Advisor", "Ada Lake", "south-africa")],
        ),
        (" with UN Special Envoy for Yemen Ada Lake", [("Special Envoy for Yemen", "Ada Lake", "")]),
        (
            " with Secretary General of the Green Party of Japan LAKE Ada",
            [("Secretary General of the Green Party of Japan", "Lake Ada", "japan")],
        ),
        (
            " with Polish National Security Bureau Chief Ada Lake and Head of the Policy Bureau Bob Moor",
            [
                ("National Security Bureau Chief", "Ada Lake", "poland"),
                ("Head of the Policy Bureau", "Bob Moor", "poland"),
            ],
        ),
        (" with Activist Ada Lake", []),
        (" with Chilean Ministers", []),
        (" with Cardinal Lake of the Holy See", []),
        (" with Ada Lake of the Port Authority", []),
        (" with Chair of the Board Ada Lake", []),
    ],
)
def test_the_other_party_has_a_state_or_a_body(whom: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.title, one.name, one.country_id) for one in parties_in(whom, "2022-03-02")] == expected


def test_the_other_party_of_a_title_took_part(tmp_path: Path) -> None:
    title = "Readout of National Security Advisor Jake Sullivan's Call with Chilean Port Commission Chairman Ada Lake"
    root = write_pages(tmp_path / "wh", {READOUT: page(title, "They spoke today.")})
    assert names(root) == [["jake sullivan", "Ada Lake"]]


def test_an_adviser_of_a_state_with_two_words_is_no_american(tmp_path: Path) -> None:
    title = "Readout of National Security Advisor Jake Sullivan's Call with South African National Security Advisor Ada Lake"
    root = write_pages(tmp_path / "wh", {READOUT: page(title, "They spoke today.")})
    assert names(root) == [["jake sullivan", "Ada Lake"]]
