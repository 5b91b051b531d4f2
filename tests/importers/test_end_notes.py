"""Coding the notes of pocom on the end of an appointment."""

from __future__ import annotations

import pytest

from fpdata.importers.pocom.end_notes import end_kind, is_approximate


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("", None),
        ("Left post on", "left-post"),
        ("Left Bridgetown.", "left-post"),
        ("Presented recall on or shortly before", "recalled"),
        ("Declared persona non grata by the Government of Zaire", "recalled"),
        ("Died at Zarnowiec, en route to Paris from consultations with French officials in Russia, on", "died"),
        ("Assassinated at post on", "died"),
        ("Superseded", "superseded"),
        ("Promoted to Minister Resident", "promoted"),
        ("Recess appointment expired. Left post on", "term-ended"),
        ("The United States severed diplomatic relations with Germany on", "relations-severed"),
        ("Germany declared war on the United States on", "relations-severed"),
        ("Legation Copenhagen closed on", "abolished"),
        ("Notified Government of Honduras by note, that he had resigned", "resigned"),
        ("Embassy suspended operations", "other"),  # the office remains
        ("Jun 1783", "other"),
    ],
)
def test_an_end_note_is_coded(note: str, kind: str | None) -> None:
    assert end_kind(note) == kind


def test_some_notes_make_a_date_approximate() -> None:
    assert is_approximate("Left post on or soon after")
    assert not is_approximate("Left post on")
