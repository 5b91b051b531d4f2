"""The Jinja environment of the site: links to records, sources, dates and codes as a reader sees them."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from fpdata.access.bibliography_formats import in_words
from fpdata.model.phrases import TOWARD, in_sentence, is_own_stance, question
from fpdata.site.addresses import contested_address, query_address, record_address, root_of
from fpdata.site.contested_pages import dispute_title
from fpdata.site.markdown_docs import Docs
from fpdata.site.page import SitePage
from fpdata.site.store import RecordStore

#: The label of a source is cut to so many characters.
_SOURCE_LABEL = 44


def make_environment(store: RecordStore, docs: Docs, site: Mapping[str, Any]) -> Environment:
    """Return the environment in which every page is rendered; `site` is what all pages share."""
    link = _linker(store)
    environment = Environment(
        loader=PackageLoader("fpdata.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {
        "site": site,
        "link": link,
        "linked": _linker_in_sentence(store, link),
        "source": _sourcer(store),
        "meaning": lambda table, column, code: store.meanings.get((table, column, code), ""),
        "name": store.name,
        "question": question,
        "toward": TOWARD,
        "is_own_stance": is_own_stance,
        "dispute_title": partial(dispute_title, store),
        "doc": docs.address,
        "speaker": lambda statement: (store["statements"].row(statement) or {}).get("speaker_id"),
        "reporter": lambda said: (store["statements"].row(said["within_id"]) or {}).get("speaker_id"),
        "days": lambda rows: [day for row in rows if (day := row["date_min"] or row["date_max"])],
        "contested_address": contested_address,
        "query_address": query_address,
        "record_address": record_address,
    }
    environment.filters |= {
        "words": date_in_words,
        "years": years,
        "label": code_label,
        "count": lambda number: f"{number:,}",
        "json_ld": json_ld,
        "capital": capital,
        "excerpt": shortened,
        "text": escape_text,
    }
    return environment


def render_page(environment: Environment, page: SitePage) -> str:
    """Return the HTML of a page, with links relative to its address."""
    values = {"address": page.address, "root": root_of(page.address), **page.context}
    return environment.get_template(page.template).render(values)


@lru_cache(maxsize=100_000)
def date_in_words(date: str | None) -> str:
    """Return an EDTF date as a reader says it; "undated" if there is none.

    >>> date_in_words("1962-10-22"), date_in_words(None)
    ('22 October 1962', 'undated')
    """
    return in_words(date) if date else "undated"


def years(row: Mapping[str, Any]) -> str:
    """Return the years of a life, as in an encyclopedia; "" if none is known.

    >>> years({"born": "1909", "died": "1994"}), years({"born": "1971-05-28", "died": None})
    ('1909–1994', 'born 1971')
    """
    born, died = (
        date_in_words(row[column][:4] + _sign(row[column])) if row[column] else "" for column in ("born", "died")
    )
    if born and died:
        return f"{born}–{died}"
    return f"born {born}" if born else f"died {died}" if died else ""


def _sign(date: str) -> str:
    return date[-1] if date[-1] in "?~%" else ""


@cache
def code_label(code: str) -> str:
    """Return a code as words.

    >>> code_label("press-conference")
    'press conference'
    """
    return code.replace("-", " ")


def capital(text: str) -> str:
    """Return a text with its first letter as a capital, and all others as they are."""
    return text[:1].upper() + text[1:]


def shortened(text: str, most: int) -> str:
    """Return the beginning of a text up to a word, with an ellipsis if that is not all.

    >>> shortened("ours, every word", 12)
    'ours, every…'
    """
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"


def escape_text(text: str) -> Markup:
    """Return text as the content of an element, in which quotes are no harm: JSON stays half as long.

    >>> escape_text('{"a": "<b>"}')
    Markup('{"a": "&lt;b&gt;"}')
    """
    return Markup(html.escape(text, quote=False))  # noqa: S704 - it is escaped


def json_ld(values: Mapping[str, Any]) -> Markup:
    """Return JSON that can stand in a script element."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - nothing in it ends the element


def _linker(store: RecordStore) -> Callable[..., Markup]:
    @pass_context
    def link(context: Context, table: str, id: str | None, text: str | None = None) -> Markup:
        """Return a link to a record's page; only its name if it has none."""
        if not id:
            return Markup()
        label = escape(text or store.name(table, id))
        if not store.has_page(table, id):
            return label
        return Markup('<a href="{}{}">{}</a>').format(context["root"], record_address(table, id), label)

    return link


def _linker_in_sentence(store: RecordStore, link: Callable[..., Markup]) -> Callable[..., Markup]:
    @pass_context
    def linked(context: Context, table: str, id: str) -> Markup:
        """Return a link to a record within a sentence."""
        name = store.name(table, id)
        return link(context, table, id, in_sentence(name) if table == "actors" else name)

    return linked


def _sourcer(store: RecordStore) -> Callable[..., Markup]:
    @cache
    def label(id: str) -> str:
        return source_label(store, id)

    @pass_context
    def source(context: Context, id: str | None, locator: str | None = None) -> Markup:
        """Return the link to the document in which a line can be read."""
        if not id:
            return Markup()
        title = Markup(' title="{}"').format(locator) if locator else ""
        address = record_address("documents", id)
        return Markup('<a class="source" href="{}{}"{}>{}</a>').format(context["root"], address, title, label(id))

    return source


def source_label(store: RecordStore, id: str) -> str:
    """Return what a source is called at the end of a line: the outlet and date, or the title, or volume and number."""
    row = store["documents"].row(id)
    if row is None:
        return id
    if (row["part_of_id"] or "").startswith("frus") and id.startswith(row["part_of_id"]):
        volume, number = row["part_of_id"].removeprefix("frus"), id.removeprefix(row["part_of_id"]).strip("-")
        return f"FRUS {volume}, no. {number.removeprefix('d')}"
    if outlet := store["outlets"].row(row["outlet_id"]):
        if row["kind"] == "dataset":
            return f"{row['title']} ({outlet['name']})"
        return f"{outlet['name']}, {date_in_words(row['date'])}" if row["date"] else str(outlet["name"])
    title = store.name("documents", id)
    return title if len(title) <= _SOURCE_LABEL else f"{title[: _SOURCE_LABEL - 1].rstrip()}…"
