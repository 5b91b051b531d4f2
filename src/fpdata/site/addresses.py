"""Where pages are: permanent addresses from the ids of records, relative to the root of the site."""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit


def record_address(table: str, id: str) -> str:
    """Return the address of a record's page.

    >>> record_address("actors", "dean-rusk")
    'actors/dean-rusk.html'
    """
    return f"{table}/{quote(id)}.html"


def contested_address(kind: str, subject: str, predicate: str) -> str:
    """Return the address of the page on which claims about a subject disagree.

    >>> contested_address("document", "plan-28", "authored")
    'contested/document.plan-28.authored.html'
    """
    return f"contested/{kind}.{quote(subject)}.{predicate}.html"


def query_address(sql: str) -> str:
    """Return the address of the SQL page with a query filled in.

    >>> query_address("select 1")
    'sql.html?sql=select%201'
    """
    return f"sql.html?{urlencode({'sql': sql}, quote_via=quote)}"


def correction_address(repository: str, table: str, id: str) -> str:
    """Return the address of the issue form for a correction, with the record filled in.

    >>> correction_address("https://example.org/a/b", "roles", "r-1")
    'https://example.org/a/b/issues/new?template=correction.yml&title=Correction%3A+r-1&table=roles&record_id=r-1'
    """
    fields = {"template": "correction.yml", "title": f"Correction: {id}", "table": table, "record_id": id}
    return f"{repository}/issues/new?{urlencode(fields)}"


def root_of(address: str) -> str:
    """Return the way from a page to the root of the site.

    >>> root_of("actors/dean-rusk.html"), root_of("index.html")
    ('../', '')
    """
    return "../" * address.count("/")


def published_address(repository: str) -> str:
    """Return where GitHub publishes the site of a repository, with a slash at the end; "" for another host.

    >>> published_address("https://github.com/Owner/name")
    'https://owner.github.io/name/'
    """
    parts = urlsplit(repository)
    owner, _, name = parts.path.strip("/").partition("/")
    return f"https://{owner.lower()}.github.io/{name}/" if parts.hostname == "github.com" and name else ""
