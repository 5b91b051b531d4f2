"""Which state a chief of mission was accredited to: pocom files missions under the present country of the post.

pocom gives some appointments a contemporary territory. Of others the note says to which state they were, or it follows
from the crosswalk, whose years are too coarse for some: the spans below are more exact. Each has its source.
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
    # gsh: the Republic of China until 1949, Taiwan from 1949. In 1973 pocom has the first envoy in Beijing again
    # (cn-1973-bruc-01, entered on duty on May 14).
    "china": (_Span("taiwan", "1950", "1973-05-14"),),
    # gsh: 1819 to 1830. The notes of pocom on the appointments of 1823 to 1829 say so too.
    "colombia": (_Span("gran-colombia", "1819", "1831"),),
    # gsh: 1823 to 1839. The notes of pocom on the appointments of 1825 to 1833 say so too.
    "guatemala": (_Span("united-provinces-of-central-america", "1823", "1839"),),
    # gsh: 756 to 1929.
    "holy-see": (_Span("papal-states", "0756", "1929"),),
    # The Soviet government was not recognized. From: pocom, ru-1916-fran-01, "ended" and the note. Until: the heading of
    # https://history.state.gov/historicaldocuments/frus1933-39/ch1
    "russia": (_Span("russia", "1917-11-07", "1933-11-16"),),
    # It was declared in April 1992, and the mission in Belgrade continued: https://history.state.gov/countries/serbia
    "yugoslavia": (_Span("federal-republic-of-yugoslavia", "1992-05", "1993"),),
    # Until it became part of the United Arab Republic: pocom, sy-1957-yost-01, "ended". From the day on which the
    # mission was an embassy again: the note of pocom before sy-1961-knig-01.
    "syria": (_Span("syria", "1958", "1958-02-22"), _Span("syria", "1961-10-10", "1962")),
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
