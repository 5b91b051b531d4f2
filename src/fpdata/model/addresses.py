"""Web addresses: which of their parameters only track readers, and when two of them lead to the same page."""

from __future__ import annotations

import re
from functools import lru_cache

#: Parameters with which sites follow who shared or clicked an address; the page is the same without them.
TRACKING_PATTERN = (
    r"(?:utm_[a-z_]+|mc_[ce]id|fbclid|gclid|twclid|ttclid|dclid|li_fat_id|epik|gclsrc|gbraid|wbraid|msclkid|yclid|igshid|igsh|mkt_tok|_hsenc|_hsmi|vero_id"
    r"|ref_src|ref_url|cmpid|CMP|smid|smtyp|partner|accesstoken|access_token|unlocked_article_code|sharetoken|shareToken"
    r"|at_medium|at_campaign|at_custom[0-9]|ocid|ncid|sr_share|s_cid|ito|wt\.mc_id|guccounter|guce_referrer(?:_sig)?)"
)
_TRACKING = re.compile(TRACKING_PATTERN)
#: An address with such a parameter.
TRACKED_ADDRESS_PATTERN = rf"[?&#]{TRACKING_PATTERN}="
_TRACKED = re.compile(TRACKED_ADDRESS_PATTERN)


def tracking_parameters(url: str) -> list[str]:
    """Return the names of the parameters of an address that only track readers.

    >>> tracking_parameters("https://gazette.example/1?page=2&utm_source=x")
    ['utm_source']
    """
    return [found[0][1:-1] for found in _TRACKED.finditer(url)]


def address_key(url: str) -> str:
    """Return what addresses of one page share: neither scheme, www., final slash, anchor nor tracking parameters.

    >>> address_key("http://www.Gazette.example/1/?utm_source=x#top"), address_key("https://gazette.example/1?p=2")
    ('gazette.example/1', 'gazette.example/1?p=2')
    """
    address, _, anchor = url.partition("#")
    place, _, query = address.partition("?")
    host, slash, path = re.sub("^https?://", "", place, flags=re.IGNORECASE).partition("/")
    host = re.sub(r"^www\.|:(?:80|443)$", "", host.lower())
    kept = sorted(each for each in query.split("&") if each and not _TRACKING.fullmatch(each.partition("=")[0]))
    # An anchor that begins with ! or / is the path of a page that a script shows.
    shown = f"#{anchor}" if anchor.startswith(("!", "/")) else ""
    return f"{host}{slash}{path}".rstrip("/") + ("?" + "&".join(kept) if kept else "") + shown


def is_same_page(url: str, other: str) -> bool:
    """Whether two addresses lead to the same page.

    >>> is_same_page("http://www.gazette.example/1/?utm_source=x", "https://gazette.example/1")
    True
    """
    # The first part is fast, and rules out most others.
    return distinctive_part(url).lower() in other.lower() and address_key(url) == address_key(other)


@lru_cache(maxsize=16)
def distinctive_part(url: str) -> str:
    """Return the longer of path and host of an address: a part of every address of the same page, and of few others."""
    host, _, path = re.split("[?#]", address_key(url))[0].partition("/")
    return max(path, host, key=len)
