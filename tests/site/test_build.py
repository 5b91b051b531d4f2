"""The site as a whole: which pages there are, and that they hold together."""

from __future__ import annotations

import html.parser
import json
import re
import sys
from pathlib import Path

import pytest

from fpdata.site.__main__ import main
from fpdata.site.build import SiteError, build_site
from fpdata.site.dead_links import dead_links
from fpdata.site.dead_links import main as dead_links_main
from fpdata.site.store import PAGE_TABLES, RecordStore
from tests.helpers import contents

pytestmark = pytest.mark.xdist_group("site")


def test_every_record_and_every_retired_id_has_a_page(site: Path, store: RecordStore) -> None:
    for table in PAGE_TABLES:
        expected = {f"{id}.html" for id in (*store.page_ids(table), *store.retired_ids(table))}
        assert {path.name for path in (site / table).iterdir()} == expected
    assert (site / "actors" / "ada-pond.html").is_file()


def test_no_link_leads_nowhere(site: Path) -> None:
    # What esbuild writes is there only after `make site`.
    dead = [link for link in dead_links(site) if not re.search(r"assets/[\w-]+\.(js|css)$", link.target)]
    assert dead == []


def test_links_are_relative_and_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    loaded = re.compile(
        r'<(?:script|img|iframe|source|link rel="(?:stylesheet|icon|preload)")[^>]*(?:src|href)="([^"]*)"'
    )
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert all(not target.startswith(("http", "/")) for target in loaded.findall(text)), page
        assert 'href="/' not in text, page


class _Checker(html.parser.HTMLParser):
    """Counts the elements that a page must have once, and matches the start and end of all others."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in ("meta", "link", "input", "br", "hr"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_pages_are_well_formed_with_one_heading_and_unique_ids(site: Path) -> None:
    for page in site.rglob("*.html"):
        checker = _Checker()
        checker.feed(page.read_text("utf-8"))
        assert checker.open == [], page
        assert checker.seen.count("h1") == 1, page
        assert checker.seen.count("main") == 1, page
        assert len(checker.ids) == len(set(checker.ids)), page


def test_json_ld_is_json_and_names_the_page(site: Path, store: RecordStore) -> None:
    for table in PAGE_TABLES:
        for id in store.page_ids(table):
            text = (site / table / f"{id}.html").read_text("utf-8")
            found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
            assert found
            assert json.loads(found[1])["@id"] == f"https://site.example/fp/{table}/{id}.html"


def test_sitemap_lists_every_page_once(site: Path) -> None:
    listed = re.findall(r"<loc>https://site\.example/fp/(.*?)</loc>", (site / "sitemap-1.xml").read_text("utf-8"))
    assert sorted(listed) == sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert "sitemap-1.xml" in (site / "sitemap.xml").read_text("utf-8")


def test_several_processes_write_the_same_pages(database: Path, clone: Path, site: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    built = build_site(
        database,
        clone,
        tmp_path / "again",
        address="https://site.example/fp/",
        processes=2,
        progress=lambda done, total: told.append((done, total)),
    )
    assert contents(tmp_path / "again") == contents(site)
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > 0
    assert built.pages == len(list(site.rglob("*.html")))


def test_the_command_builds_the_site(
    database: Path, clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(clone)
    assert main(["--database", str(database), "-o", str(tmp_path / "site"), "--processes", "1"]) == 0
    assert re.search(r"[0-9]+ pages, .* written to .*\nlargest: ", capsys.readouterr().out)
    monkeypatch.setattr(sys, "argv", ["dead_links", str(tmp_path / "site")])
    assert dead_links_main() == 1  # the scripts are not built
    assert "dead links" in capsys.readouterr().out


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "fpdata.site.build")
    monkeypatch.delitem(sys.modules, "fpdata.site.templates")
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert main([]) == 1
    assert capsys.readouterr().err == "the site needs jinja2; install 'fpdata[site]'\n"


def test_a_missing_database_says_what_to_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SiteError, match="run 'fpdata build' first"):
        build_site(tmp_path / "none.sqlite", tmp_path, tmp_path / "site")
    (tmp_path / "other").write_text("no database")
    assert main(["--database", str(tmp_path / "other"), "-o", str(tmp_path / "site")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_a_folder_that_is_no_site_is_not_deleted(database: Path, clone: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("mine")
    for folder in (tmp_path, note):
        with pytest.raises(SiteError, match="is not an earlier site"):
            build_site(database, clone, folder, processes=1)
    assert note.read_text() == "mine"
