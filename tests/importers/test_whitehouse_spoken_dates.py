"""On what day a press event was held whose page is of a later day."""

from __future__ import annotations

import pytest

from fpdata.importers.whitehouse.pages import Page
from fpdata.importers.whitehouse.spoken_dates import press_date


def _held(text: str, hour: int | None) -> str:
    """Return when an event was held whose page is of Thursday 3 March 2022."""
    return press_date(Page("press-briefings/2022-03/2022-03-03-x.md", "2022-03-03", hour, "", "Press Call", text)).edtf


@pytest.mark.parametrize(
    ("text", "hour", "held"),
    [
        ("9:06 A.M. EST Embargoed until tomorrow, Thursday, March 3rd, 5:00 a.m.", 12, "2022-03-02"),
        ("4:06 P.M. EST Embargoed until noon tomorrow — that’s March 3rd.", 12, "2022-03-02"),
        ("4:06 P.M. EST The embargo ends at noon today, Wednesday, March 2nd.", 5, "2022-03-02"),
        ("4:06 P.M. EST She leaves tomorrow, Friday, March 4th.", 5, "2022-03-03"),
        ("4:06 P.M. EST Embargoed until 5:00 a.m. Eastern tomorrow.", 5, "2022-03-02"),
        ("4:06 P.M. EST Embargoed until 5:00 a.m. Eastern tomorrow.", 15, "2022-03-03~"),
        ("4:06 P.M. EST The embargo does not lift tomorrow, but Thursday.", 5, "2022-03-03~"),
        ("8:15 P.M. EST Thanks for joining us tonight.", 6, "2022-03-02"),
        ("8:15 P.M. EST Thanks for joining us tonight.", 21, "2022-03-03"),
        ("4:06 P.M. EST Happy Wednesday.", 9, "2022-03-02"),
        ("4:06 P.M. EST Happy Thursday.", 9, "2022-03-03"),
        ("4:06 P.M. EST Happy Wednesday. Q Thursday!", 17, "2022-03-03"),
        ("4:06 P.M. EST Hello.", 9, "2022-03-03~"),
        ("4:06 P.M. EST Hello.", None, "2022-03-03"),
        ("4:06 P.M. CET Hello.", 12, "2022-03-03"),
        ("1:06 P.M. PST Hello.", 15, "2022-03-03~"),
    ],
)
def test_a_press_event_is_of_the_day_that_its_transcript_shows(text: str, hour: int | None, held: str) -> None:
    assert _held(text, hour) == held
