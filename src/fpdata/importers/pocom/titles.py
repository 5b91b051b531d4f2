"""Which title a principal officer held at that time: pocom files all holders of a position under its latest name.

The earlier titles, and the days on which they changed, are those that pocom's descriptions of the positions give; where
another place gives them, it is named. What somebody was commissioned as is in the note on the appointment.
"""

from __future__ import annotations

import re

_STATE = "Assistant Secretary of State for"
_UNDER = "Under Secretary of State for"
#: The earlier titles of each position, in order: until which day, and the title.
_EARLIER_TITLES: dict[str, tuple[tuple[str, str], ...]] = {
    "assistant-secretary-arms-control-verification-compliance": (
        ("2006-05", f"{_STATE} Verification and Compliance"),
        ("2010-10-01", f"{_STATE} Verification, Compliance, and Implementation"),
    ),
    "assistant-secretary-consular-affairs": (
        ("1977-08-17", "Administrator of the Bureau of Security and Consular Affairs"),
    ),
    "assistant-secretary-for-democracy-human-rights-labor-affairs": (
        ("1976-06-30", "Coordinator for Humanitarian Affairs"),
        ("1977-08-17", "Coordinator for Human Rights and Humanitarian Affairs"),
        ("1994-05-12", f"{_STATE} Human Rights and Humanitarian Affairs"),
    ),
    "assistant-secretary-for-east-asian-pacific-affairs": (("1966-11-01", f"{_STATE} Far Eastern Affairs"),),
    "assistant-secretary-for-economic-business-affairs": (
        ("1972-09-15", f"{_STATE} Economic Affairs"),
        # Until its holder left in June 2006: https://2001-2009.state.gov/r/pa/ei/biog/71852.htm
        ("2006-06", f"{_STATE} Economic and Business Affairs"),
    ),
    "assistant-secretary-for-european-affairs": (
        ("1983-09-15", f"{_STATE} European Affairs"),
        ("1999-01-12", f"{_STATE} European and Canadian Affairs"),
        ("2001-08-08", f"{_STATE} European Affairs"),
    ),
    "assistant-secretary-for-narcotics-and-law": (("1995-02-10", f"{_STATE} International Narcotics Matters"),),
    "assistant-secretary-for-near-eastern-affairs": (
        ("1958-08-20", f"{_STATE} Near Eastern, South Asian, and African Affairs"),
        ("1992-08-24", f"{_STATE} Near Eastern and South Asian Affairs"),
    ),
    "assistant-secretary-for-politico-military-affairs": (
        ("1986-04-14", "Director of the Bureau of Politico-Military Affairs"),
    ),
    "assistant-secretary-for-population-refugees-migration": (
        ("1994-05-12", "Director of the Bureau of Refugee Programs"),
    ),
    "assistant-secretary-for-public-affairs": (("1946", f"{_STATE} Public and Cultural Relations"),),
    # The next holder was sworn in under the new name: https://www.thedailystar.net/2006/02/24/d60224012013.htm
    "assistant-secretary-for-south-asian-affairs": (("2006-02-21", f"{_STATE} South Asian Affairs"),),
    "assistant-secretary-for-western-hemisphere": (
        ("1949-10-03", f"{_STATE} American Republic Affairs"),
        ("1999-01-12", f"{_STATE} Inter-American Affairs"),
    ),
    "assistant-secretary-intelligence-research": (
        ("1957-10-10", "Special Assistant to the Secretary for Intelligence and Research"),
        ("1986-08", "Director of the Bureau of Intelligence and Research"),
    ),
    "assistant-secretary-international-organization-affairs": (("1954-08-25", f"{_STATE} United Nations Affairs"),),
    # The notes on Powell A. Moore (1982) and J. Edward Fox (1986). What it was before, no source at hand says.
    "assistant-secretary-legislative-affairs": (
        ("1983-04-11", f"{_STATE} Legislative Affairs"),
        ("1987-10-02", f"{_STATE} Legislative and Intergovernmental Affairs"),
    ),
    "coordinator-combatting-terrorism": (
        ("1985-11-04", "Director of the Office for Combating Terrorism"),
        ("1989-05-01", "Ambassador at Large for Counter-Terrorism"),
        ("2012-01-04", "Coordinator for Counter-Terrorism"),
    ),
    "deputy-under-secretary-for-mgmt": (("1971-07-12", "Deputy Under Secretary of State for Administration"),),
    "director-office-mgmt-policy": (("1988-11-01", "Director of the Office of Management Operations"),),
    "director-policy-planning": (
        ("1955-08-05", "Director of the Policy Planning Staff"),
        ("1961", f"{_STATE} Policy Planning"),
        ("1969", "Chairman of the Policy Planning Council"),  # the note on plan-1966-owen
    ),
    "director-usia": (
        ("1978-04-01", "Director of the U.S. Information Agency"),
        ("1982-08-24", "Director of the International Communication Agency"),
    ),
    "inspector-general": (("1980-10-17", "Inspector General of the Foreign Service"),),
    "representative-to-eu": (("1994-05-09", "Representative of the U.S.A. to the European Communities"),),
    "under-secretary-for-arms-control": (
        ("1977-08-22", f"{_UNDER} Security Assistance"),
        ("1990-04-30", f"{_UNDER} Security Assistance, Science, and Technology"),
        ("1994-05-12", f"{_UNDER} International Security Affairs"),
    ),
    "under-secretary-for-econ-business-ag": (
        ("1985-08-16", f"{_UNDER} Economic Affairs"),
        ("1994-05-12", f"{_UNDER} Economic and Agricultural Affairs"),
        ("2011-12-08", f"{_UNDER} Economic, Business, and Agricultural Affairs"),
    ),
    "under-secretary-for-global-affairs": (("2012-01-17", f"{_UNDER} Global Affairs"),),
    # The note on repr-1981-broc; https://history.state.gov/historicaldocuments/frus1977-80v28/d121
    "us-trade-representative": (("1980-01-02", "Special Representative for Trade Negotiations"),),
}

#: What a note says somebody was commissioned as or called, up to the end of the sentence. "U.S." does not end one.
_COMMISSIONED_AS = re.compile(
    r"(?:^|\. )(?:Originally commissioned as|Originally designated(?: as)?|Commissioned as|Designated|Held the title of) "
    r"(?:an? )?"
    r"(?=[A-Z])(?P<title>(?:U\.S\.|[^.;])+?)(?= while serving|, with rank|[;.]|$)"
)
#: Parts of notes that say more than one title, and titles that say less than the position.
_NOT_ONE_TITLE = re.compile(
    r"\b(?:by|designated|from|on this date|until)\b|\d|^(?:Assistant Secretary(?: of State)?|Counselor)$"
)


def title_then(position: str, latest: str, day: str, note: str) -> str:
    """Return the title held in a position by somebody who began on a day, which may be empty.

    `latest` is the title that the position has now, `note` the note on the appointment.

    >>> title_then("under-secretary-for-global-affairs", "…", "1994-05-16", "")
    'Under Secretary of State for Global Affairs'
    """
    found = _COMMISSIONED_AS.search(note)
    if found and not _NOT_ONE_TITLE.search(found["title"]):
        return found["title"]
    return next((title for until, title in _EARLIER_TITLES.get(position, ()) if day and day < until), latest)
