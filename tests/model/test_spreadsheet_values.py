"""What a spreadsheet may make of a value, and what only a person does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.model.spreadsheet_values import bucket, could_become, date_order, is_foreign_date, plain_date

BY_A_SPREADSHEET = [
    ("2025-11-18", "11/18/2025"),
    ("2025-11-18", "18.11.25"),
    ("2025-11-18", "18-Nov-25"),
    ("2025-11-18", "18 novembre 2025"),
    ("2025-11-18", "Tuesday, November 18, 2025"),
    ("2025-11-18", "2025-11-18 00:00:00"),
    ("2025-11-18", "45979"),
    ("2025-11", "Nov-25"),
    ("2025-11", "11/1/2025"),
    ("1890-01-02", "01/02/90"),
    ("3-4", "3-Apr"),
    ("mar-1", "1-Mar"),
    ("00136", "136"),
    ("00136", '="00136"'),
    ("00136", "'00136"),
    ("12345", "12,345"),
    ("1.10", "1.1"),
    ("1.10", "1,1"),
    ("12e5", "1.20E+06"),
    ("123456789012345678", "1.23457E+17"),
    ("123456789012345678", "123456789012345000"),
    ("123456789012345678", "123456789012346000"),
    ("Pećanin", "PeÄ‡anin"),
    ("Pećanin", "Pe?anin"),
    ("Mu\u2032ammar", "Mu?ammar"),
    ("Cafe\u0301", "Café"),
    ("'ours' - all of it...", "‘ours’ – all of it…"),
    ("a b", "a\nb"),
    ("-", "#NAME?"),
    ("-", "#¡VALOR!"),
    ("-", "Err:502"),
    ("1890-01-02", "########"),
    ("true", "TRUE"),
]
BY_A_PERSON = [
    ("2025-11-18", "11/19/2025"),
    ("2025-11-18", "2025-11-19"),
    ("2025-11", "2025-11-01"),
    ("2025-11-01", "2025-11"),
    ("1884", "1885"),
    ("00136", "137"),
    ("12", "13"),
    ("3-4", "4-3"),
    ("5", "3-Apr"),
    ("marco-5", "5-Mar"),
    ("1234567890123456", "1234567890123457"),
    ("123456789012345678", "1.24E+17"),
    ("Talks", "Talk"),
    ("Talks", "talks"),
    ("Talks", ""),
    ("", "Talks"),
]


@pytest.mark.parametrize(("original", "shown"), BY_A_SPREADSHEET)
def test_what_a_spreadsheet_does(original: str, shown: str) -> None:
    assert could_become(original, shown)


@pytest.mark.parametrize(("original", "shown"), BY_A_PERSON)
def test_what_a_person_does(original: str, shown: str) -> None:
    assert not could_become(original, shown)


@pytest.mark.parametrize(("original", "shown"), BY_A_SPREADSHEET)
def test_values_that_become_another_are_in_its_bucket(original: str, shown: str) -> None:
    if shown[0] not in "#='" and shown not in (
        "45979",
        "12,345",
        "TRUE",
        "PeÄ‡anin",
        "Err:502",
    ):  # no key is found by these
        assert bucket(original) == bucket(shown)


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("11/18/2025", "2025-11-18"),
        ("18.11.2025", "2025-11-18"),
        ("3/3/2025", "2025-03-03"),
        ("2025/3/7", "2025-03-07"),
        ("Nov 2025", "2025-11"),
        ("11/2025", "2025-11"),
        ("18-Nov-2025", "2025-11-18"),
        ("3/4/2025", None),  # March or April
        ("18-Nov-25", None),  # of which century
        ("Nov-25", None),  # a month or a day
        ("2/30/2025", None),
        ("1884?", None),
        ("talks", None),
    ],
)
def test_a_date_that_can_mean_one_day_only(shown: str, day: str | None) -> None:
    assert plain_date(shown) == day
    assert plain_date("3/4/2025", "month first") == "2025-03-04"
    assert plain_date("3/4/2025", "day first") == "2025-04-03"


@given(st.dates())
def test_every_form_of_a_date_leads_back_to_it(day: object) -> None:
    iso = f"{day:%Y-%m-%d}"
    for form, order in (
        (f"{day:%m/%d/%Y}", "month first"),
        (f"{day:%d.%m.%Y}", "day first"),
        (f"{day:%d %B %Y}", None),
    ):
        if len(iso) == len("2025-11-18"):
            assert could_become(iso, form)
            assert is_foreign_date(form)
            assert date_order(iso, form) in (order, None)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_texts_have_an_answer(original: str, shown: str) -> None:
    assert could_become(original, original) is False
    assert could_become(original, shown) in (True, False)
    assert plain_date(shown) is None or plain_date(shown) != ""
    assert bucket(original) == bucket(original)
