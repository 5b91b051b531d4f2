"""Which state a chief of mission was accredited to: pocom files missions under the present country of the post.

pocom gives some appointments a contemporary territory. Of others the note says to which state they were, or it follows
from the crosswalk, whose years are too coarse for some: the spans below are more exact.
"""

from __future__ import annotations

from typing import NamedTuple

from fpdata.importers.countries.crosswalk import country_id, state_id


class _Span(NamedTuple):
    """The state that the mission to a territory was accredited to, from one day until before another."""

    state: str
    start: str
    end: str


_SPANS = {
    "austria": (_Span("austria-hungary", "1867-06-08", "1868"),),
    "china": (_Span("taiwan", "1949-12-08", "1973-05-01"),),
    "colombia": (_Span("gran-colombia", "1819", "1831"),),
    "holy-see": (_Span("papal-states", "1800", "1870-09-20"),),
    "russia": (
        _Span("russia", "1917-11-07", "1933-11-16"),  # the Soviet government was not recognized
        _Span("soviet-union", "1933-11-16", "1991-12-26"),
    ),
    "yugoslavia": (_Span("federal-republic-of-yugoslavia", "1992-04-27", "1993"),),
    "syria": (_Span("syria", "1958", "1958-02-22"), _Span("syria", "1961-09-28", "1962")),
}
#: Where the government in Taiwan received its envoys, beside the office in Beijing from 1973.
_SEAT_OF_TAIWAN = "Taipei"


def state_of_the_time(mission: str, contemporary: str, day: str, note: str = "") -> str:
    """Return the id of the country that a mission was accredited to on a day, which may be empty.

    `mission` and `contemporary` are the upstream ids of the mission's territory and, if there is one, of the
    contemporary territory of the appointment; `note` is the note on the appointment.

    >>> state_of_the_time("russia", "russia", "1952-05-14")
    'soviet-union'
    """
    if mission == "china" and _SEAT_OF_TAIWAN in note:
        return "taiwan"
    for span in _SPANS.get(mission, ()):
        if span.start <= day < span.end:
            return span.state
    state = state_id(mission, day) if day else country_id(mission)
    return state if state != country_id(mission) else country_id(contemporary or mission)
