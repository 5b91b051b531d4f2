"""Which state a chief of mission was accredited to: pocom files missions under the present country of the post.

pocom gives some appointments a contemporary territory, and of others only the note says to which state they were. The
spans below are those in which the notes name that state, or in which it existed.
"""

from __future__ import annotations

from typing import NamedTuple

from fpdata.importers.countries.crosswalk import country_id


class _Span(NamedTuple):
    """The state that the mission to a territory was accredited to, from one day until before another."""

    state: str
    start: str
    end: str


_SPANS = {
    "austria": (_Span("austria-hungary", "1867-06-08", "1918-11-12"),),
    "colombia": (_Span("gran-colombia", "1819", "1831"),),
    "egypt": (_Span("united-arab-republic", "1958-02-22", "1971-09-02"),),
    "holy-see": (_Span("papal-states", "1800", "1870-09-20"),),
    "russia": (_Span("soviet-union", "1933-11-16", "1991-12-26"),),
    "serbia": (
        _Span("yugoslavia", "1992-04-27", "2003-02-04"),
        _Span("serbia-and-montenegro", "2003-02-04", "2006-06-05"),
    ),
    "turkey": (_Span("ottoman-empire", "1800", "1922-11-01"),),
    "yugoslavia": (
        _Span("yugoslavia", "1918-12-01", "1929-10-03"),
        _Span("yugoslavia", "1992-04-27", "2003-02-04"),
    ),
}


def state_of_the_time(mission: str, contemporary: str, day: str) -> str:
    """Return the id of the country that a mission was accredited to on a day.

    `mission` and `contemporary` are the upstream ids of the mission's territory and, if there is one, of the
    contemporary territory of the appointment; the day may be empty.

    >>> state_of_the_time("russia", "russia", "1952-05-14")
    'soviet-union'
    """
    for span in _SPANS.get(mission, ()):
        if span.start <= day < span.end:
            return span.state
    return country_id(contemporary or mission)
