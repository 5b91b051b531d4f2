"""Write the site: read the database once, then make its pages in several processes."""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment

from fpdata.generate.repository_address import repository_address
from fpdata.site.addresses import published_address
from fpdata.site.data_files import write_data_files
from fpdata.site.last_changed import last_changes
from fpdata.site.markdown_docs import IMAGE, Docs
from fpdata.site.page import TOOL_PAGES, SitePage
from fpdata.site.record_pages import RecordPages
from fpdata.site.site_pages import site_pages
from fpdata.site.sitemap import write_sitemap
from fpdata.site.store import PAGE_TABLES, RecordStore
from fpdata.site.templates import make_environment, render_page

#: A process makes so many record pages at a time.
_BATCH = 400
_TEMPLATES = Path(__file__).parent / "templates"


class SiteError(Exception):
    """The site cannot be written; the message says why and what to do."""


@dataclass(frozen=True)
class BuiltSite:
    """How many pages were written, their size in bytes, and the largest of them."""

    pages: int
    size: int
    largest: str
    largest_size: int


def build_site(
    database: Path,
    clone: Path,
    output: Path,
    *,
    address: str | None = None,
    processes: int | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> BuiltSite:
    """Write the site to the folder `output`, and return how much it is. An earlier site there is replaced.

    `database` is the SQLite database that `fpdata build` wrote, `clone` the folder of the repository: its docs become
    pages, the history of its tables says when each record last changed, and its `site/dist` holds the scripts.
    `address` is where the site will be published, by default where GitHub would; `processes` how many work at once, by
    default one for each processor. `progress` is told how many pages of records are written, and of how many. Raises
    SiteError if there is no database, or if `output` has anything but a site.
    """
    _require_replaceable(output)
    if not database.is_file():
        raise SiteError(f"{database} is missing; run 'fpdata build' first")
    try:
        store = RecordStore(database)
    except sqlite3.Error as error:
        raise SiteError(f"{database} cannot be read ({error}); run 'fpdata build' again") from error
    repository = repository_address()
    address = published_address(repository) if address is None else f"{address.rstrip('/')}/"
    site = _shared_context(store, repository, address)
    docs = Docs(clone, repository)
    writer = _PageWriter(make_environment(store, docs, site), output, RecordPages(store, last_changes(clone), site))
    shutil.rmtree(output, ignore_errors=True)
    for folder in ("", *PAGE_TABLES, "assets", "browse", "contested", "docs/how-to"):
        (output / folder).mkdir(parents=True, exist_ok=True)
    shutil.copy(_TEMPLATES / "style.css", output / "assets")
    if (scripts := clone / "site" / "dist").is_dir():
        shutil.copytree(scripts, output / "assets", dirs_exist_ok=True)
    for image in clone.glob(f"docs/**/*{IMAGE}"):
        to = output / image.relative_to(clone)
        to.parent.mkdir(exist_ok=True)
        shutil.copy(image, to)
    contexts = write_data_files(store, database, output)
    pages = writer.write(site_pages(store, docs, contexts))
    batches = list(_batches(store))
    first, total = len(pages), sum(len(ids) for _, ids in batches)
    for written in _in_processes(writer.write_records, batches, processes or os.cpu_count() or 1):
        pages += written
        progress(len(pages) - first, total)
    if address:
        write_sitemap(output, address, [name for name, _ in pages])
    largest, largest_size = max(pages, key=lambda page: page[1])
    return BuiltSite(len(pages), sum(size for _, size in pages), largest, largest_size)


def _require_replaceable(output: Path) -> None:
    """Raise SiteError unless `output` is new, empty or an earlier site: all that is there will be deleted."""
    if output.is_dir():
        is_site = (output / "assets" / "style.css").is_file() and all((output / name).is_dir() for name in PAGE_TABLES)
        if is_site or not any(output.iterdir()):
            return
    elif not output.exists():
        return
    raise SiteError(f"{output} is not an earlier site, and would be deleted; write to a new folder")


#: The addresses of pages, each with its size in bytes.
_Written = list[tuple[str, int]]


@dataclass(frozen=True)
class _PageWriter:
    """Renders pages and writes them below a folder."""

    environment: Environment
    output: Path
    records: RecordPages

    def write(self, pages: Iterable[SitePage]) -> _Written:
        written = []
        for page in pages:
            content = render_page(self.environment, page).encode()
            (self.output / page.address).write_bytes(content)
            written.append((page.address, len(content)))
        return written

    def write_records(self, batch: tuple[str, list[str]]) -> _Written:
        """Write the pages of some records of a table."""
        table, ids = batch
        return self.write(self.records.page(table, id) for id in ids)


def _batches(store: RecordStore) -> Iterator[tuple[str, list[str]]]:
    for table in PAGE_TABLES:
        ids = [*store.page_ids(table), *store.retired_ids(table)]
        yield from ((table, ids[start : start + _BATCH]) for start in range(0, len(ids), _BATCH))


_task: Callable[[Any], _Written]


def _in_processes(task: Callable[[Any], _Written], batches: list[Any], processes: int) -> Iterator[_Written]:
    """Yield what a task returns for each batch; forked processes share what it refers to."""
    global _task  # noqa: PLW0603 - what is inherited by a fork need not be pickled
    if processes == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(task, batches)
        return
    _task = task
    gc.freeze()  # a collection would copy every page of memory into every process
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap_unordered(_run_task, batches)
    gc.unfreeze()


def _run_task(batch: Any) -> _Written:
    return _task(batch)


def _shared_context(store: RecordStore, repository: str, address: str) -> dict[str, Any]:
    """Return what every page is given as `site`."""
    tools = [page for page in TOOL_PAGES if (_TEMPLATES / page.template).is_file()]
    navigation = [(tool.address, tool.label) for tool in tools if tool.label]
    navigation += [("contested/index.html", "Disputes"), ("coverage.html", "Coverage"), ("docs/index.html", "Docs")]
    return {
        "title": store.about["title"],
        "version": store.about["version"],
        "license": store.about["license"],
        "repository": repository,
        "address": address,
        "navigation": navigation,
        "tools": {tool.address for tool in tools},
    }
